import type { ReplyChannelData } from '../../../domain/reply.ts';
import { Bidi } from '../../shared/Bidi.tsx';
import { MarkdownView, OutLink } from '../../shared/MarkdownView.tsx';
import { fill, formatDate } from '../../shared/strings.ts';
import type { Words } from '../words.ts';
import { Contacts, EmergencyNumbers } from './Contacts.tsx';
import { Icon } from './icons.tsx';

/** A knowledge answer: heading, text, contacts, sources with their dates. In danger the numbers come first. */
export function Answer({ reply, words }: { readonly reply: ReplyChannelData; readonly words: Words }) {
  const { answer } = words.strings;
  const isEmergency = reply.kind === 'safety';
  const contacts = reply.contacts ?? [];
  const urgent = isEmergency ? contacts.filter((contact) => contact.phone) : [];
  return (
    <>
      {isEmergency && (
        <p class="emergency-label">
          <Icon name="alert" />
          {answer.emergency}
        </p>
      )}
      {reply.title && (
        <h2>
          <Bidi text={reply.title} />
        </h2>
      )}
      {urgent.length > 0 && <EmergencyNumbers contacts={urgent} words={words} />}
      <MarkdownView source={reply.body} newTab={answer.newTab} />
      <Contacts contacts={contacts.filter((contact) => !urgent.includes(contact))} words={words} isPart={reply.title !== undefined} />
      <Sources reply={reply} words={words} />
    </>
  );
}

function Sources({ reply, words }: { readonly reply: ReplyChannelData; readonly words: Words }) {
  const { answer } = words.strings;
  const { tag } = words.language;
  const sources = reply.sources ?? [];
  const reviewed = formatDate(reply.reviewed, tag);
  if (sources.length === 0 && !reviewed) return null;
  return (
    <footer class="sources">
      {reviewed && (
        <p class="reviewed">
          <Icon name="check" />
          <span>{fill(answer.reviewed, { date: reviewed })}</span>
        </p>
      )}
      {sources.length > 0 && (
        <details>
          <summary>
            {answer.sources} ({sources.length})
          </summary>
          <ul>
            {sources.map((source) => (
              <li key={source.url}>
                <OutLink href={source.url} newTab={answer.newTab}>
                  <bdi lang="de">{source.title}</bdi>
                </OutLink>
                <SourceDate date={formatDate(source.asOf, tag)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </footer>
  );
}

function SourceDate({ date }: { readonly date: string | undefined }) {
  return date ? <span class="as-of">{date}</span> : null;
}
