import { findLatinRuns, isNumber } from './bidi.ts';

/** Text whose telephone numbers and addresses keep their order in any surroundings. */
export function Bidi({ text }: { readonly text: string }) {
  return <>{findLatinRuns(text).map((run) => (run.isolate ? <LeftToRight text={run.text} /> : run.text))}</>;
}

/** A telephone number, an address or the like. */
export function LeftToRight({ text }: { readonly text: string }) {
  return (
    <bdi dir="ltr" class={isNumber(text) ? 'digits' : undefined}>
      {text}
    </bdi>
  );
}
