/** Puts the desk together and connects it with the browser. */
import { render } from 'preact';
import type { DeskEvent } from '../../desk/protocol.ts';
import { fill } from '../shared/strings.ts';
import { chime, notify, unlockSound } from './alerts.ts';
import { createApi } from './api.ts';
import { App } from './components/App.tsx';
import { DeskContext } from './context.ts';
import { Desk } from './desk.ts';
import { createId } from './ids.ts';
import { readKept, readSettings, type Settings, writeKept, writeSettings } from './kept.ts';
import { pendingOf } from './lists.ts';
import { openStream } from './stream.ts';
import type { Strings } from './strings.ts';
import { goTo } from './view.ts';
import { loadWords } from './words.ts';
import './desk.css';
import './conversation.css';
import './views.css';

const baseUrl = new URL('api', location.href.replace(/[?#].*$/, '')).href;
const root = document.getElementById('desk')!;

const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

let settings = readSettings();
let strings: Strings | undefined;

const desk: Desk = new Desk({
  api: createApi(
    (...request) => fetch(...request),
    baseUrl,
    () => desk.state.me?.csrf,
    () => desk.renew(),
    () => desk.sessionEnded(),
  ),
  listen: (onEvent: (event: DeskEvent) => void, onBreak: () => void) =>
    openStream({ openSource: (url) => new EventSource(url), after, random: Math.random }, `${baseUrl}/stream`, onEvent, onBreak),
  kept: readKept(),
  keep: writeKept,
  createId,
  after,
  nowMs: () => Date.now(),
  isWatched: () => !document.hidden && document.hasFocus(),
  alert(alerts) {
    const first = alerts[0];
    if (!first || !strings) return;
    if (settings.hasSound) chime(first.kind);
    if (settings.hasNotifications && document.hidden) {
      for (const alert of alerts) notify(strings.list.notification[alert.kind], alert, () => goTo(alert.id));
    }
  },
});

function show(): void {
  if (!strings) return;
  const title = strings.title;
  const pending = pendingOf(desk.state);
  document.documentElement.lang = settings.language;
  document.title = pending > 0 && desk.state.phase === 'ready' ? fill(strings.titlePending, { count: String(pending), title }) : title;
  render(
    <DeskContext.Provider value={{ desk, state: desk.state, strings, tag: settings.language, settings, setSettings }}>
      <App />
    </DeskContext.Provider>,
    root,
  );
}

function setSettings(next: Settings): void {
  const isOther = next.language !== settings.language;
  settings = next;
  writeSettings(next);
  if (isOther) void speak();
  else show();
}

/** Fetches the words of the chosen language; without a connection the old ones stay. */
async function speak(): Promise<void> {
  try {
    strings = await loadWords(settings.language);
  } catch {
    return;
  }
  show();
}

let isDue = false;
// Not at once: what an effect of the page changes would otherwise be drawn in the midst of drawing.
desk.subscribe(() => {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    show();
  });
});
addEventListener('online', () => desk.wake());
addEventListener('offline', () => desk.suspend());
addEventListener('focus', () => desk.wake());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) desk.wake();
});
document.addEventListener('pointerdown', unlockSound, { once: true });
document.addEventListener('keydown', unlockSound, { once: true });

void speak();
void desk.start();
