import { fold } from './given-names.ts';

/** Words that no name consists of, though they stand where names do: "I am from", "ich bin neu", "Ben Almanya". Of all languages that we serve, and small words of others. */
const WORDS = `
aber alle allein alleine alleinerziehend als also alt am an andere arbeit arbeite arbeiten arbeitet arbeitslos auch auf aus bei beide bekomme bekommt bereits bin bis bitte bleibe brauche braucht da damit dann das dass dein der den dem
des die dir doch dort drei du durch eben ein eine einen einer eines eltern er erst es etwas euch fertig frage frau frauen für gar geboren geflüchtet geht gekommen gerade gern gerne gestern geschieden getrennt gibt gut hab habe haben hat
hatte herr heute hier hilfe ich ihm ihn ihr ihre im immer in ins ist ja jahre jetzt jung kann kein keine keinen komme kommt krank kurs lebe ledig leider lerne männer man mehr mein meine meinem meinen meiner mich mir mit mitglied möchte
morgen muss mutter nach neu neue nicht nichts noch nur ob obdachlos oder ohne schon schreibe schwanger sehr sein seit sich sie sind so sohn sondern spreche studentin student sucht suche tochter über um und uns unser unter unsicher vater
verheiratet verloren versichert verwitwet verzweifelt viel vom von vor war was weg wegen weil welche wenn wer wie wieder will wir wird wo wohne wohnt wollte zu zum zur zurück zwei hallo guten tag danke grüße liebe sehr geehrte damen
a about afraid after all alone already also an and any are as asking at be because been but by can child children do doctor employed english family fine for from getting go going good happy have having he hello help her here hi him his
homeless how i if ill in interested into is it its job just know last learning live living looking lost married me moved my need new no not now of old on only or our out please poor pregnant really refugee sad safe scared she sick single
so some sorry speaking student studying sure than thank thanks that the their them then there they this to together too trying unemployed until very waiting want wanted was we well what when where which who why will with without woman
women work working worried would year years you your yes
acaba adım yabancı yabanci değişti degisti farklı yetkili ilgili alman arap ama arıyorum arkadaş artık bana bekar ben benim bir biraz bu bugün burada çalışıyorum çocuk çok da daha de değil demek dedi diye doktor dul en evet evli evliyim fakat gebe gebeyim geçen geldim gerek gibi göre hamile hamileyim
hangi hasta hastayım hayır hem hep her hiç için ile ise işsiz işsizim istiyor istiyorum iyi kadın kadar kim kimim lazım mi mı mu mü nasıl ne neden nedir nerede olarak onun oturuyorum öğrenci öğrenciyim sadece selam merhaba sonra şimdi şu
ve veya var ya yalnız yardım yeni yeniyim yok yoksa zor
ana anta inta hada fi min men ma la wa shu kif kifak bidi biddi badi 3andi andi mish mesh mush
і й та а але або я ти ми ви він вона воно вони мене мені мій моя моє мої нас нам наш як що це цей ця де коли чому хто чи не ні так треба потрібно потрібна потрібен хочу можу маю є був була буду живу працюю шукаю вагітна хвора хворий одна
один сама сам з із зі у в на до від для про без після тут там дуже вже ще тільки також дякую добрий день привіт українка українець мама мати батько
и но или ты мы вы он она оно они меня мне мой мое моё мои как что это этот эта где когда почему кто ли нет да нужно нужна нужен могу есть был живу работаю ищу беременна беременная больна болен одинокая из от к о при здесь очень уже еще
ещё только тоже спасибо здравствуйте привет добрый украинка украинец мать отец студент студентка зовут звати замужем женат безработный безработная
je tu il elle nous vous ils suis es est sommes sont de du des la le les un une et ou mais dans en au aux à pour par sur avec sans ici enceinte seul seule malade nouveau nouvelle marié mariée réfugié étudiant étudiante qui que quoi comment
cherche veux peux besoin ai mon ma mes bonjour merci d'accord
yo tú él ella soy estoy el los las una y o pero por para con sin aquí embarazada solo sola enfermo enferma nuevo nueva casado casada refugiado refugiada quien que cómo dónde busco quiero puedo necesito tengo hola gracias mi su del al
io lui lei sono sei siamo un uno una gli i e ma per con senza qui incinta solo sola malato malata nuovo nuova sposato studente studentessa cerco voglio posso bisogno ho ciao grazie mio mia di da in nel della
ja ti on ona mi vi oni sam si smo su i ili ali u na iz od do za s sa bez ovdje ovde trudna sama bolesna nova nov udana oženjen student izbjeglica tražim želim mogu trebam imam nemam hvala bok moj moja koji što kako gdje ne
eu tu el ea noi voi sunt este e și si sau dar în in din la pentru cu fără aici însărcinată singur singură bolnav nou nouă căsătorit student caut vreau pot nevoie am nu bună mulțumesc meu mea un o
εγώ είμαι και ή αλλά από στη στην στο στον σε για με χωρίς εδώ έγκυος μόνος μόνη άρρωστος καινούργιος νέος νέα παντρεμένη παντρεμένος φοιτητής πρόσφυγας ψάχνω θέλω μπορώ έχω χρειάζομαι δεν πώς πού τι ο η το οι τα του της μου ένας μία
ja ty on ona my wy jestem i lub ale z ze w we na od do dla bez po tutaj tu w ciąży sam sama chora chory nowy nowa mężatką żonaty studentem studentką uchodźcą szukam chcę mogę potrzebuję mam nie jak gdzie co dziękuję dzień dobry
انا هو هي نحن من في على علي الى إلى عن مع و او أو لكن ما لا هل كيف اين أين متى لماذا ماذا شو ايش ليش وين كم هنا جديد جديدة حامل مريض مريضة وحيد وحيدة متزوج متزوجة مطلقة ارملة لاجئ لاجئة طالب طالبة سوري سورية عراقي عراقية اريد أريد بدي
احتاج أحتاج ابحث أبحث اعيش أعيش اسكن عندي لدي عمري وعمري كان كانت مش مو عربي الحقيقي متسجل موجود هذا هذه اللي الذي التي ولا وانا وأنا ساكن مقيم موجود بحاجة قادم عاطل بدون لم لن قد يا بس ايضا شكرا مرحبا السلام عليكم واريد وأريد وبدي واحتاج وعندي كامل
من هستم است هست نیستم در به از با برای و یا اما که چه چی چطور کجا کی چرا نیاز دارم ندارم میخواهم می‌خواهم اینجا باردار تنها مریض مجرد متاهل پناهنده دانشجو ایرانی افغان افغانستانی سلام ممنون یک را آلمان آلمانی
`;

/** Nationalities, languages, places, offices and what people are: written with a capital letter in some languages. */
const NOUNS = `
deutsch deutsche deutscher german germany deutschland almanca almanya almanyada almanyaya stuttgart stuttgarter stuttgartta штутгарт штутгарті штутгарте berlin münchen munich esslingen ludwigsburg böblingen sindelfingen germania allemagne allemand
alemania alemán germană niemcy njemačka niemiecki німеччина німеччині германия германии європа europe europa eu syria syrian syrien syrer syrerin suriye suriyeli ukraine ukrainian ukrainer ukrainerin ukrayna ukraynalı turkey turkish türkei türke
türkin türk türküm türkiye türkçe kürt kürdüm kurdish kurde kurdin iraq iraqi irak iraker irakerin iran iranian iraner iranerin afghan afghanistan afghane afghanin eritrea eritrean eritreer eritreerin ethiopia ethiopian somalia somali nigeria
nigerian gambia gambian russia russian russe russin russland rus arab arabic arabisch arapça araber araberin ingilizce english englisch farsi dari paschtu romanian rumäne rumänin rumänien romania polish pole polin polen poland croatian kroate
kroatin kroatien croatia serbian serbe serbin serbien serbia bosnian bosnien bosnia kosovo albanian albaner albanien bulgarian bulgare bulgarin bulgarien hungarian ungar ungarin ungarn greek grieche griechin griechenland greece italian italiener
italien italy spanish spanier spanien spain french franzose französin frankreich france portuguese portugiese portugal indian inder inderin indien india pakistani pakistan chinese chinese china vietnamese vietnam american amerikaner usa brazilian
british muslim muslima christian christ christin jewish jude jüdin hindu catholic katholisch evangelisch europäer europäerin european ausländer ausländerin foreigner african afrikaner
jobcenter agentur arbeitsagentur bürgeramt bürgerbüro ausländerbehörde ausländeramt sozialamt jugendamt standesamt wohngeldstelle bamf aok tk vhs polizei police krankenhaus arzt ärztin anwalt anwältin schule kita kindergarten uni universität
kunde kundin witwe witwer waise beamte beamter beamtin angestellte angestellter selbstständig selbständig azubi rentner rentnerin schüler schülerin mieter mieterin hausfrau ingenieur lehrer lehrerin pfleger pflegerin krankenschwester
mama papa oma opa baby single phd engineer teacher nurse worker lawyer citizen resident tourist asylum seeker mother father parent widow tenant employee trainee au-pair aupair ok
montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday januar februar märz april mai juni juli august september oktober november dezember january february march may june july
october december klasse jahrgang level niveau stufe alter deutschkurs integrationskurs sprachkurs geburtsurkunde pass reisepass visum aufenthaltstitel aufenthaltserlaubnis duldung asyl blue card wohnung zimmer hartz bürgergeld kindergeld
hanım bey elterngeld wohngeld anmeldung termin führerschein ausweis ausbildung praktikum steuer versicherung krankenkasse geld rente bank konto antrag bescheid telc goethe dtz sgb bafög
`;

const NOT_NAMES: ReadonlySet<string> = new Set(`${WORDS} ${NOUNS}`.split(/\s+/).map(fold));

/** Endings of German nouns that name things. */
const THING_ENDING =
  /(?:ung|ungen|heit|keit|schaft|kurs|kurse|schein|geld|amt|schule|platz|job|arbeit|hilfe|karte|visum|titel|erlaubnis|eltern|kinder|nummer|termin|behörde|stelle|center|zentrum)$/u;
/** Endings of nouns for roles and peoples, in German, English and Turkish. */
const PERSON_ENDING =
  /(?:arbeiter|arbeiterin|bürger|bürgerin|mutter|vater|frau|mann|kind|innen|erin|ler|lerin|entin|istin|loge|login|ende|ender|ierte|ierter|ete|eter|tete|ling|suchende|suchender|ian|ish|ese|yım|yim|yum|yüm|istan|[^ae]l[ıuü]|\p{L}{4}li)$/u;
/** Cases that Turkish sets behind names of places. */
const PLACE_ENDING = /['’](?:n?[dt][ae]n?|[yn]?[aeıiuü]|[ai]n|s)$/iu;

/** Whether a word is surely no name, or no part of one. */
export function isOrdinary(word: string): boolean {
  const folded = fold(word);
  return folded.length < 2 || NOT_NAMES.has(folded) || /\d/.test(word);
}

/** Whether a word with a capital letter, which may stand beside a name, probably means a thing. */
export function looksLikeThing(word: string): boolean {
  return THING_ENDING.test(word.toLowerCase()) || PLACE_ENDING.test(word);
}

/** Whether a word with a capital letter, which may be a name, is probably another noun. */
export function looksLikeNoun(word: string): boolean {
  return looksLikeThing(word) || PERSON_ENDING.test(word.toLowerCase());
}
