import { RateLimitedError } from '../errors.js';
import { RequestBudget, unsharedAllowance } from './budget.js';
import type { HaloConnection } from './connection.js';
import type { Lifetime } from './lifetime.js';
import { Peers } from './peers.js';
import { readRefusal } from './rate-hints.js';

/** How long refusals for too many requests are waited out: four of the longest windows that were reported. */
const patience = 20 * 60_000;

/** Milliseconds for which the others are held back while a request shows whether the tenant answers again. */
const trial = 15_000;

/**
 * Gives each request of an execution its turn: by the tenant's budget, of which the executions that run for the tenant at
 * the same time take equal parts. When one is refused, it holds the others back, and only its own requests show when
 * the tenant answers again; else thirty executions would be refused thirty times, and would keep a tenant that counts
 * refused requests from ever answering.
 */
export class Pacer {
  readonly #budget = new RequestBudget();
  readonly #peers: Peers;
  #turns = 0;
  /** True while this execution was refused itself, and is to find out when the tenant answers again. */
  #isTrying = false;

  /** @param lifetime that of the execution; a request may have a shorter one */
  constructor(connection: HaloConnection, lifetime: Lifetime) {
    this.#peers = new Peers(connection, lifetime);
  }

  /**
   * Waits until the next request may go out.
   *
   * @throws RateLimitedError when every request was refused for longer than any known window
   */
  async turn(lifetime: Lifetime): Promise<void> {
    for (;;) {
      lifetime.ensureOpen();
      await this.#share();
      const now = Date.now();
      const { refusedSince = now } = this.#budget;
      if (now - refusedSince > patience) throw new RateLimitedError(Math.round((now - refusedSince) / 60_000));
      const delay = Math.ceil(this.#budget.delay(now));
      // Booked before the wait, so that a request that is made meanwhile waits for its own turn.
      this.#budget.sent(now + delay);
      if (delay > 0) await lifetime.wait('budget', delay);
      const isHeldBack = await this.#isHeldBack();
      lifetime.ensureOpen();
      if (!isHeldBack) break;
      this.#budget.heldBack(Date.now());
    }
    this.#turns += 1;
  }

  /** The last request was refused for too many requests. */
  async refused(headers: object, body: unknown): Promise<void> {
    const now = Date.now();
    this.#budget.refused(now, readRefusal(headers, body, now));
    this.#isTrying = true;
    await this.#peers.holdBack(this.#budget.delay(now) + trial);
  }

  /** The last request was answered by anything else. */
  async succeeded(headers: object): Promise<void> {
    this.#budget.succeeded(Date.now(), headers);
    if (!this.#isTrying) return;
    this.#isTrying = false;
    await this.#peers.letGo();
  }

  /** A run that needs a few requests only spares itself, and the platform, the counting. */
  async #share(): Promise<void> {
    if (this.#turns < unsharedAllowance && this.#budget.refusedSince === undefined) return;
    const { executions, place } = await this.#peers.count();
    this.#budget.divide(executions, place);
  }

  async #isHeldBack(): Promise<boolean> {
    if (this.#isTrying) return !(await this.#peers.holdBack(trial));
    return this.#peers.isHeldBack();
  }
}
