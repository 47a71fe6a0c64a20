import { readHeader, readRefusal, type RefusalHints } from '../halo/transport/rate-hints.js';
import type { HaloConnection, ProxyAnswer } from '../halo/transport/connection.js';
import { HaloError } from '../halo/errors.js';
import { isWebPage, readFailure, type Failure } from '../halo/transport/failure.js';
import { readTokenFailure } from '../halo/transport/token-failure.js';
import { forceNewToken } from '../halo/transport/token.js';

/** What came of one question. */
export type Reply =
  | { kind: 'answer'; body: unknown }
  | { kind: 'web-page' }
  | { kind: 'unreadable' }
  | { kind: 'token'; problem: HaloError }
  /** Not asked any more: no requests or no time left, or the request budget of the tenant is used up. */
  | { kind: 'unasked' }
  | Failure;

export interface InquiryLimits {
  /** Requests to Halo at most, renewals of the token included. */
  readonly requests: number;
  /** Milliseconds for all of them. */
  readonly time: number;
  /** Milliseconds for one of them. */
  readonly patience: number;
}

/**
 * Asks Halo once per question and never waits, unlike the client of the syncs, because a person is waiting for the
 * outcome. Notes on the way what the answers tell of the server's clock, its speed and the request budget.
 */
export class Inquiry {
  requests = 0;
  /** Answers with 429. */
  refused = 0;
  /** What 429s and headers say of the budget. */
  hints: RefusalHints = {};
  remaining: number | undefined;
  /** Milliseconds that answers took. */
  readonly durations: number[] = [];
  /** The server's time in its last answer less the runner's at that moment, in milliseconds. */
  clockDifference: number | undefined;
  /** The outcome of the one forced renewal of the token, once there was one. */
  renewal: 'renewed' | HaloError | undefined;
  readonly #ends: number;

  constructor(
    readonly connection: HaloConnection,
    private readonly limits: InquiryLimits,
  ) {
    this.#ends = Date.now() + limits.time;
  }

  /** True when a question would still go out. */
  get isOpen(): boolean {
    return this.requests < this.limits.requests && this.refused === 0 && Date.now() < this.#ends;
  }

  /** Requests that may still go out. */
  get left(): number {
    return Math.max(0, this.limits.requests - this.requests);
  }

  /** Asks one question. */
  async ask(endpoint: string, params: Record<string, string> = {}): Promise<Reply> {
    return this.#send(() => this.connection.get({ endpoint, params, retries: 0 }));
  }

  /** Tries a change. It counts among the requests, and has as much time as a question. */
  async attempt(change: () => Promise<ProxyAnswer>): Promise<Reply> {
    return this.#send(change);
  }

  async #send(request: () => Promise<ProxyAnswer>): Promise<Reply> {
    if (!this.isOpen) return { kind: 'unasked' };
    this.requests += 1;
    const started = Date.now();
    const { patience } = this.limits;
    const left = this.#ends - started;
    // A question that the end of the inquiry cuts short says nothing about Halo.
    const silence: Reply = patience < left ? { kind: 'unavailable', reason: 'ETIMEDOUT' } : { kind: 'unasked' };
    const outcome = await Promise.race([read(request), timeOut(Math.min(patience, left), silence)]);
    this.durations.push(Date.now() - started);
    this.#note(outcome);
    return outcome.reply;
  }

  /** Asks, and when that is refused asks once more with a new token: one renewal in all. */
  async askWithNewToken(
    endpoint: string,
    params: Record<string, string> = {},
  ): Promise<{ reply: Reply; cured: boolean }> {
    const reply = await this.ask(endpoint, params);
    const isRefused = reply.kind === 'unauthorized' || reply.kind === 'forbidden';
    if (!isRefused || this.renewal !== undefined || !this.isOpen) return { reply, cured: false };
    const renewal = await this.#renew();
    this.renewal = renewal;
    if (renewal !== 'renewed') return { reply, cured: false };
    const second = await this.ask(endpoint, params);
    return { reply: second, cured: second.kind === 'answer' };
  }

  async #renew(): Promise<'renewed' | HaloError> {
    this.requests += 1;
    try {
      await forceNewToken(this.connection);
      return 'renewed';
    } catch (error) {
      if (error instanceof HaloError) return error;
      throw error;
    }
  }

  /** Only answers that came in time are noted; later ones are ignored. */
  #note({ reply, clockDifference, remaining, hints }: Outcome): void {
    if (reply.kind === 'rate-limited') this.refused += 1;
    if (hints !== undefined) this.hints = hints;
    if (clockDifference !== undefined) this.clockDifference = clockDifference;
    if (remaining !== undefined) this.remaining = remaining;
  }
}

/** What came of a request, with what its answer tells of the server. */
interface Outcome extends Partial<Pick<Inquiry, 'clockDifference' | 'remaining' | 'hints'>> {
  readonly reply: Reply;
}

async function read(request: () => Promise<ProxyAnswer>): Promise<Outcome> {
  try {
    const { data, headers } = await request();
    return { reply: readBody(data), ...readHeaders(headers) };
  } catch (error) {
    const problem = readTokenFailure(error);
    if (problem !== undefined) return { reply: { kind: 'token', problem } };
    const failure = readFailure(error);
    if (failure === undefined) throw error;
    if (failure.kind !== 'rate-limited') return { reply: failure };
    return { reply: failure, hints: readRefusal(failure.headers, failure.data, Date.now()) };
  }
}

function readBody(data: unknown): Reply {
  if (isWebPage(data)) return { kind: 'web-page' };
  return typeof data === 'object' && data !== null ? { kind: 'answer', body: data } : { kind: 'unreadable' };
}

function readHeaders(headers: object): Pick<Outcome, 'clockDifference' | 'remaining'> {
  const difference = Date.parse(readHeader(headers, 'date') ?? '') - Date.now();
  const remaining = Number(readHeader(headers, 'x-ratelimit-remaining') ?? Number.NaN);
  return {
    ...(Number.isNaN(difference) ? {} : { clockDifference: difference }),
    ...(Number.isNaN(remaining) ? {} : { remaining }),
  };
}

/** The runner has no AbortController: a request that takes too long is left to itself. */
async function timeOut(milliseconds: number, silence: Reply): Promise<Outcome> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
  return { reply: silence };
}
