import { RequestBudget } from '../../halo/transport/budget.js';
import { systemClock, type Clock } from '../../sandbox/clock.js';

/**
 * Makes every wait on the machine's clock end at once, for this whole process. The client paces its requests to the
 * tenant's allowance, some two a second (`halo/transport/budget.ts`): here it asks for these waits and does not get them, so that
 * what is measured is work. It has to be this very clock, because only with it the sandbox leaves JavaScript's own `Date`
 * in place, as the runner does; the replacement that other clocks bring is slow enough to show.
 */
export function skipWaits(): void {
  systemClock.setTimeout = (callback, milliseconds) => {
    // No pacing, but a turn of the event loop: it takes as long as it does.
    if (milliseconds <= 1) setTimeout(callback, milliseconds);
    else setImmediate(callback);
  };
}

/**
 * Seconds that requests take when the client paces them itself, against a tenant that refuses none and tells nothing.
 *
 * @param answerMs milliseconds that an answer and the work with it take
 */
export function pacedSeconds(requests: number, answerMs: number): number {
  const budget = new RequestBudget();
  let now = 0;
  for (let request = 0; request < requests; request += 1) {
    now += Math.ceil(budget.delay(now));
    budget.sent(now);
    now += answerMs;
    budget.succeeded(now, {});
  }
  return now / 1000;
}

/** The machine's time, which can be put forward: what a simulated tenant lives by between two runs of a sync. */
export class AdvancingClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  setTimeout(callback: () => void, milliseconds: number): void {
    setTimeout(callback, milliseconds);
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
