import { useDesk } from '../context.ts';
import { SHORTCUTS } from '../shortcuts.ts';
import { Dialog } from './Dialog.tsx';

/** Which keys do what, and the switch for them. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { strings, settings, setSettings } = useDesk();
  const words = strings.shortcuts;
  return (
    <Dialog heading={words.heading} onClose={onClose}>
      <label class="check">
        <input
          type="checkbox"
          checked={settings.hasShortcuts}
          onChange={(event) => setSettings({ ...settings, hasShortcuts: event.currentTarget.checked })}
        />
        {words.enabled}
      </label>
      <p class="hint">{words.hint}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.does}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(SHORTCUTS).map(([key, action]) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{words[action]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
