import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useDesk } from '../context.ts';
import { Icon } from './icons.tsx';

/** A window over the page. The browser keeps the keyboard inside, closes it on Escape, and gives the focus back to what opened it. */
export function Dialog(props: {
  readonly heading: string;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}) {
  const { strings } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog class={props.isWide ? 'dialog wide' : 'dialog'} aria-labelledby={id} ref={dialog} onClose={props.onClose}>
      <header class="dialog-head">
        <h2 id={id}>{props.heading}</h2>
        <button type="button" class="plain" aria-label={strings.close} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body">{props.children}</div>
    </dialog>
  );
}

/** A list that is being fetched, could not be, or is empty. */
export function Waiting(props: { readonly isLoading: boolean; readonly problem?: string | undefined; readonly onRetry: () => void }) {
  const { strings } = useDesk();
  if (props.problem !== undefined) {
    return (
      <div class="state" role="alert">
        <p>{props.problem}</p>
        <button type="button" class="button" onClick={props.onRetry}>
          <Icon name="retry" />
          {strings.retry}
        </button>
      </div>
    );
  }
  return props.isLoading ? (
    <p class="state" role="status">
      {strings.loading}
    </p>
  ) : null;
}
