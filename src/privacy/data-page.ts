import type { LanguageInfo, Locale } from '../domain/locale.ts';
import { formatTimestamp } from '../reply/dates.ts';
import type { Texts } from '../reply/i18n.ts';
import { plainText } from '../reply/markdown.ts';
import type { TextKey } from '../reply/texts-file.ts';
import type { ActivityJson } from '../storage/stores.ts';
import type { KeptData, KeptHandoff } from './kept-data.ts';

export interface DataPageParts {
  readonly texts: Texts;
  readonly languages: readonly LanguageInfo[];
  readonly serviceName: string;
  /** Title of an entry in a locale; `undefined` if there is no such entry any more. */
  entryTitle(id: string, locale: Locale): string | undefined;
}

/** Nothing is loaded from anywhere and nothing runs, wherever the file is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1.5rem;color:#1c2430;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}ul,ol{padding:0;list-style:none}li{margin:.25rem 0}
ol li{border-top:1px solid #ccd3dc;padding:.5rem 0}ol p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.by{color:#4b5666;font-size:.9rem}
section section{border-inline-start:3px solid #ccd3dc;padding-inline-start:1rem;margin:1rem 0}@media print{body{padding:0}}`;

const STATE_TEXTS = {
  waiting: 'export.waiting',
  active: 'export.active',
  ended: 'export.ended',
  left: 'export.left',
  open: 'export.open',
  answered: 'export.answered',
} as const satisfies Partial<Record<KeptHandoff['state'], TextKey>>;

/** What is kept of a conversation as one page that needs nothing else, for its person to read, save and print. */
export function dataPage(data: KeptData, locale: Locale, madeAt: string, parts: DataPageParts): string {
  const { texts, languages, serviceName, entryTitle } = parts;
  const { tag, direction } = languages.find(({ code }) => code === locale) ?? { tag: locale, direction: 'ltr' };
  const t = (key: TextKey, values?: Readonly<Record<string, string>>) => texts.t(locale, key, values);
  const time = (at: string) => formatTimestamp(at, tag);
  const value = (key: TextKey, text: string | undefined) => (text === undefined ? '' : `<li>${escapeHtml(t(key, { value: text }))}</li>`);
  const language = languages.find(({ code }) => code === data.locale)?.name;
  const title = t('export.title', { service: serviceName });
  const kept = (until: string | undefined) =>
    until === undefined ? `<li>${escapeHtml(t('export.keptWhileOpen'))}</li>` : value('export.keptUntil', time(until));

  const conversation = [
    value('export.started', time(data.conversation.createdAt)),
    kept(data.keptUntil),
    value('privacy.shownLanguage', language),
    value('privacy.shownTopic', data.lastEntry && entryTitle(data.lastEntry, locale)),
  ];
  const handoffs = data.handoffs.map(
    (handoff) => `<section><ul>
<li>${escapeHtml(handoff.state === 'erased' ? t('export.empty') : t(STATE_TEXTS[handoff.state]))}</li>
${value('export.requested', time(handoff.requestedAt))}
${value('privacy.shownTopic', handoff.topic && (entryTitle(handoff.topic, locale) ?? handoff.topic))}
${value('export.counselor', handoff.counselor)}
${value('export.name', handoff.name)}
${value('export.contact', handoff.contact)}
${value('export.finished', handoff.endedAt && time(handoff.endedAt))}
${kept(handoff.keepUntil)}
</ul></section>`,
  );
  const messages = data.activities.flatMap(({ activity }) => {
    const message = toMessage(activity, data.conversation.userId);
    if (!message) return [];
    const { author, text, at } = message;
    const who = { user: t('export.you'), bot: serviceName, counselor: t('export.counselling', { counselor: message.name ?? '' }) }[author];
    const when = at === undefined ? '' : `, <time datetime="${escapeHtml(at)}">${escapeHtml(time(at))}</time>`;
    return `<li><div class="by"><bdi>${escapeHtml(who)}</bdi>${when}</div><p dir="auto">${escapeHtml(text === '' ? t('export.attachment') : text)}</p></li>`;
  });

  return `<!doctype html>
<html lang="${escapeHtml(tag)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(t('export.intro', { time: time(madeAt) }))}</p>
<section><h2>${escapeHtml(t('export.conversation'))}</h2><ul>${conversation.join('\n')}</ul></section>
${handoffs.length > 0 ? `<section><h2>${escapeHtml(t('export.people'))}</h2>${handoffs.join('\n')}</section>` : ''}
<section><h2>${escapeHtml(t('export.messages'))}</h2>${messages.length > 0 ? `<ol>${messages.join('\n')}</ol>` : `<p>${escapeHtml(t('export.empty'))}</p>`}</section>
<section><h2>${escapeHtml(t('export.notKept'))}</h2><p>${escapeHtml(t('export.notKeptText'))}</p></section>
<p>${escapeHtml(t('export.erase', { value: t('button.erase') }))}</p>
</body>
</html>
`;
}

interface Message {
  readonly author: 'user' | 'bot' | 'counselor';
  readonly name?: string | undefined;
  readonly text: string;
  readonly at?: string | undefined;
}

/** A message of the log; `undefined` for what nobody reads. */
function toMessage(activity: ActivityJson, userId: string): Message | undefined {
  if (activity.type !== 'message') return undefined;
  const from = activity['from'] as { id?: string; name?: string; role?: string } | undefined;
  const counselor = (activity['channelData'] as { counselor?: { name?: string } } | undefined)?.counselor;
  const text = typeof activity['text'] === 'string' ? activity['text'] : '';
  const at = typeof activity['timestamp'] === 'string' ? activity['timestamp'] : undefined;
  if (counselor) return { author: 'counselor', name: counselor.name, text, at };
  const isUser = from?.role === 'user' || from?.id === userId;
  return isUser ? { author: 'user', text, at } : { author: 'bot', text: plainText(text), at };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
