import type { Contact } from '../../../domain/entry.ts';
import { telephoneAddress } from '../../../domain/phone.ts';
import { OutLink } from '../../shared/MarkdownView.tsx';
import { fill, formatDate } from '../../shared/strings.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';

/** `https://www.vhs-stuttgart.de/kurse/` as people say it: `vhs-stuttgart.de/kurse` */
export function readableAddress(url: string): string {
  const text = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  return text.length > 40 ? text.replace(/\/.*$/, '') : text;
}

/** Whom to call, to write to, to visit. */
export function Contacts(props: {
  readonly contacts: readonly Contact[];
  readonly words: Words;
  /** There is a heading above, of the answer that they belong to. */
  readonly isPart: boolean;
}) {
  const { contacts, words } = props;
  if (contacts.length === 0) return null;
  const Heading = props.isPart ? 'h3' : 'h2';
  return (
    <section class="contacts">
      <Heading>{words.strings.answer.contacts}</Heading>
      <ul>
        {contacts.map((contact) => (
          <li key={contact.name}>
            <ContactCard contact={contact} words={words} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Numbers to call in danger: as large as a thumb. */
export function EmergencyNumbers({ contacts, words }: { readonly contacts: readonly Contact[]; readonly words: Words }) {
  return (
    <ul class="emergency">
      {contacts.map((contact) => (
        <li key={contact.name}>
          <a class="call" href={telephoneAddress(contact.phone ?? '')}>
            <Icon name="phone" />
            <span>
              <bdi dir="ltr" class="number">
                {contact.phone}
              </bdi>{' '}
              <bdi lang="de">{contact.name}</bdi>
            </span>
          </a>
          {contact.url && (
            <OutLink href={contact.url} newTab={words.strings.answer.newTab} class="row">
              <Icon name="link" />
              <bdi dir="ltr">{readableAddress(contact.url)}</bdi>
            </OutLink>
          )}
        </li>
      ))}
    </ul>
  );
}

function ContactCard({ contact, words }: { readonly contact: Contact; readonly words: Words }) {
  const { answer } = words.strings;
  const asOf = formatDate(contact.asOf, words.language.tag);
  return (
    <div class="contact">
      <p class="contact-name">
        <bdi lang="de">{contact.name}</bdi>
      </p>
      {contact.phone && (
        <a href={telephoneAddress(contact.phone)} class="row" aria-label={fill(answer.call, { number: contact.phone })}>
          <Icon name="phone" />
          <bdi dir="ltr">{contact.phone}</bdi>
        </a>
      )}
      {contact.email && (
        <a href={`mailto:${contact.email}`} class="row">
          <Icon name="mail" />
          <bdi dir="ltr">{contact.email}</bdi>
        </a>
      )}
      {contact.url && (
        <OutLink href={contact.url} newTab={answer.newTab} class="row">
          <Icon name="link" />
          <bdi dir="ltr">{readableAddress(contact.url)}</bdi>
        </OutLink>
      )}
      {contact.address && (
        <p class="row">
          <Icon name="place" />
          <span>
            <bdi lang="de" dir="ltr">
              {contact.address}
            </bdi>
          </span>
        </p>
      )}
      {asOf && <p class="as-of">{fill(answer.asOf, { date: asOf })}</p>}
    </div>
  );
}
