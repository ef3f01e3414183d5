import { alternatives } from './span.ts';

/** What follows is nearly always a name, however it is written. */
export const MY_NAME_IS = alternatives(
  `ich hei(?:ß|ss)e|ich hei[sß]|mein name ist|mein vorname ist|mein nachname ist|meine? (?:vor-?|nach|familien)name(?: ist)?|ich werde genannt|my name is|my name's|my name s|name's|my (?:first|last|full|sur) ?name is|i am called|they call me|call me|benim ad[ıi]m|benim ismim|ad[ıi]m soyad[ıi]m|ismim|soyad[ıi]m|je m['’ ]?appel+e|mon (?:pré)?nom (?:est|c['’]est)|me llamo|mi nombre es|mi chiamo|il mio nome è|il mio nome e'|zovem se|ja se zovem|moje ime(?: je)?|ime mi je|m[ăa] numesc|numele meu (?:este|e)|m[ăa] cheam[ăa]|με λ[έε]νε|ονομ[άα]ζομαι|λέγομαι|το όνομά μου είναι|nazywam si[ęe]|mam na imi[ęe]|na imi[ęe] mi|moje imi[ęe] to|мене (?:звати|звуть|кличуть)|моє ім['’ʼ]?я(?: це)?|меня зовут|мо[её] имя|моя фамилия|моє прізвище|моя фамілія|اسمي(?: هو)?|إسمي(?: هو)?|أسمي|اسمى|اسمم|اسم من|نام من|من اسمم|quhem|unë quhem|казвам се|зовем се|a nevem|meu nome é|chamo-me|tôi tên là|tên tôi là|magacaygu waa|navê min|मेरा नाम|میرا نام|ik heet|mijn naam is|jmenuji se|volám sa|ismi|esmi|menya zovut|mene zvaty|esmam|esme man|ስሜ|ሰመይ|ስመይ`,
);

/** As a form has it: a word, a colon, a name. */
export const FORM_LABEL = alternatives(
  `vor- und (?:nach|zu)name|vor- und familienname|vorname|nachname|familienname|geburtsname|name|full name|first name|last name|surname|isim|ad[ıi]|ad soyad|adı soyadı|soyadı|الاسم|الإسم|الاسم الكامل|имя|фамилия|фио|ім['’ʼ]я|прізвище|піб|nom|prénom|nombre|apellidos?|cognome|nome|ime i prezime|ime|prezime|nume|prenume|όνομα|επώνυμο|ονοματεπώνυμο|imię|imię i nazwisko|nazwisko|نام|نام خانوادگی`,
);

const KIN_DE =
  'er|sie|kind|baby|sohn|tochter|mann|ehemann|frau|ehefrau|freund|freundin|partner|partnerin|bruder|schwester|vater|mutter|oma|opa|onkel|tante|cousin|cousine|neffe|nichte|chef|chefin|vermieter|vermieterin|hausmeister|nachbar|nachbarin|kollege|kollegin|lehrer|lehrerin|berater|beraterin|sachbearbeiter|sachbearbeiterin|betreuer|betreuerin|arzt|ärztin|anwalt|anwältin';
const KIN_EN =
  'husband|wife|son|daughter|child|baby|kid|brother|sister|father|mother|dad|mom|mum|friend|boyfriend|girlfriend|partner|uncle|aunt|cousin|nephew|niece|boss|landlord|landlady|neighbour|neighbor|colleague|teacher|caseworker|case worker|lawyer|doctor';

/** Somebody else's name follows, however it is written. */
export const THEIR_NAME_IS = alternatives(
  `(?:${KIN_DE}) hei(?:ß|ss)t|namens|mit (?:dem )?namen|(?:his|her|their|whose) name is|(?:${KIN_EN})(?:['’]?s name)? is (?:called|named)|(?:${KIN_EN})['’]?s name is|(?:eşimin|oğlumun|kızımın|kocamın|karımın|çocuğumun|annemin|babamın|kardeşimin|arkadaşımın) (?:adı|ismi)|(?:isim|ad)li kişi|اسمه|اسمها|إسمه|إسمها|اسم (?:زوجي|زوجتي|ابني|ابنتي|بنتي|امي|أمي|ابي|أبي|اخي|أخي|اختي|أختي|طفلي|صديقي|صديقتي|مديري)|يدعى|تدعى|المدعو|المدعوة|اسمش|اسم (?:همسرم|شوهرم|پسرم|دخترم|بچه ام|مادرم|پدرم)|(?:його|її|чоловіка|сина|дочку|доньку|дружину|маму|батька|брата|сестру|дитину) (?:звати|звуть)|(?:его|е[её]|мужа|сына|дочь|дочку|жену|маму|папу|брата|сестру|реб[её]нка|подругу|друга) зовут|(?:il|elle) s['’]appelle|îl cheamă|o cheamă|τον λένε|την λένε`,
);

/** A name follows if it has a capital letter: these also announce other things. */
export const PERHAPS_NAMED = alternatives(
  `named|mein name|adı|ismi|ad[ıi]m|adında|s['’]appelle|nommée?|se llama|llamad[oa]|si chiama|zove se|se nume[șş]te|nazywa się|ma na imię|genannt|hier spricht|hier schreibt|moi c['’]est|зовут|звати`,
);

/** "I am": what follows is a name only if it looks like one. */
export const I_AM = alternatives(
  `ich bin(?: die| der)?|hier ist|this is|i['’ ]?am|i'm|im|it['’]s|ben|bu|je suis|c['’]est|soy|yo soy|sono|io sono|ja sam|sunt|eu sunt|είμαι(?: ο| η)?|εγώ είμαι(?: ο| η)?|jestem|я|это|це|انا|أنا|معك|معكم|unë jam|sou|eu sou|én|ik ben|jag är|eu me chamo|ana|ya`,
);

/** Members of the family and others, in languages that write common nouns small: a capital letter behind them makes a name. */
export const KIN = alternatives(
  `my (?:${KIN_EN})|our (?:son|daughter|child)|(?:eşim|kocam|karım|oğlum|kızım|annem|babam|kardeşim|ablam|abim|arkadaşım|patronum|çocuğum|bebeğim|nişanlım)|(?:мій|мого|моєму|моїм) (?:чоловік|син|брат|батько|друг|начальник|чоловіка|сина|брата|чоловіком|сином|чоловікові|синові)|(?:моя|мою|моєї|моїй|моєю) (?:дружина|донька|дочка|сестра|мама|мати|подруга|дружину|доньку|дочку|сестру|маму|подругу|доньці|дочці)|(?:мой|моего|моему|моим) (?:муж|сын|брат|отец|папа|друг|начальник|мужа|сына|брата|мужу|сыну|мужем|сыном)|(?:моя|мою|моей) (?:жена|дочь|дочка|сестра|мама|мать|подруга|жену|дочку|сестру|маму|подругу|дочери|жене)|(?:mon|ma) (?:mari|fils|frère|père|ami|amie|patron|femme|fille|sœur|soeur|mère|enfant|bébé|épouse)|mi (?:marido|esposo|hijo|hermano|padre|amigo|jefe|mujer|esposa|hija|hermana|madre|amiga)|(?:mio|mia) (?:marito|figlio|fratello|padre|amico|capo|moglie|figlia|sorella|madre|amica)|(?:moj|moja|mog|moju|moje) (?:muž|sin|brat|otac|prijatelj|šef|žena|ženu|kći|kćer|kćerka|ćerka|sestra|majka|mama|prijateljica|dijete|sina|muža|brata)|(?:soțul|fiul|fratele|tatăl|prietenul|șeful|soția|fiica|sora|mama|prietena|copilul) (?:meu|mea)|(?:ο γιος|ο άντρας|ο άνδρας|ο αδερφός|ο πατέρας|ο φίλος|η κόρη|η γυναίκα|η αδερφή|η μητέρα|η φίλη|τον γιο|την κόρη) μου|(?:mój|mojego|mojemu) (?:mąż|syn|brat|ojciec|szef|kolega|męża|syna|brata)|(?:moja|moją|mojej) (?:żona|córka|siostra|mama|matka|koleżanka|żonę|córkę|siostrę)`,
);

/** German writes all nouns with a capital letter, and Arabic and Persian have none: behind these only known names, or a name before an age. */
export const KIN_WITHOUT_HINT = alternatives(
  `(?:mein|meine|meinen|meinem|meiner|meines|unser|unsere|unseren|unserem|unserer) (?:${KIN_DE}|kleine[rn]?|große[rn]?)(?:e?s|en|n)?|(?:ال)?(?:زوجي|زوجتي|ابني|إبني|ابنتي|بنتي|امي|أمي|ابي|أبي|اخي|أخي|اختي|أختي|صديقي|صديقتي|طفلي|مديري)|همسرم|شوهرم|پسرم|دخترم|مادرم|پدرم|برادرم|خواهرم|دوستم`,
);

/** Titles that only names follow. */
export const TITLE = alternatives(
  `herrn?|hr\\.|fr\\.|fam\\.|familie|mr\\.?|mrs\\.?|ms\\.?|mister|dr\\.?(?: med\\.?)?|prof\\.?(?: dr\\.?)?|doktor|sayın|sr\\.|sra\\.|señora?|don|doña|signora?|sig\\.|dott\\.|monsieur|madame|mme|mlle|gospodin|gospođ[aiu]|gđ[aiu]|domnul|doamna|dl\\.|dna|κύριος|κύριο|κυρίου|κύριε|κυρία|κυρίας|κ\\.|pani?|pana|panem|panią|пан|пана|пані|господина?|госпожа|г-на?|г-жа|السيد|السيدة|الدكتور|الدكتورة|دكتور|دكتورة|الاستاذ|الأستاذ|استاذ|آقای|خانم|دکتر|miss|frau`,
);
/** Titles that stand behind names. */
export const TITLE_AFTER = 'bey|beyin|beye|beyi|hanım|hanıma|hanımı|hanımın|abi|abla|hoca|usta';

/** How letters end; a name follows. */
export const CLOSING = alternatives(
  `mfg|mit freundlichen grüßen|mit freundlichen gruessen|freundliche grüße|viele grüße|vielen dank und (?:viele|liebe|freundliche) grüße|liebe grüße|beste grüße|schöne grüße|grüße|gruß|lg|vg|best regards|kind regards|regards|sincerely|best wishes|saygılar(?:ımla|ımızla)?|sevgiler|с уважением|з повагою|cordialement|bien à vous|un saludo|saludos|atentamente|cordiali saluti|distinti saluti|lijep pozdrav|lp|pozdrav|cu stimă|cu respect|με εκτίμηση|z poważaniem|pozdrawiam|pozdrowienia|مع (?:خالص )?تحياتي|تحياتي|مع الشكر|با احترام|با تشکر`,
);
