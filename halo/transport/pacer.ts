import { RateLimitedError } from '../errors.js';
import { RequestBudget } from './budget.js';
import type { Lifetime } from './lifetime.js';
import { readRefusal } from './rate-hints.js';

/** How long refusals for too many requests are waited out: four of the longest windows that were reported. */
const patience = 20 * 60_000;

/** Gives each request of an execution its turn, by what the tenant's budget allows it. */
export class Pacer {
  readonly #budget = new RequestBudget();

  /**
   * Waits until the next request may go out.
   *
   * @throws RateLimitedError when every request was refused for longer than any known window
   */
  async turn(lifetime: Lifetime): Promise<void> {
    lifetime.ensureOpen();
    const now = Date.now();
    const { refusedSince = now } = this.#budget;
    if (now - refusedSince > patience) throw new RateLimitedError(Math.round((now - refusedSince) / 60_000));
    const delay = Math.ceil(this.#budget.delay(now));
    // Booked before the wait, so that a request made in the meantime waits for its own turn.
    this.#budget.sent(now + delay);
    if (delay > 0) await lifetime.wait('budget', delay);
    lifetime.ensureOpen();
  }

  /** The last request was refused for too many requests. */
  refused(headers: object, body: unknown): void {
    const now = Date.now();
    this.#budget.refused(now, readRefusal(headers, body, now));
  }

  /** The last request was answered by anything else. */
  succeeded(headers: object): void {
    this.#budget.succeeded(Date.now(), headers);
  }
}
