import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Interpreter, Route } from '../../src/domain/interpretation.ts';
import { loadInterpreter } from '../../src/knowledge/interpreter.ts';

// Messages whose meaning no careful reader would doubt, against the real knowledge base. What can be argued about is in tests/eval/.

const ROOT = join(import.meta.dirname, '../..');

let interpreter: Interpreter;
beforeAll(async () => {
  // Training in a process of its own takes a minute, within Jest three; after that it is kept.
  await promisify(execFile)(process.execPath, [join(ROOT, 'src/tools/prepare.ts')]);
  ({ interpreter } = await loadInterpreter(ROOT));
}, 300_000);

/** A message, the entry that must be first, and why this can't be missed. */
type Line = readonly [message: string, first: string, reason: string];

const TOPICS: Readonly<Record<string, readonly Line[]>> = {
  de: [
    ['Wie melde ich meine neue Adresse in Stuttgart an?', 'arrival/registration', 'names the act and the object'],
    ['Ich suche einen Kitaplatz für meine Tochter', 'education/daycare', 'names the place that is looked for'],
    ['kindergelt antrag wo', 'family/child-benefit', 'one wrong letter in the name of the benefit'],
    ['Fuhrerschein umschreiben aus Syrien', 'everyday/driving-licence', 'no umlaut on the phone'],
    ['Mein Chef zahlt meinen Lohn nicht', 'work/labour-rights', 'a right at work, though no law is named'],
    ['Wird mein Abschluss als Krankenschwester hier anerkannt?', 'work/recognition', 'recognition of a foreign diploma'],
    ['Ich möchte Deutsche werden, welche Voraussetzungen gibt es?', 'participation/naturalisation', 'citizenship in everyday words'],
    ['Muss ich Rundfunkbeitrag zahlen?', 'everyday/broadcasting-fee', 'the name of the fee'],
    ['Ich habe Schulden und kann die Rechnungen nicht mehr zahlen', 'counselling/debt', 'debts, named as such'],
    ['Ich bin schwanger. Wer berät mich?', 'health/pregnancy', 'two sentences: circumstance and question'],
    ['In welche Tonne kommt der Müll?', 'everyday/waste-and-house-rules', 'waste sorting'],
  ],
  en: [
    ['how do I register my new address', 'arrival/registration', 'names the act and the object'],
    ['I need a daycare place for my 2 year old', 'education/daycare', 'names the place that is looked for'],
    ['can I exchange my Indian driving license', 'everyday/driving-licence', 'American spelling'],
    ['how to open a bank account', 'everyday/bank-account', 'names the act and the object'],
    ['is my engineering degree recognised in germany', 'work/recognition', 'recognition of a foreign degree'],
    ['I want to apply for Kindergeld', 'family/child-benefit', 'a German term in an English sentence'],
    ['I am looking for a German course for illiterate people', 'language/literacy-course', 'the course is described, not named'],
    ['my landlord wants to raise the rent, is that allowed', 'housing/tenant-rights', 'a right of a tenant'],
    ['which doctor can i go to at the weekend', 'health/finding-a-doctor', 'a doctor out of hours'],
    ['how can my wife join me from Pakistan', 'arrival/family-reunification', 'reunification without the word'],
    ['I want to start my own business', 'work/self-employment', 'names the plan'],
  ],
  tr: [
    ['Adresimi nerede kaydettirebilirim?', 'arrival/registration', 'names the act and the object'],
    ['oğlum için anaokulu arıyorum', 'education/daycare', 'names the place that is looked for'],
    ['cocuk parasi nasil alinir', 'family/child-benefit', 'no Turkish letters on the phone'],
    ['Türk ehliyetimi Alman ehliyetine çevirmek istiyorum', 'everyday/driving-licence', 'exchange of a licence'],
    ['Kindergarten için Anmeldung nasıl yapılır', 'education/daycare', 'German nouns in a Turkish sentence'],
    ['diplomamı burada tanıtmak istiyorum denklik', 'work/recognition', 'the everyday word for recognition'],
    ['Alman vatandaşı olmak istiyorum', 'participation/naturalisation', 'citizenship'],
    ['banka hesabı açmak istiyorum', 'everyday/bank-account', 'names the act and the object'],
    ['hamileyim, nereden yardım alabilirim', 'health/pregnancy', 'pregnant, asks for help'],
    ['borçlarımı ödeyemiyorum', 'counselling/debt', 'debts that can not be paid'],
    ['eşimi Türkiyeden yanıma getirmek istiyorum', 'arrival/family-reunification', 'reunification without the word'],
  ],
  ar: [
    ['كيف أسجل عنواني الجديد في شتوتغارت؟', 'arrival/registration', 'names the act and the object'],
    ['بدي روضة لابني', 'education/daycare', 'Syrian dialect'],
    ['كيف بقدر احصل على كيندرغيلد', 'family/child-benefit', 'a German term in Arabic script'],
    ['بدي بدل شهادة السواقة السورية', 'everyday/driving-licence', 'the dialect word for a licence'],
    ['bidde ef7as madrase la ebni el zghir rawda kita', 'education/daycare', 'Arabizi with digits; the place is named twice'],
    ['كيف أعادل شهادتي الجامعية', 'work/recognition', 'recognition of a degree'],
    ['أريد الحصول على الجنسية الألمانية', 'participation/naturalisation', 'citizenship'],
    ['أريد فتح حساب بنكي', 'everyday/bank-account', 'names the act and the object'],
    ['عندي ديون ولا أستطيع الدفع', 'counselling/debt', 'debts that can not be paid'],
    ['أنا حامل وأحتاج مساعدة', 'health/pregnancy', 'pregnant, asks for help'],
    ['كيف أجلب زوجتي إلى ألمانيا لم الشمل', 'arrival/family-reunification', 'the everyday word for reunification'],
  ],
  uk: [
    ['Як зареєструвати нову адресу?', 'arrival/registration', 'names the act and the object'],
    ['шукаю садочок для дитини', 'education/daycare', 'names the place that is looked for'],
    ['як отримати кіндергельд', 'family/child-benefit', 'a German term in Cyrillic'],
    ['обміняти українські водійські права', 'everyday/driving-licence', 'exchange of a licence'],
    ['yak vidkryty rakhunok v banku', 'everyday/bank-account', 'Ukrainian in Latin letters'],
    ['чи визнають мій диплом медсестри', 'work/recognition', 'recognition of a diploma'],
    ['шукаю квартиру в оренду', 'housing/finding-a-flat', 'looking for a flat'],
    ['я вагітна, до кого звернутися', 'health/pregnancy', 'pregnant, asks where to go'],
    ['не можу виплатити борги', 'counselling/debt', 'debts that can not be paid'],
    ['хочу стати волонтером', 'participation/volunteering', 'volunteering'],
  ],
  ru: [
    ['Как зарегистрировать новый адрес?', 'arrival/registration', 'names the act and the object'],
    ['ищу садик для ребёнка', 'education/daycare', 'names the place that is looked for'],
    ['kak poluchit kindergeld', 'family/child-benefit', 'Russian in Latin letters with a German term'],
    ['поменять водительские права на немецкие', 'everyday/driving-licence', 'exchange of a licence'],
    ['как открыть счёт в банке', 'everyday/bank-account', 'names the act and the object'],
    ['признание диплома врача', 'work/recognition', 'the name of the procedure'],
    ['kak naiti kvartiru v shtutgarte', 'housing/finding-a-flat', 'Russian in Latin letters'],
    ['хочу получить немецкое гражданство', 'participation/naturalisation', 'citizenship'],
    ['я беременна, куда обратиться', 'health/pregnancy', 'pregnant, asks where to go'],
    ['у меня долги, не могу платить', 'counselling/debt', 'debts that can not be paid'],
    ['хочу перевезти жену в Германию, воссоединение семьи', 'arrival/family-reunification', 'the name of the procedure'],
  ],
};

describe.each(Object.entries(TOPICS))('%s: the entry that answers is first', (_, lines) => {
  test.each(lines)('%s: %s (%s)', (message, first) => {
    expect(interpreter.understand(message).entries[0]?.id).toBe(first);
  });
});

test.each<Line>([
  ['Guten Tag, ich suche einen Kitaplatz für meine Tochter, vielen Dank', 'education/daycare', 'German'],
  ['Good morning, how do I open a bank account? Thank you very much', 'everyday/bank-account', 'English'],
  ['İyi günler, oğlum için anaokulu arıyorum, çok teşekkürler', 'education/daycare', 'Turkish'],
  ['السلام عليكم، أريد فتح حساب بنكي، شكرا جزيلا', 'everyday/bank-account', 'Arabic'],
  ['Добрий день, шукаю квартиру в оренду, дуже дякую', 'housing/finding-a-flat', 'Ukrainian'],
  ['Добрый день, как открыть счёт в банке? Большое спасибо', 'everyday/bank-account', 'Russian'],
])('a greeting before and thanks after take nothing away: %s', (message, first) => {
  const { route, entries } = interpreter.understand(message);
  expect([route, entries[0]?.id]).toEqual(['answer', first]);
});

const DANGER: readonly Line[] = [
  ['Mein Vater atmet nicht mehr, schnell!', 'safety/medical-emergency', 'no breath'],
  ['Hallo, guten Tag, mein Vater ist bewusstlos', 'safety/medical-emergency', 'the greeting before it takes nothing away'],
  ['mein mann schlägt mich', 'safety/violence-against-women', 'violence at home'],
  ['ich will nicht mehr leben', 'safety/suicidal-thoughts', 'says it herself'],
  ['my husband is beating me', 'safety/violence-against-women', 'violence at home'],
  ['I want to kill myself', 'safety/suicidal-thoughts', 'says it himself'],
  ['he collapsed and is unconscious call ambulance', 'safety/medical-emergency', 'unconscious'],
  ['kocam beni dövüyor', 'safety/violence-against-women', 'violence at home'],
  ['intihar etmek istiyorum', 'safety/suicidal-thoughts', 'names it'],
  ['annem bayıldı nefes almıyor ambulans', 'safety/medical-emergency', 'no breath'],
  ['زوجي يضربني', 'safety/violence-against-women', 'violence at home'],
  ['أريد أن أنتحر', 'safety/suicidal-thoughts', 'names it'],
  ['jozi byodrobni', 'safety/violence-against-women', 'violence at home, in Arabizi'],
  ['чоловік мене б’є', 'safety/violence-against-women', 'violence at home, with a curly apostrophe'],
  ['не хочу більше жити', 'safety/suicidal-thoughts', 'says it himself'],
  ['муж меня бьёт', 'safety/violence-against-women', 'violence at home'],
  ['muzh menya biot', 'safety/violence-against-women', 'violence at home, in Latin letters'],
  ['он без сознания и не дышит', 'safety/medical-emergency', 'no breath'],
];

test.each(DANGER)('danger: %s: %s (%s)', (message, first) => {
  const { route, entries } = interpreter.understand(message);
  expect([route, entries[0]?.id]).toEqual(['emergency', first]);
});

// Languages that the knowledge base has no texts in: the danger must be found all the same.
test.each<[message: string, language: string, first: string]>([
  ['mon mari me frappe', 'fr', 'safety/violence-against-women'],
  ['je veux mourir', 'fr', 'safety/suicidal-thoughts'],
  ['mi marido me pega', 'es', 'safety/violence-against-women'],
  ['mi padre no respira, llamen una ambulancia', 'es', 'safety/medical-emergency'],
  ['mio marito mi picchia', 'it', 'safety/violence-against-women'],
  ['aiuto mio padre non respira', 'it', 'safety/medical-emergency'],
  ['muž me tuče', 'hr', 'safety/violence-against-women'],
  ['želim umrijeti', 'hr', 'safety/suicidal-thoughts'],
  ['soțul meu mă bate', 'ro', 'safety/violence-against-women'],
  ['vreau să mor', 'ro', 'safety/suicidal-thoughts'],
  ['ο άντρας μου με χτυπάει', 'el', 'safety/violence-against-women'],
  ['θέλω να πεθάνω', 'el', 'safety/suicidal-thoughts'],
  ['mąż mnie bije', 'pl', 'safety/violence-against-women'],
  ['chcę umrzeć', 'pl', 'safety/suicidal-thoughts'],
  ['شوهرم مرا می‌زند', 'fa', 'safety/violence-against-women'],
  ['پدرم نفس نمی‌کشد', 'fa', 'safety/medical-emergency'],
  ['我丈夫打我', 'zh', 'safety/violence-against-women'],
  ['我不想活了', 'zh', 'safety/suicidal-thoughts'],
  ['chồng tôi đánh tôi', 'vi', 'safety/violence-against-women'],
  ['tôi muốn chết', 'vi', 'safety/suicidal-thoughts'],
  ['burri im më rreh', 'sq', 'safety/violence-against-women'],
  ['dua të vdes', 'sq', 'safety/suicidal-thoughts'],
  ['мъжът ми ме бие', 'bg', 'safety/violence-against-women'],
  ['искам да умра', 'bg', 'safety/suicidal-thoughts'],
  ['ver a férjem', 'hu', 'safety/violence-against-women'],
  ['meg akarok halni', 'hu', 'safety/suicidal-thoughts'],
  ['meu marido me bate', 'pt', 'safety/violence-against-women'],
  ['quero morrer', 'pt', 'safety/suicidal-thoughts'],
  ['ninkayga ayaa i garaaca', 'so', 'safety/violence-against-women'],
  ['waxaan rabaa inaan dhinto', 'so', 'safety/suicidal-thoughts'],
  ['mêrê min li min dixe', 'ku', 'safety/violence-against-women'],
  ['dixwazim bimirim', 'ku', 'safety/suicidal-thoughts'],
  ['ሰብኣየይ ይሃርመኒ', 'ti', 'safety/violence-against-women'],
  ['ክመውት እየ ዝደሊ', 'ti', 'safety/suicidal-thoughts'],
  ['मेरा पति मुझे मारता है', 'hi', 'safety/violence-against-women'],
  ['मैं मरना चाहता हूँ', 'hi', 'safety/suicidal-thoughts'],
  ['میرا شوہر مجھے مارتا ہے', 'ur', 'safety/violence-against-women'],
  ['میں مرنا چاہتی ہوں', 'ur', 'safety/suicidal-thoughts'],
])('danger: %s (%s)', (message, _, first) => {
  const { route, entries } = interpreter.understand(message);
  expect([route, entries[0]?.id]).toEqual(['emergency', first]);
});

test.each(['yardım edin', 'ساعدوني', 'допоможіть', 'помогите убивают', 'help me please he has a knife', 'ich sterbe ruft jemanden'])(
  'a cry for help without a reason is danger: %s',
  (message) => {
    expect(interpreter.understand(message).route).toBe('emergency');
  },
);

test.each([
  'mein Sohn will nicht mehr in die Schule gehen', // not "will nicht mehr leben"
  'Ich wohne neben der Polizei. Wo ist das Bürgerbüro?', // the police is only a landmark
  'Wie melde ich mein Kind in der Schule an?', // a child, but no danger
  'хочу работать в полиции', // a job
  'в квартире холодно, батареи не греют', // a rented flat
  'Jobcenter zahlt nicht', // money
  'polis olmak istiyorum', // a profession
  'how do i become a police officer', // a profession
  'I want to work as an ambulance driver', // a profession
  'mein Handy ist tot', // a thing
  'ich sterbe vor Langeweile', // a manner of speaking
  'ich liebe dich', // feelings
  'я не хочу жити в гуртожитку', // a place to live, not life
  'я устал сидеть дома', // "sidet'" sounds like the Turkish word for violence
  'mon mari cherche du travail', // a husband who does no harm
  'quiero aprender alemán', // a language in which only little is known
  'mein Internet ist seit Montag tot', // a thing
  'зарядка сдохла, какую купить', // a thing
  'bilgisayarım çöktü dosyalarım gitti', // a thing
  'we need a new bread knife', // a tool
  'Wo kann ich Kochmesser schleifen lassen?', // a tool
  'ضحكنا لحد الموت امبارح', // a manner of speaking
  'розлюбила його, як сказати', // feelings
  'Meine Söhne streiten sich um den Fernseher', // a quarrel
])('no alarm: %s', (message) => {
  expect(interpreter.understand(message).route).not.toBe('emergency');
});

test.each<[message: string, route: Route]>([
  ['Hallo', 'smalltalk'],
  ['Danke schön!', 'smalltalk'],
  ['hi there', 'smalltalk'],
  ['thank you very much', 'smalltalk'],
  ['merhaba', 'smalltalk'],
  ['teşekkürler', 'smalltalk'],
  ['مرحبا', 'smalltalk'],
  ['شكرا', 'smalltalk'],
  ['привіт', 'smalltalk'],
  ['дякую', 'smalltalk'],
  ['привет', 'smalltalk'],
  ['спасибо', 'smalltalk'],
  ['Ich möchte mit einem Menschen sprechen', 'counselor'],
  ['I want to talk to a real person', 'counselor'],
  ['gerçek bir insanla konuşmak istiyorum', 'counselor'],
  ['أريد التحدث مع شخص حقيقي', 'counselor'],
  ['хочу поговорити з людиною', 'counselor'],
  ['хочу поговорить с человеком', 'counselor'],
  ['Welche Angebote gibt es?', 'offers'],
  ['show me offers', 'offers'],
  ['Ich will Deutsch lernen', 'offers'],
  ['asdf jklö qwertz', 'none'],
  ['xkcdqw zzzptl brrmf', 'none'],
  ['Wie wird das Wetter morgen?', 'none'],
  ['Rezept für Apfelkuchen', 'none'],
  ['termin', 'clarify'],
  ['what is the capital of australia', 'none'],
  ['yarın hava nasıl olacak', 'none'],
  ['كيف سيكون الطقس غدا', 'none'],
  ['яка завтра погода', 'none'],
  ['какая завтра погода', 'none'],
])('%s: %s', (message, route) => {
  expect(interpreter.understand(message).route).toBe(route);
});

test.each<[message: string, locale: string, lastEntry: string]>([
  ['Was kostet das?', 'de', 'language/integration-course'],
  ['und wo ist das?', 'de', 'education/library'],
  ['how much is it?', 'en', 'everyday/driving-licence'],
  ['and for my wife?', 'en', 'language/integration-course'],
  ['ne kadar?', 'tr', 'everyday/driving-licence'],
  ['كم يكلف؟', 'ar', 'language/integration-course'],
  ['а скільки коштує?', 'uk', 'everyday/driving-licence'],
  ['а сколько это стоит?', 'ru', 'language/integration-course'],
])('%s (%s) stays on %s', (message, locale, lastEntry) => {
  const { followUp, entries } = interpreter.understand(message, { locale, lastEntry });
  expect([followUp, entries[0]?.id]).toEqual([true, lastEntry]);
});

test.each<[message: string, locale: string]>([
  ['und wenn mein Mann mich schlägt?', 'de'],
  ['and what if he hits me again', 'en'],
  ['peki ya kocam beni döverse', 'tr'],
  ['واذا زوجي بيضربني', 'ar'],
  ["а якщо чоловік мене б'є?", 'uk'],
  ['а если муж меня бьет', 'ru'],
])('%s (%s) is danger, however much like a follow-up', (message, locale) => {
  expect(interpreter.understand(message, { locale, lastEntry: 'language/integration-course' }).route).toBe('emergency');
});

test.each<[message: string, locale: string, first: string]>([
  ['Ich suche eine Wohnung', 'de', 'housing/finding-a-flat'],
  ['how do i open a bank account', 'en', 'everyday/bank-account'],
  ['muzh menya biot', 'ru', 'safety/violence-against-women'],
])('%s (%s) is a new topic even right after an answer', (message, locale, first) => {
  expect(interpreter.understand(message, { locale, lastEntry: 'language/integration-course' }).entries[0]?.id).toBe(first);
});
