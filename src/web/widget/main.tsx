/** Puts the chat together in its frame (or as a page of its own) and connects it with the browser. */
import { languages } from 'virtual:languages';
import { render } from 'preact';
import { type Language, matchLanguage, wantedLanguages } from '../shared/languages.ts';
import { Chat } from './chat.ts';
import { App } from './components/App.tsx';
import { Connection } from './connection.ts';
import { readHints } from './frame-protocol.ts';
import { connectHost } from './host.ts';
import { readKept, writeKept } from './kept.ts';
import { fetchService, UNNAMED_SERVICE } from './service.ts';
import { loadWords, type Words, WordsContext } from './words.ts';
import './widget.css';

const baseUrl = new URL('..', location.href).href;
const hints = readHints(location.hash);
const kept = readKept();
const wanted = [kept.locale, ...wantedLanguages(hints.fixed, hints.page, navigator.languages)];
const language = matchLanguage(wanted, languages) ?? languages[0]!;

const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

const chat = new Chat({
  kept,
  keep: writeKept,
  locale: language.code,
  createId,
  after,
  connect: (hooks) =>
    new Connection({
      ...hooks,
      baseUrl,
      services: { fetch: (...request) => fetch(...request), openSocket: (url) => new WebSocket(url), after, random: Math.random },
    }),
});

let words: Words | undefined;
let service: typeof UNNAMED_SERVICE = UNNAMED_SERVICE;
let openings = 0;
let isPanelOpen = true;
/** Messages of the service that were there when the user last looked: all of them, and those of counselors. */
let seen = { answers: 0, words: 0 };

const host = connectHost(hints.host, (message) => {
  isPanelOpen = message.wegweiser !== 'closed';
  look();
  if (message.wegweiser === 'opened') openings += 1;
  if (message.wegweiser === 'ask') chat.send(message.text);
  show();
});

function show(): void {
  if (!words) return;
  document.documentElement.lang = words.language.tag;
  document.documentElement.dir = words.language.direction;
  showTitle();
  render(
    <WordsContext.Provider value={words}>
      <App
        chat={chat}
        service={service}
        isNetworkUp={navigator.onLine}
        openings={openings}
        onLanguage={(chosen) => void speak(chosen, () => chat.chooseLanguage(chosen.code))}
        onClose={host && (() => host.tell({ wegweiser: 'close' }))}
      />
    </WordsContext.Provider>,
    document.body,
  );
}

/** Fetches a language's words and shows them; without a connection everything stays as it is. */
async function speak(next: Language, onSpoken: () => void): Promise<void> {
  try {
    words = await loadWords(next);
  } catch {
    return;
  }
  onSpoken();
  host?.tell({ wegweiser: 'language', code: next.code });
  show();
}

/** `crypto.randomUUID` is missing on pages without https, as in a test at the city's own network. */
function createId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

/** The panel was opened or closed, or the tab came to the front or went from it: what came until now is no news. */
function look(): void {
  seen = countMessages();
  chat.look(isPanelOpen && !document.hidden);
}

function countMessages(): typeof seen {
  const answers = chat.state.transcript.messages.filter(({ author }) => author === 'service');
  return { answers: answers.length, words: answers.filter(({ counselor }) => counselor !== undefined).length };
}

/** Something came that the user can't see: anything into a closed panel, a counselor's words into a tab in the background. */
function hasUnread(): boolean {
  const { answers, words: spoken } = countMessages();
  return (!isPanelOpen && answers > seen.answers) || (document.hidden && spoken > seen.words);
}

function showTitle(): void {
  document.title = words && hasUnread() ? `(${words.strings.handoff.unread}) ${service.name}` : service.name;
}

let hasToldKept: boolean | undefined;
chat.subscribe(() => {
  const isKept = chat.state.stays;
  if (isKept !== hasToldKept) host?.tell({ wegweiser: 'kept', isKept });
  hasToldKept = isKept;
  if (hasUnread()) host?.tell({ wegweiser: 'unread' });
  showTitle();
});
addEventListener('online', () => {
  chat.connection.wake();
  show();
});
addEventListener('offline', () => {
  chat.connection.suspend();
  show();
});
document.addEventListener('visibilitychange', () => {
  look();
  showTitle();
  if (!document.hidden) chat.connection.wake();
});

chat.connection.start();
fetchService(baseUrl).then(
  (info) => {
    service = info;
    show();
  },
  () => undefined,
);
void speak(language, () => {
  openings += host ? 0 : 1;
}).then(() => host?.tell({ wegweiser: 'ready' }));
