import { ask, type HaloAnswer } from './ask.js';
import type { HaloConnection, ProxyAnswer } from './connection.js';
import { statusOf, type Failure } from './failure.js';
import type { Lifetime } from './lifetime.js';
import { Pacer } from './pacer.js';
import { TokenRenewal } from './token.js';
import type { RequestTrace } from './trace.js';

/** What the requests of an execution have in common, whether they read or write: budget, token and counts. */
export class Session {
  readonly pacer = new Pacer();
  readonly token: TokenRenewal;
  /** Requests that went out. */
  requests = 0;
  /** True once Halo has answered a request: then a missing route does not mean that this is no Halo. */
  hasAnswered = false;
  /** The request that ended last. What is wrong with an answer is mostly found before the next one. */
  lastRequest: RequestTrace | undefined;

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
   * @param trace is told of the attempt and of its status
   * @throws ClosedError when that ended before the answer came
   */
  async attempt(
    lifetime: Lifetime,
    trace: RequestTrace,
    send: () => Promise<ProxyAnswer>,
  ): Promise<HaloAnswer | Failure> {
    await this.pacer.turn(lifetime);
    this.requests += 1;
    trace.begin();
    const outcome = await ask(send);
    lifetime.ensureOpen();
    trace.end('body' in outcome ? 200 : statusOf(outcome));
    this.lastRequest = trace;
    if ('body' in outcome) this.pacer.succeeded(outcome.headers);
    else if (outcome.kind !== 'rate-limited') this.pacer.succeeded({});
    return outcome;
  }
}
