/**
 * The one script of a page that offers the chat: `<script src="https://.../widget.js" defer data-lang="auto" data-position="right"></script>`. Draws a
 * button in a shadow root and loads everything else into a frame of the service's own origin when the button is pressed.
 */
import { launcherLanguages } from 'virtual:launcher';
import { matchLanguage, wantedLanguages } from '../shared/languages.ts';
import css from './embed.css?inline';
import { readMessage, type ToFrame, type ToPage, writeHints } from './frame-protocol.ts';

/** What a page's own scripts can do: `window.wegweiser.ask('Wo kann ich Deutsch lernen?')`. */
export interface WegweiserApi {
  open(): void;
  close(): void;
  ask(text: string): void;
}

declare global {
  interface Window {
    wegweiser?: WegweiserApi;
  }
}

/** In the storage of the page's own site: an answer is to come, so look for it. Says nothing about whom or what. */
const FLAG = 'wegweiser-answer';

function remember(isKept: boolean): void {
  try {
    if (isKept) localStorage.setItem(FLAG, '1');
    else localStorage.removeItem(FLAG);
  } catch {
    // Without memory the answer is found when the chat is opened.
  }
}

function isAnswerToCome(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}

function embed(script: HTMLScriptElement): WegweiserApi {
  const base = new URL('.', script.src);
  const { lang: fixed, position } = script.dataset;
  const page = document.documentElement.lang;
  let language = matchLanguage(wantedLanguages(fixed, page, navigator.languages), launcherLanguages) ?? launcherLanguages[0]!;

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  addStyles(root);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'open-button';
  button.setAttribute('aria-haspopup', 'dialog');
  button.append(drawIcon(), document.createElement('span'));
  const dialog = document.createElement('dialog');
  // The way out of a panel that stays empty, because the service can't be reached or takes its time; then the chat has its own.
  const cancel = document.createElement('button');
  cancel.type = 'button';
  cancel.className = 'cancel';
  cancel.textContent = '×';
  root.append(button, dialog);
  host.className = position === 'left' ? 'left' : 'right';

  let frame: HTMLIFrameElement | undefined;
  /** Looks for an answer without loading the chat. */
  let scout: HTMLIFrameElement | undefined;
  let isReady = false;
  let waiting: ToFrame[] = [];
  /** What stands before the page's title as long as nobody looks. */
  let mark = '';
  const narrow = matchMedia('(max-width: 480px), (max-height: 480px)');

  const tell = (message: ToFrame) => {
    if (isReady) frame?.contentWindow?.postMessage(message, base.origin);
    else waiting.push(message);
  };
  const name = (hasUnread: boolean) => {
    button.lang = language.tag;
    button.dir = language.rtl ? 'rtl' : 'ltr';
    button.lastElementChild!.textContent = language.label;
    button.setAttribute('aria-label', hasUnread ? `${language.label} (${language.unread})` : language.label);
    button.classList.toggle('unread', hasUnread);
    dialog.lang = language.tag;
    dialog.setAttribute('aria-label', language.frame);
    cancel.setAttribute('aria-label', language.close);
    if (frame) frame.title = language.frame;
  };
  const newFrame = (file: string) => {
    const made = document.createElement('iframe');
    made.src = new URL(`widget/${file}.html${writeHints({ host: location.origin, fixed, page })}`, base).href;
    return made;
  };
  const load = () => {
    scout?.remove();
    frame = newFrame('index');
    dialog.append(frame, cancel);
  };
  /** On a small screen the panel covers the page, so what is behind it must be out of reach as well. */
  const show = () => {
    if (dialog.open) dialog.close();
    if (narrow.matches) dialog.showModal();
    else dialog.show();
  };
  const open = () => {
    if (!frame) load();
    name(false);
    host.classList.add('open');
    if (!dialog.open) show();
    fitScreen();
    frame!.focus();
    tell({ wegweiser: 'opened' });
  };
  const close = () => {
    if (!dialog.open) return;
    dialog.close();
    host.classList.remove('open');
    tell({ wegweiser: 'closed' });
    button.focus();
  };
  /** Above the keyboard of a phone: there the visible part of the page is smaller than the page knows. */
  const fitScreen = () => {
    const view = window.visualViewport;
    const covered = dialog.open && narrow.matches && view && view.scale === 1;
    dialog.style.height = covered ? `${view.height}px` : '';
    dialog.style.top = covered ? `${view.offsetTop}px` : '';
  };

  const markTitle = () => {
    if (!document.hidden || mark) return;
    mark = `(${language.unread}) `;
    document.title = mark + document.title;
  };

  button.addEventListener('click', open);
  cancel.addEventListener('click', close);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  narrow.addEventListener('change', () => {
    if (dialog.open) show();
    fitScreen();
  });
  window.visualViewport?.addEventListener('resize', fitScreen);
  window.visualViewport?.addEventListener('scroll', fitScreen);
  document.addEventListener('visibilitychange', () => {
    // Unless the page has given itself another title meanwhile.
    if (!document.hidden && document.title.startsWith(mark)) document.title = document.title.slice(mark.length);
    if (!document.hidden) mark = '';
  });
  window.addEventListener('message', (event) => {
    const sender = [frame, scout].find((one) => one && one.contentWindow === event.source);
    if (!sender || event.origin !== base.origin) return;
    const message = readMessage<ToPage>(event.data);
    if (message?.wegweiser === 'close') close();
    if (message?.wegweiser === 'unread') {
      if (!dialog.open) name(true);
      markTitle();
    }
    if (message?.wegweiser === 'kept') {
      remember(message.isKept);
      if (sender === scout) scout.remove();
    }
    if (message?.wegweiser === 'language') {
      language = launcherLanguages.find(({ code }) => code === message.code) ?? language;
      name(false);
    }
    if (message?.wegweiser === 'ready') {
      isReady = true;
      cancel.remove();
      waiting.forEach(tell);
      waiting = [];
    }
  });

  name(false);
  document.body.append(host);
  if (isAnswerToCome()) {
    scout = newFrame('answered');
    scout.style.display = 'none';
    root.append(scout);
  }
  return {
    open,
    close,
    ask(text) {
      open();
      tell({ wegweiser: 'ask', text });
    },
  };
}

/** A style sheet object where there is one: pages with a strict content security policy refuse a style element. */
function addStyles(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}

/** A signpost with two arms. */
function drawIcon(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M12 2.5v2m0 6v3m0 6v2M5 4.5h10.5l3 3-3 3H5zm14 9H8.500l-3 3 3 3H19z');
  svg.append(path);
  return svg;
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.wegweiser) window.wegweiser = embed(script);
