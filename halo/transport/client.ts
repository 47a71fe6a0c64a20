import { readHeader, readRefusal, RequestBudget } from './budget.js';
import type { HaloConnection } from './connection.js';
import { diagnoseRefusal } from './refusal.js';
import {
  NotFoundError,
  NotHaloError,
  PermissionDeniedError,
  RateLimitedError,
  RequestRefusedError,
  UnavailableError,
  UnreadableAnswerError,
} from '../errors.js';
import { isWebPage, readFailure, type Failure } from './failure.js';
import { readTokenFailure } from './token-failure.js';
import { TokenRenewal } from './token.js';

/** A readable answer. */
export interface HaloAnswer {
  body: unknown;
  /** The server's clock when it answered (its `Date` header), ISO 8601; `undefined` when it does not tell. */
  serverTime: string | undefined;
}

/** Waits between tries of a request that got no answer, in milliseconds; together a little over a minute. */
const unavailableWaits = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/** Waits between tries of a request that was answered with something unreadable: gateways do that in passing. */
const unreadableWaits = [1_000, 4_000];

/** How long refusals for too many requests are waited out: four of the longest windows that were reported. */
const rateLimitPatience = 20 * 60_000;

/**
 * Reads from Halo through Nango's proxy, one request after the other, and either answers or throws one of the typed
 * errors of `errors.ts`. It waits out rate limits, repeats what failed in passing (reads are safe to repeat), and asks
 * Nango for one fresh token when a token is refused, because Nango itself keeps a token that it thinks is valid
 * (nango-platform.md, part 2). `retries` of the proxy stay unused: they wait 21 seconds in all and the official
 * definition ignores Retry-After (anchors.md B4).
 */
export class HaloClient {
  readonly #connection: HaloConnection;
  readonly #budget = new RequestBudget();
  readonly #token: TokenRenewal;
  /** Requests that went out, for reports. */
  requests = 0;
  /** Milliseconds waited, for reports: for the request budget, and for Halo to recover from an outage. */
  readonly waited = { budget: 0, recovery: 0 };

  constructor(connection: HaloConnection) {
    this.#connection = connection;
    this.#token = new TokenRenewal(connection);
  }

  /** Reads a list. `resource` is what messages call its rows. An unknown route means that this is no Halo. */
  async list(resource: string, endpoint: string, params: Record<string, string>): Promise<HaloAnswer> {
    return this.#read(resource, endpoint, params, () => new NotHaloError());
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
    let unavailable = 0;
    let unreadable = 0;
    let hasNewToken = false;
    let refusedSince: number | undefined;
    for (;;) {
      const { generation } = this.#token;
      const outcome = await this.#attempt(endpoint, params);
      if ('body' in outcome) {
        const problem = unreadableReason(outcome.body);
        if (problem === undefined) return outcome;
        const wait = unreadableWaits[unreadable++];
        if (wait === undefined) {
          throw isWebPage(outcome.body) ? new NotHaloError() : new UnreadableAnswerError(resource, problem);
        }
        await this.#recover(wait);
        continue;
      }
      switch (outcome.kind) {
        case 'rate-limited': {
          const now = Date.now();
          refusedSince ??= now;
          if (now - refusedSince > rateLimitPatience)
            throw new RateLimitedError(Math.round((now - refusedSince) / 60_000));
          this.#budget.refused(now, readRefusal(outcome.headers, outcome.data, now));
          continue;
        }
        case 'unavailable': {
          const wait = unavailableWaits[unavailable++];
          if (wait === undefined) throw new UnavailableError(resource, outcome.reason);
          await this.#recover(wait);
          continue;
        }
        case 'unauthorized':
        case 'forbidden':
          // Permissions are baked into a token when it is issued, so a 403 too may be cured by a new one (halo-api.md §1.3).
          if (hasNewToken) throw await diagnoseRefusal(this.#connection, resource, outcome.kind);
          if (isItem && this.#token.isFresh) {
            const reason = await diagnoseRefusal(this.#connection, resource, outcome.kind);
            // Anything else may be cured by a new token: the one in use has ended.
            if (reason instanceof PermissionDeniedError) throw reason;
          }
          hasNewToken = (await this.#token.renew(generation)) === 'issued';
          continue;
        case 'not-found':
          throw notFound();
        case 'refused':
          throw new RequestRefusedError(resource, outcome.status, outcome.detail);
      }
    }
  }

  async #recover(milliseconds: number): Promise<void> {
    this.waited.recovery += milliseconds;
    await sleep(milliseconds);
  }

  async #attempt(endpoint: string, params: Record<string, string>): Promise<HaloAnswer | Failure> {
    const now = Date.now();
    const delay = Math.ceil(this.#budget.delay(now));
    // Booked before the wait, so that a request that is made meanwhile waits for its own turn.
    this.#budget.sent(now + delay);
    if (delay > 0) {
      this.waited.budget += delay;
      await sleep(delay);
    }
    this.requests += 1;
    try {
      const answer = await this.#connection.get({ endpoint, params, retries: 0 });
      this.#budget.succeeded(Date.now(), answer.headers);
      return { body: answer.data, serverTime: readServerTime(answer.headers) };
    } catch (error) {
      // Nango could not give the request a token: the answer is Nango's, and waiting for Halo would not help.
      const token = readTokenFailure(error);
      if (token !== undefined) throw token;
      const failure = readFailure(error);
      if (failure === undefined) throw error;
      if (failure.kind !== 'rate-limited') this.#budget.succeeded(Date.now(), {});
      return failure;
    }
  }
}

function unreadableReason(body: unknown): string | undefined {
  if (isWebPage(body)) return 'it is a web page';
  // axios leaves text that is not JSON as it is: JSON that was cut off on the way ends up here.
  if (typeof body === 'string') return body === '' ? 'it is empty' : 'it is not JSON';
  return body === undefined || body === null ? 'it is empty' : undefined;
}

function readServerTime(headers: object): string | undefined {
  const time = Date.parse(readHeader(headers, 'date') ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
