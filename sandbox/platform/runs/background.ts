/** Work that nobody awaits: it is waited for together, and none of its failures is lost or left unhandled. */
export class Background {
  readonly #work = new Set<Promise<void>>();
  #failures: unknown[] = [];

  /** @param onFailure told at once of what broke */
  constructor(private readonly onFailure: (error: unknown) => void) {}

  track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        this.#failures.push(error);
        this.onFailure(error);
      })
      .finally(() => this.#work.delete(tracked));
    this.#work.add(tracked);
  }

  /** Resolves when all of it is done. @throws what broke since the last call, for nobody else has learned of it */
  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
    const failures = this.#failures;
    this.#failures = [];
    if (failures.length > 0) throw new AggregateError(failures, `Work in the background broke: ${failures.join('; ')}`);
  }
}
