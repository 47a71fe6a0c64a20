import {
  ListNotServedError,
  NotFoundError,
  NotHaloError,
  PermissionDeniedError,
  RequestRefusedError,
  UnavailableError,
  UnreadableAnswerError,
} from '../errors.js';
import type { HaloConnection } from './connection.js';
import { unreadableReason, type HaloAnswer } from './ask.js';
import { isWebPage } from './failure.js';
import { Lifetime, type Waited } from './lifetime.js';
import { diagnoseRefusal } from './refusal.js';
import { Session } from './session.js';
import { RequestTrace } from './trace.js';

/** How often a request takes over a token that another execution has got since. */
const mostFollowed = 5;

/** Waits between tries of a request that got no answer, in milliseconds; together a little over a minute. */
const unavailableWaits = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/** Waits between tries of a request that was answered with something unreadable: gateways do that in passing. */
const unreadableWaits = [1_000, 4_000];

/**
 * Reads from Halo through Nango's proxy and either answers or throws one of the typed errors of `errors.ts`. It waits
 * out rate limits, repeats what failed in passing (reads are safe to repeat), and asks Nango for one fresh token when a
 * token is refused, because Nango itself keeps a token that it thinks is valid (nango-platform.md §10.2). `retries` of
 * the proxy stay unused: they wait 21 seconds in all and the official definition ignores Retry-After (halo-api.md §8).
 *
 * The caller closes the client when the run is over, so that nothing that was read ahead sends further requests.
 */
export class HaloClient {
  /** What this client has in common with others of the execution. */
  readonly session: Session;
  readonly lifetime: Lifetime;

  /** @param parent a client that this one is a part of */
  constructor(connection: HaloConnection, parent?: HaloClient) {
    this.lifetime = new Lifetime(parent?.lifetime);
    this.session = parent?.session ?? new Session(connection, this.lifetime);
  }

  /** A client that can be closed by itself, and is closed with this one; budget, token and counts are the same. */
  branch(): HaloClient {
    return new HaloClient(this.session.connection, this);
  }

  /** Sends nothing from now on: what waits, or is answered later, ends in a `ClosedError`. */
  close(): void {
    this.lifetime.close();
  }

  /** Requests that went out. */
  get requests(): number {
    return this.session.requests;
  }

  /** Milliseconds that requests waited, added up: requests that wait at the same time count each. */
  get waited(): Readonly<Waited> {
    return this.lifetime.waited;
  }

  /**
   * Reads a list. `resource` is what messages call its rows.
   *
   * @throws NotHaloError when the route is unknown and nothing else was answered in this run
   * @throws ListNotServedError when the route is unknown although other requests were answered
   */
  async list(resource: string, endpoint: string, params: Record<string, string>): Promise<HaloAnswer> {
    return this.#read(resource, endpoint, params, () => {
      if (!this.session.hasAnswered) return new NotHaloError();
      return new ListNotServedError(resource, endpoint, new URLSearchParams(params).toString().length);
    });
  }

  /**
   * Reads one object. Many may be read in a run of which some are refused, so that a refusal is not answered with another
   * new token where the one in use was issued for a refusal in this very run.
   *
   * @throws NotFoundError when Halo has none under that id, or hides it
   * @throws PermissionDeniedError when Halo refuses to show it
   */
  async item(resource: string, endpoint: string, params: Record<string, string> = {}): Promise<HaloAnswer> {
    return this.#read(resource, endpoint, params, () => new NotFoundError(resource), true);
  }

  async #read(
    resource: string,
    endpoint: string,
    params: Record<string, string>,
    notFound: () => Error,
    isItem = false,
  ): Promise<HaloAnswer> {
    const trace = new RequestTrace(endpoint);
    return trace.follow(() => this.#readTraced(trace, resource, params, notFound, isItem));
  }

  async #readTraced(
    trace: RequestTrace,
    resource: string,
    params: Record<string, string>,
    notFound: () => Error,
    isItem: boolean,
  ): Promise<HaloAnswer> {
    const { endpoint } = trace;
    const { pacer, token, connection } = this.session;
    let unavailable = 0;
    let unreadable = 0;
    let hasNewToken = false;
    let followed = 0;
    for (;;) {
      const { generation } = token;
      const outcome = await this.session.attempt(this.lifetime, trace, () =>
        connection.get({ endpoint, params, retries: 0 }),
      );
      if ('body' in outcome) {
        const problem = unreadableReason(outcome.body);
        if (problem === undefined) {
          this.session.hasAnswered = true;
          return outcome;
        }
        const wait = unreadableWaits[unreadable++];
        if (wait === undefined) {
          if (isWebPage(outcome.body)) throw new NotHaloError();
          throw new UnreadableAnswerError(resource, `${problem}, ${unreadable} times from ${endpoint}`);
        }
        await this.lifetime.wait('recovery', wait);
        continue;
      }
      switch (outcome.kind) {
        case 'rate-limited':
          pacer.refused(outcome.headers, outcome.data);
          continue;
        case 'unavailable': {
          const wait = unavailableWaits[unavailable++];
          if (wait === undefined) {
            throw new UnavailableError(resource, `${outcome.reason}, ${unavailable} times from ${endpoint}`);
          }
          await this.lifetime.wait('recovery', wait);
          continue;
        }
        case 'unauthorized':
        case 'forbidden':
          // Permissions are baked into a token when it is issued, so a 403 too may be cured by a new one (halo-api.md §1.3).
          if (hasNewToken) {
            // Executions that renew at the same time end each other's tokens; the last one issued is everybody's.
            if (followed++ < mostFollowed && (await token.follow(generation))) continue;
            throw await diagnoseRefusal(connection, resource, outcome.kind);
          }
          if (isItem && token.isFresh) {
            const reason = await diagnoseRefusal(connection, resource, outcome.kind);
            // Anything else may be solved by a new token, because the current one has expired.
            if (reason instanceof PermissionDeniedError) throw reason;
          }
          hasNewToken = (await token.renew(generation)) === 'issued';
          continue;
        case 'not-found': {
          // Halo's own 404 has no body (halo-api.md §10); a page is that of the web server or of a gateway.
          const wait =
            outcome.isWebPage && this.session.hasAnswered && !isItem ? unreadableWaits[unreadable++] : undefined;
          if (wait === undefined) throw notFound();
          await this.lifetime.wait('recovery', wait);
          continue;
        }
        case 'refused':
          throw new RequestRefusedError(resource, endpoint, outcome.status, outcome.detail);
      }
    }
  }
}
