/** E-mail addresses, telephone numbers, times and other groups of digits, web addresses: their parts must not change places in right-to-left text. */
const LEFT_TO_RIGHT =
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?:https?:\/\/|www\.)[^\s<>"]{1,500}|\+?\d(?:[\d()/.:–-]|[ \u00a0](?=[\d(]))*\d/g;

/** Whether a run is a number, which must not be broken over two lines: nobody dials half of one. */
export function isNumber(run: string): boolean {
  return /^[+\d][\d\s()/.:–-]*$/.test(run);
}

/** Splits text into runs; those with `isolate` have a fixed left-to-right order of their own. Nothing is added or lost. */
export function findLatinRuns(text: string): { readonly text: string; readonly isolate: boolean }[] {
  const runs: { text: string; isolate: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(LEFT_TO_RIGHT)) {
    // Digits alone have no parts that could change places.
    if (/^\d+$/.test(match[0])) continue;
    if (match.index > end) runs.push({ text: text.slice(end, match.index), isolate: false });
    runs.push({ text: match[0], isolate: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), isolate: false });
  return runs;
}
