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
