import { UNIT } from './numbers.ts';
import { alternatives, pattern, type Rule } from './span.ts';

const START = '(?<![\\p{L}\\p{N}])';
/** A house number: not a quantity, not the beginning of a longer number. */
const HOUSE = `(?:nr\\.?\\s?|no\\.?\\s?:?\\s?|num\\.?\\s?|№\\s?|رقم\\s?|br\\.?\\s?|буд\\.?\\s?|д\\.?\\s?)?\\d{1,3}(?!\\d|[.,]\\d|\\s{0,2}${UNIT})(?:\\s?[a-z](?!\\p{L}))?(?:\\s?[/-]\\s?\\d{1,3}[a-z]?(?![\\p{L}\\d]))?`;

/** Words that end like a street but are none. */
const NO_STREET =
  /(?:kita|arbeits|ausbildungs|studien|studium|schul|stell|park|spiel|praktikums|kurs|betreuungs|therapie|pflege|krippen|kindergarten|frauenhaus|schlaf|wohn|sitz|stand|garten|heim|wartelisten|listen|bildungs|aus|um|rück|rechts|dienst|hin|instanzen|fahrrad|radl?|fuß|verwaltungs|klage|ehe|schluss|zwei|beratungs|förder|ganztags|hort|tages)-?(?:platz|weg|ring|plätze)$/iu;

const ENDINGS =
  'straße|strasse|straẞe|str\\.?|gasse|gässle|allee|chaussee|promenade|staffel|steige|halde|damm|ufer|pfad|stieg|steg|graben|wasen|weg|platz|ring|plätze|rain|äcker|wiesen';
/** "Hauptstraße 5", "königstr. 12a", "Karl-Marx-Platz 3". */
const oneWord = pattern(
  'Adresse',
  new RegExp(`${START}(?<street>[\\p{L}-]{2,30}(?:${ENDINGS}))\\s{0,2},?\\s?${HOUSE}`, 'iu'),
  ({ groups }) => !NO_STREET.test(groups?.['street'] ?? ''),
);
/** "Stuttgarter Straße 12", "Alter Weg 3", "Untere Waldplätze 4". */
const twoWords = pattern(
  'Adresse',
  new RegExp(`${START}\\p{L}{2,25}(?:er|en|e|s|-) ?(?:straße|strasse|str\\.?|weg|platz|allee|gasse|ring|ufer|damm)\\s{0,2}${HOUSE}`, 'iu'),
  ([it]) =>
    !/^(?:der|einen?|keinen?|meinen?|deinen?|diesen?|ihren?|unseren?|jeden?|freien?|zweite[rn]?|erste[rn]?|welche[rn]?|neuen?) (?:weg|platz|ring)/iu.test(
      it,
    ),
);
/** "Straße des 17. Juni 5", "An der Kirche 3, 70173". */
const beforePostcode = pattern(
  'Adresse',
  new RegExp(
    `${START}(?<it>\\p{Lu}[\\p{L}.'’-]{1,25}[ ,]{1,2}(?:\\p{Lu}[\\p{L}.'’-]{1,25}[ ,]{1,2}|(?:der|den|dem|des|am|im|an|auf|zur|zum|de|la|di|von)\\s){0,4}(?i:${HOUSE}))[\\s,]{1,3}(?=\\d{5}(?!\\d))`,
    'u',
  ),
);

const OPEN = alternatives(
  // Written before the street's name.
  `ул\\.|ул|улица|улице|улицу|вул\\.|вул|вулиця|вулиці|вулицю|проспект\\p{L}?|просп\\.|пр-т|бульвар\\p{L}?|переулок|провулок|площадь|площа|ulica|ulici|ulicy|ulicę|ul\\.|strada|str\\.|bulevardul|rue|avenue|boulevard|via|viale|piazza|corso|calle|avenida|plaza|paseo|οδός|οδό|λεωφόρος|شارع|خیابان|کوچه|rruga`,
);
const foreignStreet = pattern('Adresse', new RegExp(`${START}(?:${OPEN})\\s{1,2}(?:[\\p{L}'’.-]{1,25}[\\s,]{1,2}){1,4}${HOUSE}`, 'iu'));
const CLOSE = alternatives(
  `sokak|sokağı|sok\\.|sk\\.|cadde|caddesi|cad\\.|cd\\.|mahallesi|mah\\.|bulvarı|street|st\\.|road|rd\\.|lane|drive|avenue|square`,
);
const turkishStreet = pattern('Adresse', new RegExp(`${START}(?:[\\p{L}'’.-]{2,25}\\s){1,2}(?:${CLOSE})\\s{0,2},?\\s?${HOUSE}`, 'iu'));
const englishStreet = pattern(
  'Adresse',
  /(?<![\p{L}\p{N}])\d{1,4}[a-z]?,? (?:\p{Lu}[\p{L}'’-]{1,25} ){1,3}(?:street|road|lane|drive|avenue|square|court|terrace)(?!\p{L})/iu,
  ([it]) => /\p{Lu}/u.test(it),
);
const frenchStreet = pattern(
  'Adresse',
  /(?<![\p{L}\p{N}])\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|impasse|allée|chemin) (?:[\p{L}'’.-]{1,25}[ ]?){1,4}/iu,
);

const LIVE = alternatives(
  `ich wohne|wir wohnen|wohnt|wohnhaft|wohne|i live|we live|living|meine (?:neue |alte )?(?:adresse|anschrift)(?: ist| lautet)?|adresse|anschrift|address(?: is)?|adresim|adres|عنواني|العنوان|اسكن|أسكن|ساكن|آدرس(?:م)?|адрес(?:а)?|моя адреса|мой адрес|живу|мешкаю|проживаю|adresse est|domicilio|dirección|indirizzo|abito|vivo|adresa|stanujem|locuiesc|διεύθυνση|μένω|mieszkam|j'habite|habite`,
);
const GLUE =
  '(?:in|im|am|an|auf|zum|zur|bei|der|den|dem|des|at|on|the|ist|is|lautet|est|es|è|în|w|u|на|по|в|у|في|ب|در|στην?|στο|à|au|de|la|le|:|,|-)';
/** After "I live", one to four words with a capital letter (or without case), then the house number. */
const announced = pattern(
  'Adresse',
  new RegExp(
    `${START}(?i:${LIVE})[\\s:,-]{1,3}(?:(?:${GLUE})\\s{1,2}){0,3}(?<it>[\\p{Lu}\\p{Lo}][\\p{L}'’.-]{1,25}[\\s,]{1,2}(?:(?:${GLUE})\\s{1,2}|[\\p{Lu}\\p{Lo}][\\p{L}'’.-]{1,25}[\\s,]{1,2}){0,4}(?i:${HOUSE}))`,
    'u',
  ),
);
const announcedLoudly = pattern(
  'Adresse',
  new RegExp(`${START}(?:${LIVE})[\\s:,-]{1,3}(?:${GLUE}[\\s]{1,2}){0,3}(?<it>[\\p{L}'’.-]{4,25}\\s${HOUSE})`, 'iu'),
  ({ groups }) =>
    !/^(?:seit|since|with|here|hier|schon|etwa|circa|ungefähr|для|уже|около|بعد|منذ|stuttgart\p{L}*|germany|deutschland|almanya\p{L}*)\s/iu.test(
      groups?.['it'] ?? '',
    ),
);

const TOWN =
  '(?:\\p{Lu}[\\p{L}-]{2,25}(?: (?:am|an der|bei|im) \\p{Lu}\\p{L}{2,20}| \\p{Lu}\\p{L}{2,20}(?=[\\s,.!?]|$))?|[\\p{Lo}]{3,20}|(?:stut|schtut|shtut|штут|شتو|اشتو|στου)[\\p{L}-]*)';
const postcode = pattern(
  'Adresse',
  new RegExp(
    `${START}(?:D[ -]|DE[ -]|PLZ:?\\s?)?(?!\\d{2}000|19\\d\\d\\b|20\\d\\d\\b)\\d{5}(?!\\d|[.,]\\d|\\s{0,2}(?i:${UNIT}))(?:\\s{1,2}${TOWN})?`,
    'u',
  ),
);

/** Where somebody lives. */
export const ADDRESS_RULES: readonly Rule[] = [
  beforePostcode,
  oneWord,
  twoWords,
  foreignStreet,
  turkishStreet,
  englishStreet,
  frenchStreet,
  announced,
  announcedLoudly,
  postcode,
];
