import { findLatinRuns } from './bidi.ts';

/** Text whose telephone numbers and addresses keep their order in any surroundings. */
export function Bidi({ text }: { readonly text: string }) {
  return (
    <>
      {findLatinRuns(text).map((run) =>
        run.isolate ? (
          <bdi dir="ltr" key={run.text}>
            {run.text}
          </bdi>
        ) : (
          run.text
        ),
      )}
    </>
  );
}
