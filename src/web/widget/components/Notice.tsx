import { OutLink } from '../../shared/MarkdownView.tsx';
import type { ServiceInfo } from '../service.ts';
import { useWords } from '../words.ts';

/** Before the first question: that this is a program, in what language to write, what not to write, and who is responsible. */
export function Notice({ service }: { readonly service: ServiceInfo }) {
  const { strings } = useWords();
  const { notice, answer } = strings;
  const links = [
    [service.privacyUrl, notice.privacy],
    [service.imprintUrl, notice.imprint],
    [service.accessibilityUrl, notice.accessibility],
  ] as const;
  return (
    <div class="notice">
      {service.greeting && (
        <p class="greeting" dir="auto">
          {service.greeting}
        </p>
      )}
      <p>
        <strong>{notice.program}</strong> {notice.language} {notice.personal}
      </p>
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
