/** Looks whether a counselor has answered since the user last saw the chat, and tells the page around it; the chat itself is not loaded for that. */
import { DirectLineRequests } from './direct-line.ts';
import { readHints } from './frame-protocol.ts';
import { connectHost } from './host.ts';
import { RequestError } from './http.ts';
import { readOnDevice } from './kept.ts';
import { counselorNameOf } from './wire.ts';

const host = connectHost(readHints(location.hash).host, () => {});
const { session, stays, seen = 0 } = readOnDevice();

/** @throws {RequestError} */
async function isAnswered(kept: NonNullable<typeof session>): Promise<boolean> {
  const requests = new DirectLineRequests(new URL('..', location.href).href, (...request) => fetch(...request));
  const open = await requests.reopen(kept);
  const { activities = [] } = await requests.activities(open.session, String(seen));
  return activities.some((activity) => activity.type === 'message' && counselorNameOf(activity) !== undefined);
}

if (!session || !stays) host?.tell({ wegweiser: 'kept', isKept: false });
else {
  isAnswered(session).then(
    (answered) => {
      if (answered) host?.tell({ wegweiser: 'unread' });
      host?.tell({ wegweiser: 'kept', isKept: true });
    },
    // Without a connection the next visit looks again; a conversation that is gone has no answer.
    (error: unknown) => host?.tell({ wegweiser: 'kept', isKept: !(error instanceof RequestError && error.status === 404) }),
  );
}
