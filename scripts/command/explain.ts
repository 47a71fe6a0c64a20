import { getSystemErrorMap } from 'node:util';

/** Errors whose message is written for the user: what is wrong and what to do. */
export type ProblemClass = abstract new (...args: never[]) => Error;

/**
 * The message for the user. Only messages are shown, because the object of an error may hold a request with a secret
 * key in its headers.
 */
export function explain(error: unknown, problems: readonly ProblemClass[]): string {
  if (problems.some((problem) => error instanceof problem) && error instanceof Error) return error.message;
  const refusal = explainSystem(error);
  if (refusal !== undefined) return refusal;
  const message = error instanceof Error ? error.message : String(error);
  const ended = message.replace(/[.\s]+$/, '');
  return `Something unexpected happened: ${ended}. Run it again; if it happens again, report it with this line.`;
}

/** A file or folder that cannot be read or written. */
function explainSystem(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'errno' in error && 'path' in error)) return undefined;
  const description = getSystemErrorMap().get(Number(error.errno))?.[1];
  return `The system refuses to ${String(error.syscall)} ${String(error.path)}: ${description ?? error.message}.`;
}
