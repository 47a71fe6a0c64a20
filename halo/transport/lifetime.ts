/** Ends requests and waits whose result is no longer needed, because the run is over or the reader has stopped. */
export class ClosedError extends Error {
  constructor() {
    super('The run is over, so no more requests are sent to Halo.');
    this.name = new.target.name;
  }
}

/** Milliseconds that were waited, by what for. */
export interface Waited {
  /** The tenant's request budget: pacing, and holds after refusals for too many requests. */
  budget: number;
  /** For Halo, or the way to it, to recover: no answer came, or none that can be read. */
  recovery: number;
}

/**
 * How long requests may be sent, and the time spent waiting in between. A wait cannot be cancelled, because the runner lends
 * functions no `clearTimeout`: it ends when its time is over and throws then.
 */
export class Lifetime {
  readonly waited: Waited;
  #isClosed = false;
  readonly #parent: Lifetime | undefined;

  /** @param parent a lifetime that this one ends with */
  constructor(parent?: Lifetime) {
    this.#parent = parent;
    this.waited = parent?.waited ?? { budget: 0, recovery: 0 };
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#parent?.isClosed === true;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** @throws ClosedError */
  ensureOpen(): void {
    if (this.isClosed) throw new ClosedError();
  }

  /** @throws ClosedError if it was closed in the meantime */
  async wait(reason: keyof Waited, milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, milliseconds);
    });
    this.waited[reason] += milliseconds;
    this.ensureOpen();
  }
}
