import { KnowledgeError } from '../knowledge/problem.ts';

/** A command was asked for something that it can't do; the message says what to do instead. */
export class CommandError extends Error {}

/**
 * Runs a command and sets the exit code: what `main` returns, or 1 with one sentence if it was called wrongly or the knowledge base can't be used.
 * Any other failure is a bug and goes on with its stack trace.
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const wrongOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!(error instanceof CommandError || error instanceof KnowledgeError || wrongOption)) throw error;
    console.error(wrongOption ? `${(error as Error).message} See --help.` : (error as Error).message);
    process.exitCode = 1;
  }
}
