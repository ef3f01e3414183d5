import { alternatives, type Label, pattern, type Rule } from './span.ts';

const NOT_IN_WORD = '(?<![\\p{L}\\p{N}])';
const MONTHS = alternatives(
  // Beginnings, so that cases and spellings fit.
  `jan|feb|mär|maer|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|ocak|şub|sub|nis|haz|tem|ağu|agu|eyl|eki|kas|ara|ينا|فبر|مار|أبر|ابر|ماي|يون|يول|أغس|اغس|سبت|أكت|اكت|نوف|ديس|كان|شبا|آذا|نيس|أيا|حزي|تمو|آب|أيل|ايل|تشر|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|fév|fev|avr|juin|juil|aoû|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro|ian|iun|iul|noi|ιαν|φεβ|μαρ|απρ|μαΐ|μαι|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ|sty|lut|kwi|maj|cze|sie|wrz|paź|paz|gru|فرو|ارد|خرد|تیر|مرد|شهر|مهر|آبا|آذر|دی|بهم|اسف`,
);
const BORN = alternatives(
  `geboren(?: am| im jahr| im| in)?|geb\\.?(?: am)?|geburtsdatum|geburtstag|born(?: on| in)?|date of birth|birth ?date|birthday|dob|doğum tarihi\\p{L}*|dogum tarihi\\p{L}*|doğumlu\\p{L}*|مواليد|تاريخ (?:ال)?ميلاد\\p{L}*|تاريخ الولادة|ولدت(?: في| عام| سنة)?|متولد|تاریخ تولد\\p{L}*|дата рождени\\p{L}|дата народженн\\p{L}|родил\\p{L}*|народи\\p{L}*|г\\.р\\.|né(?:e)? (?:le|en)|date de naissance|nacid[oa] (?:el|en)|fecha de nacimiento|nat[oa] (?:il|nel)|data di nascita|rođen\\p{L}*|datum rođenja|născut\\p{L}*|nascut\\p{L}*|data nașterii|γεννήθηκα|ημερομηνία γέννησης|urodz\\p{L}*|data urodzenia`,
);
const CURRENCY =
  '€|euro?|eur|cent|\\$|usd|dollar|tl|lira|£|chf|грн|гривен\\p{L}*|евро|євро|يورو|یورو|ευρώ|₺|₴|brutto|netto|gross|net|warm|kalt';
/** What is counted: a number before it is a quantity. */
export const UNIT = `(?:${CURRENCY}|%|prozent|percent|m²|m2|qm|km|kg|meter|minut|min\\b|stund|std|hour|uhr|tag|days?\\b|woche|week|monat|month|jahr|jähr|years?\\b|yaş|yıl|ay\\b|gün|saat|лет|год|рок|міся|меся|дн|час|годин|سن|شهر|يوم|ساع|kind|child|person|menschen|people|leute|zimmer|room|einwohner|mal\\b|seite|punkt|fragen|wörter|kurs)`;

const currencyAfter = new RegExp(`^[\\s.,-]{0,3}(?:${CURRENCY})(?!\\p{L})`, 'iu');
const unitAfter = new RegExp(`^\\s{0,2}${UNIT}`, 'iu');
const AMOUNT = /^(?:\d{1,3}(?:[. ]\d{3})+|\d{1,7})$/;

/** Whether a run of digits and signs is something that everybody may know: years, days without a year, times, hotlines. */
function isPublic(run: string): boolean {
  const digits = run.replace(/\D/g, '');
  const groups = run.match(/\d+/g) ?? [];
  return (
    groups.every((group) => /^(?:19|20)\d\d$/.test(group)) ||
    /^(?:19|20)\d\d\s*[/–-]\s*\d\d$/.test(run) ||
    /^\d{1,2}\.\d{1,2}\.?\s*[-–/]\s*\d{1,2}\.\d{1,2}\.?$/.test(run) ||
    /^\d{1,2}\.[0-5]\d\s*[-–]\s*\d{1,2}\.[0-5]\d$/.test(run) ||
    /^(?:08000116016|0800\d{6,8}|0180\d{5,8}|116\d{3}|19222|19240)$/.test(digits)
  );
}

/** A figure or a range of figures with a currency beside it. */
function isAmount(run: string, before: string, after: string): boolean {
  const figures = run.split(/\s*[-–/]\s*/);
  return figures.every((figure) => AMOUNT.test(figure)) && (currencyAfter.test(after) || /[€$£]\s?$/.test(before));
}

/** What a run of digits is; `undefined` for ordinary figures. */
function kindOfRun(run: string, before: string, after: string): Label | undefined {
  const digits = run.replace(/\D/g, '');
  if (isPublic(run) || isAmount(run, before, after)) return undefined;
  if (/^[+(]|^00|^0\d/.test(run) && digits.length >= 6) return 'Telefon';
  // With signs between them, six digits may be anything ("1-2-3, 4-5-6"); in one piece they are somebody's number.
  return digits.length >= 7 || /^\d{6}$/.test(run) ? 'Nummer' : undefined;
}

/** Telephone numbers in all forms, and every other long row of digits. */
function* longNumbers(text: string) {
  for (const match of text.matchAll(/(?<![\p{L}\p{N}.,])[+(]{0,2}\d(?:[ \t\u00A0().\-/–]{0,3}\d){4,}/gu)) {
    const [run] = match;
    const end = match.index + run.length;
    const label = kindOfRun(run, text.slice(Math.max(0, match.index - 3), match.index), text.slice(end, end + 20));
    if (label) yield { start: match.index, end, label };
  }
}

const PHONE_WORDS = alternatives(
  `tel|telefon\\p{L}*|phone(?: number)?|handy\\p{L}*|mobil\\p{L}*|mobile|cell|whats ?app|viber|fax|rufnummer|هاتف\\p{L}*|تلفون\\p{L}*|جوال\\p{L}*|موبايل\\p{L}*|رقمي|تلفن\\p{L}*|телефон\\p{L}*|номер телефон\\p{L}*|téléphone|teléfono|telefono|τηλέφωνο|τηλ`,
);

const NUMBER_WORDS = alternatives(
  `aktenzeichen|akten ?(?:nr|nummer)|az|azr\\p{L}*|geschäftszeichen|geschäftsnummer|gz|kunden\\p{L}*|bg|bedarfsgemeinschaft\\p{L}*|personalausweis\\p{L}*|ausweis\\p{L}*|reisepass\\p{L}*|pass(?:nummer|nr)?|steuer-?id\\p{L}*|steuer\\p{L}*|idnr|sozialversicherung\\p{L}*|sv|rentenversicherung\\p{L}*|versicher\\p{L}*|krankenversicher\\p{L}*|krankenkass\\p{L}*|mitglied\\p{L}*|matrikel\\p{L}*|vorgang\\p{L}*|antrag\\p{L}*|fall|rechnung\\p{L}*|vertrag\\p{L}*|konto\\p{L}*|referenz\\p{L}*|aufenthalt\\p{L}*|visum\\p{L}*|zeichen|kindergeld\\p{L}*|bescheid|file|case|customer|client|reference|ref|passport|id|identity card|insurance|tax|social security|membership|application|contract|account|student|dosya|müşteri|musteri|pasaport|kimlik|tc(?: kimlik)?|vergi|sigorta|başvuru|referans|(?:رقم )?(?:ال)?(?:ملف|قضية|جواز|جواز السفر|هوية|زبون|عميل|تأمين|ضريبي|معاملة|حساب|إقامة|اقامة)|رقم (?:ال)?\\p{L}+|номер \\p{L}+|паспорт\\p{L}*|инн|іпн|рнокпп|снилс|дел[оа]|справ[аи]|dossier|passeport|expediente|pasaporte|nie|dni|pratica|passaporto|codice fiscale|predmet\\p{L}*|putovnic\\p{L}*|oib|jmbg|dosar\\p{L}*|pașaport\\p{L}*|cnp|φάκελος|φακέλου|διαβατήριο\\p{L}*|αφμ|αμκα|akt|paszport\\p{L}*|pesel|پرونده|گذرنامه|پاسپورت|شماره \\p{L}+`,
);
const NUMBER_GLUE =
  '(?:[\\s:.#°º№=-]|(?:nr|no|n°|num|number|nummer|numara\\p{L}*|numéro|número|numero|broj|număr|numărul|αριθμός|numer|номер|رقم|شماره|ist|is|lautet|hat die|mi)(?!\\p{L}))';

/** Words that announce a number, then the number: letters and digits, in groups that each have a digit or are single capital letters. */
const announced = pattern(
  'Nummer',
  new RegExp(
    `${NOT_IN_WORD}(?:${NUMBER_WORDS})(?:${NUMBER_GLUE}){0,8}?[\\s:.#°º№=-]*(?<it>(?-i:\\p{Lu}{1,4}[ /-])?(?=[^\\s]*\\d)[\\p{L}\\d][\\p{L}\\d./-]{0,30}(?: (?-i:\\p{Lu}{1,3} )?(?=\\S*\\d)[\\p{L}\\d./-]{1,20}){0,6})`,
    'iu',
  ),
  ({ groups, index, input, 0: whole }) => {
    const it = groups?.['it'] ?? '';
    const after = input.slice(index + whole.length, index + whole.length + 20);
    const digits = it.replace(/\D/g, '').length;
    if (/^(?:19|20)\d\d$/.test(it) || /^[ab-c][12]$/i.test(it) || unitAfter.test(after)) return false;
    return digits >= 4 || (digits >= 3 && /[/-]|\p{L}/u.test(it));
  },
);

/** A name of letters and digits as they stand on identity cards, insurance cards and letters. */
const mixed = pattern(
  'Nummer',
  /(?<![\p{L}\p{N}])(?=[\p{L}\d-]*\p{L})(?=(?:[\p{L}-]*\d){4})[\p{L}\d]+(?:-[\p{L}\d]+)*(?![\p{L}\p{N}])/u,
  ([it]) => {
    const isQuantity = new RegExp(`^\\d+${UNIT}`, 'iu').test(it);
    const isYear = /^\p{L}*-?(?:19|20)\d\d(?:-\d\d|-(?:19|20)\d\d|-?\p{L}{1,5})?$/iu.test(it);
    return it.length >= 7 && !isQuantity && !isYear;
  },
);

/** The German number of social insurance: region, birthday, letter, serial number. */
const socialInsurance = pattern('Nummer', /(?<!\d)\d{2}[ ]?\d{6}[ ]?\p{L}[ ]?\d{3}(?!\d)/u);

const iban = pattern(
  'Konto',
  /(?<![\p{L}\p{N}])[a-z]{2}[ ]?\d{2}[ .-]?(?:[a-z]{1,4}[ .-]?)?\d(?:[ .-]?\d){7,28}(?![\p{L}\p{N}])/iu,
  ([it]) => it.replace(/[ .-]/g, '').length >= 15,
);
const bankWords = pattern(
  'Konto',
  /(?<![\p{L}\p{N}])(?:iban|bic|swift)[\s:.=]*(?<it>(?=[a-z\d]*\d)[a-z\d]{6,34}|[A-Z]{6}[A-Z\d]{2,5})(?![\p{L}\p{N}])/iu,
);

const DAY = '(?:3[01]|[12]\\d|0?[1-9])';
const MONTH = '(?:1[0-2]|0?[1-9])';
const YEAR = '(?:1[3-4]\\d\\d|19\\d\\d|20\\d\\d|\\d\\d)';
const dates: readonly Rule[] = [
  pattern('Datum', new RegExp(`(?<![\\d.])${DAY}\\s?[./-]\\s?${MONTH}\\s?[./-]\\s?${YEAR}(?!\\d)`, 'u')),
  pattern('Datum', new RegExp(`(?<![\\d.])(?:1[3-4]|19|20)\\d\\d[./-]${MONTH}[./-]${DAY}(?!\\d)`, 'u')),
  pattern(
    'Datum',
    new RegExp(
      `(?<![\\d.])${DAY}(?:\\.|st|nd|rd|th|'?\\p{L}{0,3})?\\s+(?:de\\s+|of\\s+)?(?:${MONTHS})\\p{L}*\\.?,?\\s+(?:de[l]?\\s+)?(?:1[3-4]|19|20)\\d\\d(?!\\d)`,
      'iu',
    ),
  ),
  pattern('Datum', new RegExp(`${NOT_IN_WORD}(?:${MONTHS})\\p{L}*\\.?\\s+${DAY}(?:st|nd|rd|th)?,?\\s+(?:19|20)\\d\\d(?!\\d)`, 'iu')),
  pattern(
    'Datum',
    new RegExp(
      `${NOT_IN_WORD}(?:${BORN})[\\s:=]{1,3}(?:(?:am|on|le|il|el|in|в|у|في|عام|سنة)\\s+)?(?<it>[\\d./-]{2,10}\\d(?:\\s+\\p{L}{3,12}\\.?\\s+\\d{4})?|\\d{1,2}\\.?\\s+\\p{L}{3,12}(?:\\s+\\d{4})?)`,
      'iu',
    ),
  ),
  pattern(
    'Datum',
    new RegExp(
      `(?<![\\d.])(?<it>(?:${DAY}[./-]${MONTH}[./-])?(?:19|20)\\d\\d)\\s*(?:doğumlu|г\\.\\s?р|р\\.\\s?н|года рождения|року народження|geboren)`,
      'iu',
    ),
  ),
];

const marked = pattern(
  'Telefon',
  new RegExp(
    `${NOT_IN_WORD}(?:${PHONE_WORDS})[\\s:.]*(?:(?:nr|no|nummer|number|ist|is|номер|رقم)[\\s:.]*)?(?<it>[+(]?\\d(?:[ ()./-]{0,3}\\d){3,})`,
    'iu',
  ),
  ({ groups }) => !isPublic(groups?.['it'] ?? ''),
);

const CARD =
  '(?:kennzeichen|nummernschild|autokennzeichen|licen[cs]e plate|number plate|plate|plaka|plakası|номерний знак|номерной знак|لوحة)';
const plates: readonly Rule[] = [
  pattern('Kennzeichen', /(?<![\p{L}\p{N}-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?(?![\p{L}\p{N}])/u, ([it]) => /\d{2}/.test(it)),
  pattern(
    'Kennzeichen',
    new RegExp(`${NOT_IN_WORD}${CARD}(?:\\s*(?:ist|is|lautet|no|:))*\\s*(?<it>[\\p{L}\\d]{1,3}[ -]?\\p{L}{1,3}[ -]?\\d{1,5}\\p{L}?)`, 'iu'),
  ),
  pattern('Kennzeichen', /(?<![\p{L}\p{N}-])(?!SGB|VHS|DIN|ISO)[A-ZÄÖÜ]{1,3} [A-Z]{1,2} [1-9]\d{2,3}[EH]?(?![\p{L}\p{N}])/u),
];

/** Numbers that lead to one person. */
export const NUMBER_RULES: readonly Rule[] = [iban, bankWords, socialInsurance, ...plates, ...dates, marked, announced, mixed, longNumbers];
