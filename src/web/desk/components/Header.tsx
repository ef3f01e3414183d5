import { useState } from 'preact/hooks';
import type { Role } from '../../../domain/counselor.ts';
import { fill } from '../../shared/strings.ts';
import { useDesk } from '../context.ts';
import { weekdayClock } from '../format.ts';
import { pendingOf } from '../lists.ts';
import { VIEWS, type View } from '../place.ts';
import { Icon, type IconName } from './icons.tsx';
import { StatusMenu } from './StatusMenu.tsx';

const ICONS: Readonly<Record<View, IconName>> = {
  conversations: 'chat',
  insights: 'chart',
  questions: 'question',
  accounts: 'people',
  audit: 'list',
};

export const ROLE_OF: Readonly<Record<View, Role>> = {
  conversations: 'counselor',
  insights: 'editor',
  questions: 'editor',
  accounts: 'admin',
  audit: 'admin',
};

/** The areas that the person may enter. */
export function viewsFor(roles: readonly Role[]): readonly View[] {
  return VIEWS.filter((view) => roles.includes(ROLE_OF[view]));
}

/** Name, areas and the person's own menu. */
export function Header(props: { readonly view: View; readonly onProfile: () => void; readonly onShortcuts: () => void }) {
  const { state, strings } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const views = viewsFor(state.me?.counselor.roles ?? []);
  const pending = pendingOf(state);

  return (
    <header class="top">
      <p class="brand">
        <Icon name="signpost" />
        <span>{strings.title}</span>
      </p>
      {views.length > 1 && (
        <nav aria-label={strings.nav.label}>
          <ul>
            {views.map((view) => (
              <li key={view}>
                <a href={`#${view}`} aria-current={view === props.view ? 'page' : undefined}>
                  <Icon name={ICONS[view]} />
                  <span class="nav-name">{strings.nav[view]}</span>
                  {view === 'conversations' && view !== props.view && pending > 0 && <span class="count">{pending}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <StatusMenu isOpen={isOpen} setOpen={setOpen} onProfile={props.onProfile} onShortcuts={props.onShortcuts} />
    </header>
  );
}

/** What the counselor should know at every moment: no connection, on pause, closed. */
export function Banners() {
  const { desk, state, strings, tag } = useDesk();
  const { me, isConnected } = state;
  if (!me?.counselor.roles.includes('counselor')) return null;
  const { presence } = me.counselor;
  return (
    <div class="banners">
      <p class={isConnected || state.list === 'loading' ? '' : 'banner alarm'} role="alert">
        {!isConnected && state.list !== 'loading' && (
          <>
            <Icon name="alert" />
            {strings.connection.lost}
          </>
        )}
      </p>
      <div role="status">
        {presence !== 'here' && (
          <p class="banner">
            {presence === 'pause' ? strings.status.paused : strings.status.absent}
            <button type="button" class="button small" onClick={() => void desk.setPresence('here').catch(() => undefined)}>
              {strings.status.come}
            </button>
          </p>
        )}
        {!me.office.isOpen && (
          <p class="banner">
            {me.office.opensAt ? fill(strings.status.opens, { time: weekdayClock(me.office.opensAt, tag) }) : strings.status.closed}
          </p>
        )}
      </div>
    </div>
  );
}
