import { ask, type HaloAnswer } from './ask.js';
import type { HaloConnection, ProxyAnswer } from './connection.js';
import type { Failure } from './failure.js';
import type { Lifetime } from './lifetime.js';
import { Pacer } from './pacer.js';
import { TokenRenewal } from './token.js';

/** What the requests of an execution have in common, whether they read or write: budget, token and counts. */
export class Session {
  readonly pacer = new Pacer();
  readonly token: TokenRenewal;
  /** Requests that went out. */
  requests = 0;
  /** True once Halo has answered a request: then a missing route does not mean that this is no Halo. */
  hasAnswered = false;

  constructor(
    readonly connection: HaloConnection,
    lifetime: Lifetime,
  ) {
    this.token = new TokenRenewal(connection, lifetime);
  }

  /**
   * Sends one request, once, when the tenant's budget lets it.
   *
   * @param lifetime that of who waits for the answer
   * @throws ClosedError when that ended before the answer came
   */
  async attempt(lifetime: Lifetime, send: () => Promise<ProxyAnswer>): Promise<HaloAnswer | Failure> {
    await this.pacer.turn(lifetime);
    this.requests += 1;
    const outcome = await ask(send);
    lifetime.ensureOpen();
    if ('body' in outcome) this.pacer.succeeded(outcome.headers);
    else if (outcome.kind !== 'rate-limited') this.pacer.succeeded({});
    return outcome;
  }
}
