import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../context.ts';
import { isCounselor } from '../desk.ts';
import { shortcutOf } from '../shortcuts.ts';
import { usePlace } from '../view.ts';
import { Accounts } from './Accounts.tsx';
import { Announcer } from './Announcer.tsx';
import { Audit } from './Audit.tsx';
import { Conversations } from './Conversations.tsx';
import { Waiting } from './Dialog.tsx';
import { Banners, Header, viewsFor } from './Header.tsx';
import { Insights } from './Insights.tsx';
import { ProfileDialog } from './ProfileDialog.tsx';
import { Questions } from './Questions.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { SignIn } from './SignIn.tsx';

const VIEWS = { conversations: Conversations, insights: Insights, questions: Questions, accounts: Accounts, audit: Audit };

/** The whole page: the way in, then the area that the address names. */
export function App() {
  const { desk, state, strings, settings } = useDesk();
  const place = usePlace();
  const [dialog, setDialog] = useState<'profile' | 'shortcuts'>();
  useEffect(() => desk.select(place.handoff), [place.handoff]);
  useEffect(() => {
    const help = (event: KeyboardEvent) => settings.hasShortcuts && shortcutOf(event) === 'help' && setDialog('shortcuts');
    document.addEventListener('keydown', help);
    return () => document.removeEventListener('keydown', help);
  }, [settings.hasShortcuts]);

  const { me } = state;
  if (state.phase === 'signed-out') return <SignIn />;
  if (state.phase !== 'ready' || !me) {
    return (
      <main class="alone">
        <h1 class="hidden">{strings.title}</h1>
        <Waiting isLoading problem={state.phase === 'away' ? strings.problem.offline : undefined} onRetry={() => void desk.start()} />
      </main>
    );
  }
  const allowed = viewsFor(me.counselor.roles);
  const view = allowed.includes(place.view) ? place.view : (allowed[0] ?? 'conversations');
  const View = VIEWS[view];
  return (
    <div class="page">
      <Header view={view} onProfile={() => setDialog('profile')} onShortcuts={() => setDialog('shortcuts')} />
      <Banners />
      <View />
      {isCounselor(me) && <Announcer />}
      {dialog === 'profile' && <ProfileDialog me={me} onClose={() => setDialog(undefined)} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={() => setDialog(undefined)} />}
    </div>
  );
}
