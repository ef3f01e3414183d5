import type { ServiceInfo } from '../../../domain/service.ts';
import { OutLink } from '../../shared/MarkdownView.tsx';
import { useWords } from '../words.ts';

/** Before the first question, also while there is no connection: that this is a program, as long as it is, and who is responsible for it. */
export function Notice({ service, isPersonHere }: { readonly service: ServiceInfo; readonly isPersonHere: boolean }) {
  const { strings } = useWords();
  const { notice, answer } = strings;
  const links = [
    [service.privacyUrl, notice.privacy],
    [service.imprintUrl, notice.imprint],
    [service.accessibilityUrl, notice.accessibility],
  ] as const;
  return (
    <div class="notice">
      {!isPersonHere && (
        <p>
          <strong>{notice.program}</strong>
        </p>
      )}
      {links.some(([url]) => url) && (
        <ul class="notice-links">
          {links.map(
            ([url, text]) =>
              url && (
                <li key={text}>
                  <OutLink href={url} newTab={answer.newTab}>
                    {text}
                  </OutLink>
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  );
}
