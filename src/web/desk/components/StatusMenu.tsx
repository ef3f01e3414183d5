import { useEffect, useRef } from 'preact/hooks';
import { PRESENCES } from '../../../domain/counselor.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { isCounselor } from '../desk.ts';
import { Icon } from './icons.tsx';

/** Here, pause, profile, how the page calls, sign out. */
export function StatusMenu(props: {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly onProfile: () => void;
  readonly onShortcuts: () => void;
}) {
  const { desk, state, strings, settings, setSettings } = useDesk();
  const { status } = strings;
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { isOpen, setOpen } = props;
  const counselor = state.me?.counselor;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => (isOpen && box.current ? watchOpen(box.current, close, () => setOpen(false)) : undefined), [isOpen]);
  if (!counselor) return null;

  const presence = status[counselor.presence];
  const act = (run: () => void) => () => {
    close();
    run();
  };
  const notify = async (isOn: boolean) => {
    const isAllowed = isOn && (await Notification.requestPermission()) === 'granted';
    setSettings({ ...settings, hasNotifications: isAllowed });
  };
  const canNotify = 'Notification' in globalThis;

  return (
    <div class="status" ref={box}>
      <button
        type="button"
        class="status-button"
        ref={button}
        aria-expanded={isOpen}
        aria-controls="status-menu"
        aria-label={fill(status.menu, { name: counselor.displayName, presence: isCounselor(state.me) ? presence : '' })}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="status-name">{counselor.displayName}</span>
        {isCounselor(state.me) && <span class={`presence ${counselor.presence}`}>{presence}</span>}
        <Icon name="expand" />
      </button>
      <div id="status-menu" class="menu" hidden={!isOpen}>
        {isCounselor(state.me) &&
          PRESENCES.filter((one) => one !== 'away').map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === counselor.presence}
              onClick={act(() => void desk.setPresence(one).catch(() => undefined))}
            >
              <span class={`presence ${one}`}>{status[one]}</span>
              <small>{one === 'here' ? status.hereHint : status.pauseHint}</small>
            </button>
          ))}
        <hr />
        <button type="button" onClick={act(props.onProfile)}>
          <Icon name="person" />
          {status.profile}
        </button>
        <button type="button" onClick={act(props.onShortcuts)}>
          <Icon name="list" />
          {status.shortcuts}
        </button>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.hasSound}
            onChange={(event) => setSettings({ ...settings, hasSound: event.currentTarget.checked })}
          />
          {status.sound}
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={settings.hasNotifications}
            disabled={!canNotify || Notification.permission === 'denied'}
            onChange={(event) => void notify(event.currentTarget.checked)}
          />
          <span>
            {status.notifications}
            {canNotify && Notification.permission === 'denied' && <small>{status.notificationsDenied}</small>}
          </span>
        </label>
        <button
          type="button"
          lang={settings.language === 'de' ? 'en' : 'de'}
          onClick={act(() => setSettings({ ...settings, language: settings.language === 'de' ? 'en' : 'de' }))}
        >
          <Icon name="text" />
          {status.language}
        </button>
        <hr />
        <button type="button" onClick={act(() => void desk.signOut().catch(() => undefined))}>
          <Icon name="stop" />
          {status.signOut}
        </button>
      </div>
    </div>
  );
}

/** Escape and ways out of the open menu. @returns what ends the watch */
function watchOpen(box: HTMLElement, onEscape: () => void, onLeave: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const leave = (target: EventTarget | null) => {
    if (target instanceof Node && !box.contains(target)) onLeave();
  };
  box.addEventListener('keydown', ({ key }) => key === 'Escape' && onEscape(), { signal });
  box.addEventListener('focusout', ({ relatedTarget }) => leave(relatedTarget), { signal });
  document.addEventListener('pointerdown', ({ target }) => leave(target), { signal });
  return () => ended.abort();
}
