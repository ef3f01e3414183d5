import { pattern, type Rule } from './span.ts';

const PROVIDER =
  'gmail|googlemail|g mail|web|gmx|hotmail|outlook|yahoo|icloud|t-online|freenet|posteo|mail|live|msn|proton(?:mail)?|ukr|yandex|inbox|bk';
const DOT = '(?:\\s?\\.\\s?|\\s?[[({]\\s?(?:dot|punkt|nokta)\\s?[\\])}]\\s?|\\s(?:dot|punkt|nokta|точка)\\s)';
const NAME = '(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}._%+-]{1,64}';

const email = pattern('E-Mail', /[\p{L}\p{N}._%+-]{1,64}\s?@\s?[\p{L}\p{N}-]{1,63}(?:\s?\.[\p{L}\p{N}-]{1,63}){1,4}/u);
/** "ali (at) firma (punkt) de": what is in brackets is meant so. */
const bracketed = pattern(
  'E-Mail',
  new RegExp(`${NAME}\\s?[[({]\\s?(?:at|ät|et|@|собака)\\s?[\\])}]\\s?[\\p{L}\\p{N}-]{1,63}${DOT}\\p{L}{2,20}`, 'iu'),
);
/** "ali at gmail dot com": without brackets, only where mailboxes are. */
const spoken = pattern('E-Mail', new RegExp(`${NAME}\\s(?:at|ät|et|собака)\\s(?:${PROVIDER})${DOT}\\p{L}{2,10}`, 'iu'));
/** An address of a mailbox that is named by its provider only. */
const mailbox = pattern('E-Mail', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}/u);

/** A bare host ("www.stuttgart.de") names nobody; what stands behind it may. */
const link = pattern('Link', /(?:https?:\/\/|www\.)[^\s/?#]{1,200}(?:[/?#][^\s]{1,2000}|:[^\s]{3,2000})/iu);
const bareLink = pattern('Link', /(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,3}\.[a-z]{2,10}\/[^\s]{1,2000}/iu);

const handle = pattern('Konto', /(?<![\p{L}\p{N}._@])@[\p{L}\p{N}_][\p{L}\p{N}_.]{1,63}/u);
const profile = pattern(
  'Konto',
  /(?<![\p{L}\p{N}])(?:instagram|insta|telegram|tiktok|snapchat|facebook|skype|viber|discord)(?:\s?(?:id|name|nick|account|konto|hesabım|:|ist|is|=)){1,4}\s*(?<it>[\p{L}\p{N}_.]{3,64})/iu,
  ({ groups }) => /[\d_]/.test(groups?.['it'] ?? ''),
);

/** Where somebody is found on the net. */
export const ONLINE_RULES: readonly Rule[] = [link, bareLink, email, bracketed, spoken, mailbox, handle, profile];
