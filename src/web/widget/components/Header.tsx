import type { ServiceInfo } from '../../../domain/service.ts';
import type { Language } from '../../shared/languages.ts';
import { useWords } from '../words.ts';
import { Icon } from './icons.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';

/** Whose service it is, whether a program or a person answers, the languages, and the way out. */
export function Header(props: {
  readonly service: ServiceInfo;
  readonly isPersonHere: boolean;
  readonly onLanguage: (language: Language) => void;
  /** Missing when the chat is a page of its own. */
  readonly onClose?: (() => void) | undefined;
}) {
  const { strings } = useWords();
  return (
    <header class="header">
      <span class="logo">{props.service.logoUrl ? <img src={props.service.logoUrl} alt="" /> : <Icon name="signpost" />}</span>
      <div class="who">
        <h1>{props.service.name}</h1>
        <p>{props.isPersonHere ? strings.header.person : strings.header.program}</p>
      </div>
      <LanguageMenu onChoose={props.onLanguage} />
      {props.onClose && (
        <button type="button" class="header-button" aria-label={strings.header.close} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
