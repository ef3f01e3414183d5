import { useDesk } from '../context.ts';
import { Dialog } from './Dialog.tsx';

/** Asks once more before a conversation ends. */
export function EndDialog({ onEnd, onClose }: { readonly onEnd: () => void; readonly onClose: () => void }) {
  const { strings } = useDesk();
  return (
    <Dialog heading={strings.end.heading} onClose={onClose}>
      <p>{strings.end.text}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {strings.cancel}
        </button>
        <button type="button" class="button main" onClick={onEnd}>
          {strings.end.confirm}
        </button>
      </div>
    </Dialog>
  );
}
