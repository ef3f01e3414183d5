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
  const { status } = props;
  return (
    <div class="banner-place" role="status">
      {status === 'gone' ? (
        <p class="banner">
          {connection.gone}
          <button type="button" onClick={props.onStartNew}>
            {connection.restart}
          </button>
        </p>
      ) : !props.isNetworkUp ? (
        <p class="banner">{connection.offline}</p>
      ) : status === 'unavailable' ? (
        <p class="banner">
          {connection.unavailable}
          <button type="button" onClick={props.onRetry}>
            {connection.again}
          </button>
        </p>
      ) : status === 'reconnecting' ? (
        <p class="banner">{connection.lost}</p>
      ) : null}
    </div>
  );
}
