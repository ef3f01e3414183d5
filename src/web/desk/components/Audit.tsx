import { useEffect, useState } from 'preact/hooks';
import type { AuditLine } from '../../../desk/protocol.ts';
import { useDesk, useFetched } from '../context.ts';
import { dateAndTime } from '../format.ts';
import { Waiting } from './Dialog.tsx';

/** Who read or did what: for admins. Latest first, older ones on demand. */
export function Audit() {
  const { strings, tag } = useDesk();
  const words = strings.audit;
  const [before, setBefore] = useState<string>();
  const page = useFetched<readonly AuditLine[]>(before === undefined ? '/audit' : `/audit?before=${encodeURIComponent(before)}`);
  const [lines, setLines] = useState<readonly AuditLine[]>([]);
  useEffect(() => {
    if (page.value) setLines((shown) => [...shown, ...page.value!]);
  }, [page.value]);
  const last = lines.at(-1);
  const actions: Readonly<Record<string, string>> = words.actions;

  return (
    <main class="view">
      <div class="view-head">
        <h1>{words.heading}</h1>
      </div>
      <p class="lead">{words.lead}</p>
      {lines.length > 0 && (
        <div class="panel scroll">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.action}</th>
                <th scope="col">{words.detail}</th>
                <th scope="col">{words.handoff}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={`${line.at} ${index}`}>
                  <td>{dateAndTime(line.at, tag)}</td>
                  <td>{line.who || words.nobody}</td>
                  <td>{actions[line.action] ?? line.action}</td>
                  <td>{line.detail}</td>
                  <td>
                    <code>{line.handoffId?.slice(0, 8)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(page.isLoading || page.problem) && <Waiting {...page} onRetry={page.reload} />}
      {!page.isLoading && page.value && lines.length === 0 && <p class="state">{words.empty}</p>}
      {!page.isLoading && last && page.value && page.value.length > 0 && (
        <p>
          <button type="button" class="button" onClick={() => setBefore(last.at)}>
            {words.older}
          </button>
        </p>
      )}
    </main>
  );
}
