import type { Clock } from '../../clock.js';

/**
 * Gives each write its own microsecond, later than that of every write before it, whatever the clock does: consumers
 * read by `(modified, id)`, so a write that shared or preceded an earlier moment would be skipped by their cursors.
 */
export class Ticks {
  #last: number;

  constructor(
    private readonly clock: Clock,
    last = 0,
  ) {
    this.#last = last;
  }

  next(): number {
    this.#last = Math.max(this.#last + 1, this.clock.now() * 1000);
    return this.#last;
  }
}
