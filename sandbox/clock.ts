/**
 * Where the sandbox takes its time from. The simulated tenant, the local platform and the functions that run in it all
 * share one clock, so that a test can let five minutes pass without waiting for them.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Calls back after `milliseconds` of this clock's time. Same contract as the global `setTimeout`, without cancelling. */
  setTimeout(callback: () => void, milliseconds: number): void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, milliseconds) => {
    setTimeout(callback, milliseconds);
  },
};

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/**
 * A clock that stands still until somebody waits on it: once all pending work of the event loop's current turn is done,
 * it jumps to the earliest timer. Waiting costs no real time, and timers fire in the order of their due times.
 */
export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  #timers: Timer[] = [];
  #scheduled = false;

  constructor(start: number | string = '2026-10-01T08:00:00Z') {
    this.#now = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, milliseconds: number): void {
    this.#timers.push({ at: this.#now + Math.max(0, Math.ceil(milliseconds)), order: this.#order++, callback });
    this.#schedule();
  }

  /** Lets time pass without anybody having waited for it. Timers that fall due fire on the next turn. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  #schedule(): void {
    if (this.#scheduled || this.#timers.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#timers.sort((a, b) => a.at - b.at || a.order - b.order);
      const next = this.#timers.shift();
      if (next) {
        this.#now = Math.max(this.#now, next.at);
        next.callback();
      }
      this.#schedule();
    });
  }
}
