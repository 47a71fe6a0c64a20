/** Something that is wrong in a file, with the place and the remedy. */
export interface Problem {
  /** Path as the reader should see it, relative to the repository. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
  /** What is wrong: a clause without a full stop. */
  readonly message: string;
  /** What to write instead: completes "write …". */
  readonly write: string;
}

/** `file:line: what is wrong; write X instead`, the form that editors and terminals make a link of. */
export function formatProblem({ file, line, message, write }: Problem): string {
  return `${file}:${line}: ${message}; write ${write}`;
}
