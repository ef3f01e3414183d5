/**
 * - `error`: the knowledge base can't be used like this; the service doesn't start
 * - `todo`: it works, but an editor has to act (stale translation, colliding example messages); fails `npm run knowledge`
 * - `note`: worth knowing (review due soon)
 */
export type Severity = 'error' | 'todo' | 'note';

/** Something an editor should repair: where, what, and what to do. */
export interface Problem {
  readonly severity: Severity;
  /** Path relative to the knowledge folder. */
  readonly file: string;
  /** First line is 1. */
  readonly line: number;
  /** What is wrong and what to do, in one or two sentences. */
  readonly message: string;
}

/** `file:line: severity: message`, which editors' tools can jump to. */
export function formatProblem(problem: Problem): string {
  return `knowledge/${problem.file}:${problem.line}: ${problem.severity}: ${problem.message}`;
}

/** Thrown when the knowledge base can't be used; the message lists every error at once. */
export class KnowledgeError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      `The knowledge base has ${problems.length} error${problems.length === 1 ? '' : 's'}; the service can't start like this.\n` +
        `${problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')}\nRepair the lines named, then check with: npm run knowledge`,
    );
    this.name = 'KnowledgeError';
    this.problems = problems;
  }
}

/** Prints why the knowledge base can't be used and ends the process; any other failure goes on as it was. For commands. */
export function endOnKnowledgeError(error: unknown): never {
  if (!(error instanceof KnowledgeError)) throw error;
  console.error(error.message);
  process.exit(1);
}
