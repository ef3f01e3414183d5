// npm run desk: the counselors' accounts, on the configured database; works while the service runs.
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ConfigError, loadSettings } from '../config.ts';
import { type Accounts, canonicalLogin, createAccounts, isUsableLogin, USUAL_CAPACITY } from '../desk/accounts.ts';
import { createAudit } from '../desk/audit.ts';
import { isUsablePassword } from '../desk/passwords.ts';
import { TOPICS } from '../desk/topics.ts';
import { type Counselor, ROLES } from '../domain/counselor.ts';
import { parseHours } from '../domain/hours.ts';
import { loadLanguages } from '../knowledge/languages.ts';
import { systemClock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { CounselorStore } from '../storage/counselors.ts';
import { openStores } from '../storage/sql/open.ts';
import { CommandError, runCommand } from './command.ts';
import { formatTable } from './table.ts';

const usage = `npm run desk -- add-counselor --login ayse --name "Ayşe Yılmaz" --roles counselor,editor --languages tr,de
  --roles       some of ${ROLES.join(', ')}; default: counselor
  --languages   codes of locales/languages.json; default: de
  --topics      categories of the knowledge base (${TOPICS.join(', ')}); default: all
  --hours       such as "Mo-Fr 09:00-13:00"; default: all office hours
  --capacity    most conversations at once; default: ${USUAL_CAPACITY}
npm run desk -- list
npm run desk -- set-password --login ayse
npm run desk -- disable --login ayse            ends the sign-ins, too
npm run desk -- enable --login ayse
The password is asked for, or read from standard input: echo "$PASSWORD" | npm run desk -- set-password --login ayse`;

const root = join(import.meta.dirname, '../..');

const options = {
  login: { type: 'string' },
  name: { type: 'string' },
  roles: { type: 'string', default: 'counselor' },
  languages: { type: 'string', default: 'de' },
  topics: { type: 'string', default: '' },
  hours: { type: 'string', default: '' },
  capacity: { type: 'string', default: String(USUAL_CAPACITY) },
  help: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** What the commands work on. */
interface Office {
  readonly store: CounselorStore;
  readonly accounts: Accounts;
  note(action: 'account-added' | 'account-changed' | 'password-changed', counselor: Counselor, detail: string): Promise<void>;
}

/** Reads a comma-separated option. @throws {CommandError} if one of its values isn't known */
function readList<T extends string>(option: string, text: string, known: readonly T[]): T[] {
  const list = text.split(',').flatMap((item) => item.trim() || []);
  const unknown = list.filter((item) => !(known as readonly string[]).includes(item));
  if (unknown.length > 0) throw new CommandError(`--${option}: ${unknown.join(', ')} is not one of ${known.join(', ')}.`);
  return [...new Set(list)] as T[];
}

/** @throws {CommandError} if it can't be used */
async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await askPassword() : ((await readAll(process.stdin)).split(/\r?\n/)[0] ?? '');
  if (!isUsablePassword(password)) throw new CommandError('The password must have 12 to 200 characters. Nothing was changed.');
  return password;
}

/** Asks for a password twice, without showing it. */
async function askPassword(): Promise<string> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true });
  const ask = async (prompt: string) => {
    process.stdout.write(prompt);
    const answer = await lines.question('');
    process.stdout.write('\n');
    return answer;
  };
  lines.once('SIGINT', () => process.exit(130));
  try {
    const password = await ask('Password (at least 12 characters): ');
    if (password !== (await ask('Once more: '))) throw new CommandError('These were two different passwords. Nothing was changed.');
    return password;
  } finally {
    lines.close();
  }
}

async function find({ store }: Office, { login }: Values): Promise<Counselor> {
  if (!login) throw new CommandError('Name the account: --login NAME');
  const found = await store.byLogin(canonicalLogin(login));
  if (!found) throw new CommandError(`There is no account with the login ${login}. See: npm run desk -- list`);
  return found.counselor;
}

async function addCounselor(office: Office, values: Values): Promise<void> {
  const { login, name } = values;
  if (!login || !name) throw new CommandError('Name the account: --login ayse --name "Ayşe Yılmaz"');
  if (!isUsableLogin(login)) throw new CommandError('--login must be 2 to 100 letters, digits or . _ @ + - without blanks.');
  if (await office.store.byLogin(canonicalLogin(login))) throw new CommandError(`There already is an account with the login ${login}.`);
  const languages = await loadLanguages(join(root, 'locales'));
  const hours = parseHours(values.hours);
  if (!hours) throw new CommandError('--hours must look like "Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-13:00".');
  const capacity = Number(values.capacity);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 50) throw new CommandError('--capacity must be a number from 1 to 50.');
  const facts = {
    login,
    displayName: name.trim(),
    roles: readList('roles', values.roles, ROLES),
    languages: readList(
      'languages',
      values.languages,
      languages.map(({ code }) => code),
    ),
    topics: readList('topics', values.topics, TOPICS),
    hours,
    capacity,
    isActive: true,
  };
  if (facts.roles.length === 0) throw new CommandError(`--roles must name at least one of ${ROLES.join(', ')}.`);
  const added = await office.accounts.add({ ...facts, password: await readPassword() });
  await office.note('account-added', added, added.roles.join(', '));
  console.log(`${added.displayName} can sign in at /desk as ${added.login} (${added.roles.join(', ')}).`);
}

async function list({ store }: Office): Promise<void> {
  const all = await store.all();
  if (all.length === 0) return console.log('There are no accounts yet. Make one with: npm run desk -- add-counselor --help');
  const rows = all.map(({ login, displayName, roles, languages, topics, presence, isActive }) => [
    login,
    displayName,
    roles.join(','),
    languages.join(','),
    topics.join(',') || 'all',
    isActive ? presence : 'disabled',
  ]);
  console.log(formatTable(['login', 'name', 'roles', 'languages', 'topics', 'state'], rows));
}

async function setPassword(office: Office, values: Values): Promise<void> {
  const counselor = await find(office, values);
  await office.accounts.setPassword(counselor.id, await readPassword());
  await office.store.closeSessionsOf(counselor.id);
  await office.note('password-changed', counselor, 'command line');
  console.log(`${counselor.login} has a new password and has to sign in again.`);
}

async function setActive(office: Office, values: Values, isActive: boolean): Promise<void> {
  const counselor = await find(office, values);
  await office.store.update(counselor.id, isActive ? { isActive } : { isActive, presence: 'away' });
  await office.store.closeSessionsOf(counselor.id);
  await office.note('account-changed', counselor, isActive ? 'enabled' : 'disabled');
  console.log(`${counselor.login} ${isActive ? 'can sign in again.' : 'can not sign in any more.'}`);
}

async function run(command: string, values: Values, office: Office): Promise<void> {
  switch (command) {
    case 'add-counselor':
      return addCounselor(office, values);
    case 'list':
      return list(office);
    case 'set-password':
      return setPassword(office, values);
    case 'disable':
      return setActive(office, values, false);
    case 'enable':
      return setActive(office, values, true);
    default:
      throw new CommandError(`There is no command ${command}.\n${usage}`);
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command] = positionals;
  if (values.help || !command) {
    console.log(usage);
    return values.help ? 0 : 1;
  }
  try {
    const { database } = loadSettings(root);
    if (database.kind === 'memory') throw new CommandError('DATABASE_URL is memory: nothing that is made here would be kept.');
    const stores = await openStores(database, { onError: (error) => console.error(error.message) });
    const audit = createAudit(stores.counselors, systemClock);
    try {
      await run(command, values, {
        store: stores.counselors,
        accounts: createAccounts(stores.counselors, systemClock),
        note: (action, { login }, detail) => audit.note(action, undefined, { detail: `${login}: ${detail} (npm run desk)` }),
      });
    } finally {
      await stores.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof AppError) throw new CommandError(error.message);
    throw error;
  }
}

await runCommand(main);
