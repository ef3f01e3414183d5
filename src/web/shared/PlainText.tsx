import { Bidi } from './Bidi.tsx';
import { OutLink } from './MarkdownView.tsx';

/** A web address, without the punctuation that ends its sentence. */
const ADDRESS = /https?:\/\/[^\s<>"]{1,500}[^\s<>".,;:!?)\]'»”]/g;

/** What somebody wrote, as it stands: its lines, its addresses to tap, and nothing else. */
export function PlainText({ text, newTab }: { readonly text: string; readonly newTab: string }) {
  const parts = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(<Bidi text={text.slice(end, index)} />);
    parts.push(
      <OutLink href={address} newTab={newTab}>
        <bdi dir="ltr">{address}</bdi>
      </OutLink>,
    );
    end = index + address.length;
  }
  return (
    <p class="plain">
      {parts}
      <Bidi text={text.slice(end)} />
    </p>
  );
}
