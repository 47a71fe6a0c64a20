import { DeployProblem } from '../deploy/problem.js';

/** Something that keeps the run from going on; the message says what to do. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}

/** A refused connection. `code` is stable, for those that tell refusals apart. */
export class ConnectProblem extends StartProblem {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** Whoever started it has stopped it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What to tell whoever started it, and the exit code: 130, as shells have it, for what was stopped by Ctrl-C. */
export function explain(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof Stopped) return { sentence: 'Stopped before it was done.', exitCode: 130 };
  if (error instanceof StartProblem || error instanceof DeployProblem) return { sentence: error.message, exitCode: 1 };
  const message = error instanceof Error ? error.message : String(error);
  const sentence = `Something unexpected happened: ${message}. Start again; if it happens again, report it with this line.`;
  return { sentence, exitCode: 1 };
}
