import { useRef } from 'preact/hooks';
import type { Status } from '../connection.ts';
import { useWords } from '../words.ts';

/** How the connection is, as long as it isn't well; read out when it changes. */
export function Banner(props: {
  readonly status: Status;
  readonly isNetworkUp: boolean;
  readonly onRetry: () => void;
  readonly onStartNew: () => void;
}) {
  const { connection } = useWords().strings;
  const hadTrouble = useRef(false);
  const { status } = props;
  const trouble =
    status === 'gone' ? (
      <>
        {connection.gone}
        <button type="button" onClick={props.onStartNew}>
          {connection.restart}
        </button>
      </>
    ) : !props.isNetworkUp ? (
      connection.offline
    ) : status === 'unavailable' ? (
      <>
        {connection.unavailable}
        <button type="button" onClick={props.onRetry}>
          {connection.again}
        </button>
      </>
    ) : status === 'reconnecting' ? (
      connection.lost
    ) : null;
  if (trouble) hadTrouble.current = true;
  return (
    <div role="status">
      {trouble && <p class="banner">{trouble}</p>}
      {!trouble && hadTrouble.current && <p class="hidden">{connection.back}</p>}
    </div>
  );
}
