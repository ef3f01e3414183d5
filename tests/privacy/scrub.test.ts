import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anonymousQuestion, scrub } from '../../src/privacy/scrub.ts';

const REMOVED: readonly (readonly [string, string])[] = [
  // Names that somebody says of themselves
  ['Ich heiße Ahmed Yılmaz und suche einen Kurs.', 'Ich heiße [Name] und suche einen Kurs.'],
  ['ich heisse ahmed yilmaz und suche arbeit', 'ich heisse [Name] und suche arbeit'],
  ['Mein Name ist Golnaz Karimi, ich brauche Hilfe', 'Mein Name ist [Name], ich brauche Hilfe'],
  ['Guten Tag, ich bin Maria Schmidt. Wo melde ich mich an?', 'Guten Tag, ich bin [Name]. Wo melde ich mich an?'],
  ['ich bin ahmed und neu hier', 'ich bin [Name] und neu hier'],
  ['Ich bin Herr Öztürk und habe eine Frage', 'Ich bin Herr [Name] und habe eine Frage'],
  ['Ich bin Xhevdet Berisha, wo bekomme ich Hilfe?', 'Ich bin [Name], wo bekomme ich Hilfe?'],
  ['MEIN NAME IST AHMED HASSAN UND ICH SUCHE ARBEIT', 'MEIN NAME IST [Name] UND ICH SUCHE ARBEIT'],
  ['My name is Blessing Okafor and I lost my passport', 'My name is [Name] and I lost my passport'],
  ["hi i'm fatima from syria, how do i find a school", "hi i'm [Name] from syria, how do i find a school"],
  ['I am John Miller. Can I work?', 'I am [Name]. Can I work?'],
  ['Benim adım Mehmet Kaya, iş arıyorum', 'Benim adım [Name], iş arıyorum'],
  ['Adım Ayşe, çocuğuma kreş lazım', 'Adım [Name], çocuğuma kreş lazım'],
  ['Ben Ahmet, Almanca kursu arıyorum', 'Ben [Name], Almanca kursu arıyorum'],
  ['اسمي محمد الأحمد وأريد دورة لغة', 'اسمي [Name] وأريد دورة لغة'],
  ['انا اسمي فاطمة وعندي سؤال', 'انا اسمي [Name] وعندي سؤال'],
  ['أنا أحمد من سوريا وأبحث عن عمل', 'أنا [Name] من سوريا وأبحث عن عمل'],
  ['Мене звати Олена Коваленко, я шукаю роботу', 'Мене звати [Name], я шукаю роботу'],
  ['мене звати олена і я шукаю роботу', 'мене звати [Name] і я шукаю роботу'],
  ['Меня зовут Иван Петров, нужна помощь', 'Меня зовут [Name], нужна помощь'],
  ['Добрый день, я Наталья, ищу садик', 'Добрый день, я [Name], ищу садик'],
  ["Je m'appelle Aïcha Diallo et je cherche un cours", "Je m'appelle [Name] et je cherche un cours"],
  ['Me llamo Juan Pérez y busco trabajo', 'Me llamo [Name] y busco trabajo'],
  ['Mi chiamo Giulia Rossi e cerco casa', 'Mi chiamo [Name] e cerco casa'],
  ['Zovem se Ivana Horvat i tražim posao', 'Zovem se [Name] i tražim posao'],
  ['Mă numesc Ion Popescu și caut un curs', 'Mă numesc [Name] și caut un curs'],
  ['Με λένε Γιώργο Παπαδόπουλο και ψάχνω δουλειά', 'Με λένε [Name] και ψάχνω δουλειά'],
  ['Nazywam się Anna Kowalska i szukam pracy', 'Nazywam się [Name] i szukam pracy'],
  ['اسمم رضا کریمی است و کار میخواهم', 'اسمم [Name] است و کار میخواهم'],
  ['Name: Kwabena Mensah, Frage zum Visum', 'Name: [Name], Frage zum Visum'],
  ['Wie bekomme ich einen Kitaplatz?\nViele Grüße\nThorben Krüger', 'Wie bekomme ich einen Kitaplatz?\nViele Grüße\n[Name]'],
  // Names of others
  ['Herr Müller vom Jobcenter antwortet nicht', 'Herr [Name] vom Jobcenter antwortet nicht'],
  ['frau schmidt vom jobcenter antwortet nicht', 'frau [Name] vom jobcenter antwortet nicht'],
  ['Ich war bei Frau Dr. Weber-Lang in der Praxis', 'Ich war bei Frau Dr. [Name] in der Praxis'],
  ['Mein Sohn Yusuf geht in die Schule', 'Mein Sohn [Name] geht in die Schule'],
  ['mein sohn heißt jayden und braucht nachhilfe', 'mein sohn heißt [Name] und braucht nachhilfe'],
  ['Meine Tochter Tamuna (5 Jahre) braucht einen Platz', 'Meine Tochter [Name] (5 Jahre) braucht einen Platz'],
  ['Mrs Thompson told me to come back', 'Mrs [Name] told me to come back'],
  ['my husband Farrukh needs a German course', 'my husband [Name] needs a German course'],
  ['Eşim Nurettin çalışmıyor', 'Eşim [Name] çalışmıyor'],
  ['Hülya Hanım bana yardım etti', '[Name] Hanım bana yardım etti'],
  ['Мой муж Олег болеет, что делать?', 'Мой муж [Name] болеет, что делать?'],
  ['زوجي محمد مريض ماذا أفعل', 'زوجي [Name] مريض ماذا أفعل'],
  ['السيد الحسيني لم يرد على طلبي', 'السيد [Name] لم يرد على طلبي'],
  // Ways to be reached
  ['Schreiben Sie an anna.schmidt@web.de bitte', 'Schreiben Sie an [E-Mail] bitte'],
  ['my mail is ali at gmail dot com thanks', 'my mail is [E-Mail] thanks'],
  ['ali (at) firma (punkt) de ist meine Adresse für alles', '[E-Mail] ist meine Adresse für alles'],
  ['Rufen Sie mich an: 0711 123456', 'Rufen Sie mich an: [Telefon]'],
  ['meine nummer +49 (0) 176 / 1234-5678 danke', 'meine nummer [Telefon] danke'],
  ['call 0049 176 12345678 please', 'call [Telefon] please'],
  ['رقمي ٠١٧٦١٢٣٤٥٦٧٨ اتصلوا بي', 'رقمي [Telefon] اتصلوا بي'],
  ['شماره من ۰۹۱۲۳۴۵۶۷۸۹ است', 'شماره من [Nummer] است'],
  ['мій номер +380 67 123 45 67, дзвоніть', 'мій номер [Telefon], дзвоніть'],
  ['Tel. 21 67 01 abends', 'Tel. [Telefon] abends'],
  ['ich bin @ahmed_93 auf insta', 'ich bin [Konto] auf insta'],
  ['siehe https://portal.example.de/reset?token=abc123 geht nicht', 'siehe [Link] geht nicht'],
  ['schreib t.me/ahmedk wegen Wohnung', 'schreib [Link] wegen Wohnung'],
  // Numbers
  ['IBAN DE89 3704 0044 0532 0130 00 stimmt nicht', 'IBAN [Konto] stimmt nicht'],
  ['mein konto de89370400440532013000 ist gesperrt', 'mein konto [Konto] ist gesperrt'],
  ['Aktenzeichen 5 K 1234/26, was heißt das?', 'Aktenzeichen [Nummer], was heißt das?'],
  ['Az. 12-345/26 Bescheid kam', 'Az. [Nummer] Bescheid kam'],
  [
    'Meine Kundennummer ist 123A456789 und das Jobcenter antwortet nicht',
    'Meine Kundennummer ist [Nummer] und das Jobcenter antwortet nicht',
  ],
  ['BG-Nummer: 67702//0012345 Bescheid falsch', 'BG-Nummer: [Nummer] Bescheid falsch'],
  ['AZR-Nummer 123456789012 steht im Ausweis', 'AZR-Nummer [Nummer] steht im Ausweis'],
  ['Mein Pass C01X00T47 ist abgelaufen', 'Mein Pass [Nummer] ist abgelaufen'],
  ['passport number L898902C lost', 'passport number [Nummer] lost'],
  ['Steuer-ID 12 345 678 901 vergessen', 'Steuer-ID [Nummer] vergessen'],
  ['Versichertennummer A123456789 AOK', 'Versichertennummer [Nummer] AOK'],
  ['Rentennummer 65 180490 M 012 fehlt', 'Rentennummer [Nummer] fehlt'],
  ['dosya numaram 45871236, cevap yok', 'dosya numaram [Nummer], cevap yok'],
  ['رقم الملف 4587123 لم يصل رد', 'رقم الملف [Nummer] لم يصل رد'],
  ['номер справи 12345/26 без відповіді', 'номер справи [Nummer] без відповіді'],
  ['Kennzeichen S-AB 1234 abmelden', 'Kennzeichen [Kennzeichen] abmelden'],
  ['kennzeichen s ab 1234 wurde gestohlen', 'kennzeichen [Kennzeichen] wurde gestohlen'],
  // Birthdays
  ['Ich bin am 12.03.1990 geboren, darf ich wählen?', 'Ich bin am [Datum] geboren, darf ich wählen?'],
  ['geboren 1985 in Aleppo, welche Rente bekomme ich', 'geboren [Datum] in Aleppo, welche Rente bekomme ich'],
  ['I was born on 5 May 1988 in Kabul', 'I was born on [Datum] in Kabul'],
  ['مواليد ١٩٩٥ هل يحق لي', 'مواليد [Datum] هل يحق لي'],
  ['Дата народження 01.02.1987, чи можна', 'Дата народження [Datum], чи можна'],
  ['doğum tarihim 3 Mart 1979, emekli olur muyum', 'doğum tarihim [Datum], emekli olur muyum'],
  // Addresses
  ['Ich wohne in der Hauptstraße 12, 70173 Stuttgart. Welches Amt?', 'Ich wohne in der [Adresse], [Adresse]. Welches Amt?'],
  ['ich wohne königstr. 5a und habe schimmel', 'ich wohne [Adresse] und habe schimmel'],
  ['Stuttgarter Straße 44 ist meine neue Wohnung', '[Adresse] ist meine neue Wohnung'],
  ['Meine Adresse ist Im Asemwald 22, wohin melden?', 'Meine Adresse ist [Adresse], wohin melden?'],
  ['ich ziehe in den Rotebühlplatz 28 um', 'ich ziehe in den [Adresse] um'],
  ['70376 stuttgart wo ist das bürgerbüro', '[Adresse] wo ist das bürgerbüro'],
  ['I live at 12 Station Road and need help', 'I live at [Adresse] and need help'],
  ['живу на ул. Ленина 5, как прописаться', 'живу на [Adresse], как прописаться'],
  ['Adresim Atatürk Caddesi No 15, nasıl kayıt olurum', '[Adresse], nasıl kayıt olurum'],
];

const KEPT: readonly string[] = [
  'ich bin schwanger und brauche Hilfe',
  'Ich bin neu hier. Wo fange ich an?',
  'Ich bin Student und suche ein Zimmer',
  'Ich bin Ukrainerin und möchte arbeiten',
  'Ich bin Mutter von 3 Kindern',
  'Ich bin Geflüchteter, darf ich studieren?',
  'ich bin krank, was jetzt',
  'Ich bin in Stuttgart und suche einen Kurs',
  'ICH BIN SCHWANGER UND HABE KEINE VERSICHERUNG',
  'Als Frau allein in der Stadt, wo ist es sicher?',
  'Meine Frau sucht einen Deutschkurs',
  'Mein Sohn ist 3 Jahre alt und braucht einen Kitaplatz',
  'Mein Mann Arbeit verloren',
  'Wie heißt das Amt für Wohngeld?',
  'Was bedeutet § 24 Aufenthaltsgesetz?',
  'SGB II oder SGB XII 2026',
  'Ich habe B1, brauche ich B2? Level A2 reicht nicht',
  'Gibt es das 49 Euro Ticket noch?',
  'Was kostet 1200 Euro Miete, 3 Zimmer, 75 m²',
  'Verdienst 2.500 - 3.000 € brutto',
  'Ich habe 15000 Euro Schulden',
  'Soll ich 112 oder 110 anrufen?',
  'Was ist 116 117 und 116016?',
  'Hilfetelefon 08000 116 016 geht das kostenlos?',
  'Öffnungszeiten 08.00 - 12.00 Uhr, Mo-Fr 9-17 Uhr',
  'Wintersemester 2026/2027 bewerben',
  'Ich wohne in Stuttgart seit 3 Jahren',
  'Vom Bahnhof 5 Minuten, Arbeitsweg 30 Minuten',
  'Kitaplatz 2026, wann anmelden?',
  'Ist der 24.12. - 26.12. offen?',
  'www.stuttgart.de geht nicht',
  'I am from Syria and I need a job',
  'I am pregnant and alone',
  'I Am From Syria And I Need A Job Please',
  'I am Syrian and my wife is Ukrainian',
  'I am a single mother with 2 children',
  'I miss my family, where can I talk to someone',
  'My son needs German lessons',
  'This is urgent, I lost my passport',
  'What is the name of the office for housing',
  'Can I drive with my licence for 6 months?',
  'Ben hamileyim, ne yapmalıyım',
  'Ben Suriyeliyim, çalışabilir miyim',
  'Ben Almanca öğrenmek istiyorum',
  'Ben Stuttgart’ta yaşıyorum',
  'İlk adım nedir, adım adım anlatır mısınız',
  'Oğlum okula gitmiyor',
  'أنا حامل وأحتاج مساعدة',
  'أنا من سوريا وأريد العمل',
  'انا جديد هنا كيف ابدأ',
  'ما اسم المكتب المسؤول عن السكن',
  'زوجي مريض ماذا أفعل',
  'Я вагітна і шукаю лікаря',
  'Я з України, мені потрібна робота',
  'Як звати відомство для житла?',
  'Я беременна, куда идти?',
  'Мой муж потерял работу',
  'Je suis enceinte et je cherche un médecin',
  'Soy de Siria y busco trabajo',
  'Sono incinta, cosa devo fare',
  'Trudna sam i trebam pomoć',
  'Sunt însărcinată și caut un medic',
  'Είμαι έγκυος και ψάχνω γιατρό',
  'Jestem w ciąży i szukam lekarza',
  'من باردار هستم و کمک میخواهم',
  'Hundesteuer anmelden',
  'Merhaba, kızıma kreş yeri arıyorum',
  'wen fene et3alam almane',
  'Chef zahlt nicht',
];

describe('scrub', () => {
  test.each(REMOVED)('of %j stays %j', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  test.each(KEPT)('%j stays as it is', (text) => {
    expect(scrub(text)).toBe(text);
  });
});

const PERSIAN = '۰۱۲۳۴۵۶۷۸۹';
const ARABIC = '٠١٢٣٤٥٦٧٨٩';
const inDigits = (text: string, digits: string) => text.replace(/\d/g, (digit) => digits[Number(digit)]!);
const ofDigits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(''));
const around = fc.constantFrom(['Frage: ', ''], ['wo ', ' bitte?'], ['моя ', ', дякую'], ['من ', ' شكرا'], ['(', ')'], ['ich\n', '\nhier']);

/** Whether something of what must go is still there: four characters of it in a row. */
function isLeft(secret: string, text: string): boolean {
  const compact = text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const searched = secret.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  for (let start = 0; start + 4 <= searched.length; start += 1) if (compact.includes(searched.slice(start, start + 4))) return true;
  return false;
}

describe('scrub, whatever is written', () => {
  test('telephone numbers go, however they are grouped and in whichever digits', () => {
    const prefix = fc.constantFrom('+49 176 ', '0049-711-', '0711/', '(0176) ', '+380 67 ', '0', '+90 (532) ', '0911 ');
    const grouped = ofDigits(7, 9).chain((digits) =>
      fc.constantFrom(
        digits,
        digits.replace(/(\d\d)(?=\d)/g, '$1 '),
        digits.replace(/(\d{3})(?=\d)/g, '$1-'),
        digits.replace(/^(\d{3})/, '$1.'),
      ),
    );
    fc.assert(
      fc.property(prefix, grouped, around, fc.constantFrom('0123456789', ARABIC, PERSIAN), (start, digits, [before, after], script) => {
        fc.pre(!/^08|^0?8?00/.test(start + digits));
        const left = scrub(before! + inDigits(start + digits, script) + after!);
        expect(/[\d٠-٩۰-۹]{2}/.test(left)).toBe(false);
      }),
    );
  });

  test('e-mail addresses go', () => {
    fc.assert(
      fc.property(fc.emailAddress(), around, (address, [before, after]) => {
        fc.pre(!/[^\w.@+-]/.test(address));
        expect(scrub(`${before} ${address} ${after}`)).not.toContain('@');
      }),
    );
  });

  test('bank accounts go, spaced or not, in capitals or not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('DE', 'TR', 'UA', 'AT', 'PL'),
        ofDigits(18, 22),
        around,
        fc.boolean(),
        fc.boolean(),
        (land, digits, [a, b], spaced, small) => {
          const plain = land + digits;
          const iban = spaced ? plain.replace(/(.{4})(?=.)/g, '$1 ') : plain;
          const left = scrub(`${a} ${small ? iban.toLowerCase() : iban} ${b}`);
          expect(isLeft(digits, left)).toBe(false);
        },
      ),
    );
  });

  test('a name that somebody gives goes, in any case, also one that nobody knows', () => {
    const syllable = fc.constantFrom('zor', 'vex', 'qul', 'mab', 'tix', 'yug', 'drov', 'fenk');
    const name = fc.tuple(syllable, syllable).map(([a, b]) => a + b);
    const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
    const phrase = fc.constantFrom(
      'ich heiße ',
      'Mein Name ist ',
      'my name is ',
      'benim adım ',
      'меня зовут ',
      'мене звати ',
      "je m'appelle ",
      'me llamo ',
      'mi chiamo ',
      'zovem se ',
      'mă numesc ',
      'με λένε ',
      'nazywam się ',
      'اسمي ',
      'Herr ',
      'Name: ',
    );
    fc.assert(
      fc.property(phrase, name, name, fc.boolean(), around, (start, first, last, small, [before, after]) => {
        const full = small ? first : `${capital(first)} ${capital(last)}`;
        expect(isLeft(full, scrub(`${before} ${start}${full}. ${after}`))).toBe(false);
      }),
    );
  });

  test('what is left is what was written, in its order, and nothing more is found in it', () => {
    const parts = fc.constantFrom(
      'Ich heiße Ali.',
      'Tel 0711 445566',
      '§ 24',
      'B1',
      'a@b.de',
      'Hauptstr. 5',
      '70173 Stuttgart',
      'Wo?',
      'Frau Maier',
      '3 Kinder',
      'я',
      'أنا',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 }), (list) => {
        const text = list.join(' ').normalize('NFC');
        const left = scrub(text);
        let from = 0;
        for (const piece of left.split(/\[(?:Name|E-Mail|Telefon|Konto|Nummer|Datum|Adresse|Kennzeichen|Link)\]/)) {
          const clean = text.replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFE0F\u20E3\0]/g, '');
          const at = clean.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + piece.length;
        }
      }),
    );
  });

  test.each([
    ['digits', '1 '],
    ['letters', 'a'],
    ['words', 'Am Haus '],
    ['addresses', 'a@b.'],
    ['dots', 'a.b-'],
    ['capitals', 'Ab Cd-'],
    ['names', 'ich bin Ali Ali '],
    ['brackets', '( (['],
    ['spaces', '        x'],
    ['signs', 'az nr no ist:#.'],
    ['streets', 'ул. a, '],
    ['Arabic', 'رقم ال'],
  ])('very long texts of %s take no longer than their length', (_name, unit) => {
    const started = performance.now();
    scrub(unit.repeat(Math.ceil(8_000 / unit.length)));
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('anonymousQuestion', () => {
  test('a question is kept in one line, without what was removed', () => {
    expect(anonymousQuestion('Ich heiße Ahmed.\nDarf ich einen Hund\nanmelden?')).toBe('Ich heiße [Name]. Darf ich einen Hund anmelden?');
    expect(anonymousQuestion('Hundesteuer')).toBe('Hundesteuer');
  });

  test.each(['Ahmed Yılmaz', 'Ich heiße Ahmed', '0711 123456', 'a@b.de', '?!', '🙂', 'Herr Müller 0711 223344 anna@web.de', ''])(
    'of %j too little is left to learn from',
    (text) => {
      expect(anonymousQuestion(text)).toBeUndefined();
    },
  );

  test('a long story is cut at a word', () => {
    const kept = anonymousQuestion('Wir suchen einen Garten. '.repeat(40))!;
    expect(kept.length).toBeLessThanOrEqual(502);
    expect(kept).toMatch(/\p{L}\.? …$/u);
  });
});
