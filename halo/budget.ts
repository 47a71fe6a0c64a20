import { isRow } from './rows.js';

/** What a refusal for too many requests says, as far as it says anything. */
export interface RefusalHints {
  /** Milliseconds until the server wants to be asked again. */
  retryAfter?: number;
  /** Requests that the tenant allows in `window` milliseconds. */
  limit?: number;
  window?: number;
}

/** Halo's fair-use policy: 700 requests in a rolling five minutes (halo-api.md §8). Peers report less on some tenants. */
const assumed = { limit: 700, window: 300_000 };

/** Share of an allowance that is spent; the rest is for others who use the same tenant. */
const share = 0.95;

/** Requests sent without pacing: well under the smallest five-minute budget that was reported, 300 (anchors.md B4). */
const freeAllowance = 250;

/** First and longest pause when a refusal does not say how long to wait. */
const pause = { first: 5_000, longest: 60_000 };

/**
 * Paces requests to what the tenant shows. Until it shows anything, the first few hundred requests go out as they come
 * and later ones at the assumed rate. A refusal teaches the rate: from its text, or from how many requests went through
 * in how long. From then on the rate creeps up with every success and falls with every refusal, so that it finds its
 * place beside whoever else uses the same budget.
 */
export class RequestBudget {
  /** Times of requests that were let through, oldest first, not older than the window. */
  #sent: number[] = [];
  /** Requests a millisecond; unknown until the tenant has shown it. */
  #rate: number | undefined;
  #window = assumed.window;
  #refusals = 0;
  #notBefore = 0;

  /** Milliseconds to wait before the next request may go out. */
  delay(now: number): number {
    this.#forget(now);
    const held = this.#notBefore - now;
    const last = this.#sent.at(-1);
    if (last === undefined) return Math.max(0, held);
    if (this.#rate === undefined) {
      if (this.#sent.length < freeAllowance) return Math.max(0, held);
      return Math.max(0, held, last + assumed.window / (assumed.limit * share) - now);
    }
    return Math.max(0, held, last + 1 / this.#rate - now);
  }

  /** A request was answered by anything but a refusal. */
  succeeded(now: number, headers: object): void {
    const first = this.#sent[0];
    if (this.#refusals > 0 && this.#rate === undefined && first !== undefined && now > first) {
      // The window has moved on: what went through since its start, over the time that took, is the rate.
      this.#rate = this.#sent.length / (now - first);
    }
    this.#refusals = 0;
    this.#sent.push(now);
    if (this.#rate !== undefined) this.#rate *= 1.002;
    if (readRemaining(headers) === 0) this.#notBefore = now + pause.first;
  }

  /** A request was refused; `delay` then tells how long to hold. */
  refused(now: number, hints: RefusalHints): void {
    this.#refusals += 1;
    if (hints.window !== undefined) this.#window = hints.window;
    if (hints.limit !== undefined && hints.window !== undefined && this.#rate === undefined) {
      this.#rate = (hints.limit * share) / hints.window;
    } else if (this.#rate !== undefined && this.#refusals === 1) {
      this.#rate *= 0.95;
    }
    this.#forget(now);
    this.#notBefore = now + (hints.retryAfter ?? this.#pause(now));
  }

  /** Until the oldest requests leave the window when that is known, else a growing pause. */
  #pause(now: number): number {
    const growing = Math.min(pause.longest, pause.first * 2 ** (this.#refusals - 1));
    const oldest = this.#sent[0];
    if (this.#rate === undefined || oldest === undefined) return growing;
    const full = this.#sent.length >= this.#rate * this.#window * 0.9;
    return full ? Math.max(1_000, Math.min(oldest + this.#window - now, pause.longest)) : growing;
  }

  #forget(now: number): void {
    const start = now - this.#window;
    let expired = 0;
    while (expired < this.#sent.length && (this.#sent[expired] ?? now) <= start) expired += 1;
    if (expired > 0) this.#sent.splice(0, expired);
  }
}

/**
 * Reads a refusal: `Retry-After` in seconds or as an HTTP date, and texts such as "300 Requests per rolling 5 minute
 * window" (anchors.md B4).
 */
export function readRefusal(headers: object, body: unknown, now: number): RefusalHints {
  const hints: RefusalHints = {};
  const retryAfter = readHeader(headers, 'retry-after');
  if (retryAfter !== undefined) {
    const seconds = Number(retryAfter);
    const until = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
    if (Number.isFinite(until) && until >= 0) hints.retryAfter = Math.max(until, 1_000);
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const stated = /(\d+)\s+requests?\s+per\s+(?:rolling\s+)?(\d+)?\s*(second|minute)/i.exec(text);
  if (stated) {
    const [, limit, count = '1', unit] = stated;
    hints.limit = Number(limit);
    hints.window = Number(count) * (unit?.toLowerCase() === 'second' ? 1_000 : 60_000);
  }
  return hints;
}

/** The value of a header by its lower-case name; proxies differ in how they spell names. */
export function readHeader(headers: object, name: string): string | undefined {
  if (!isRow(headers)) return undefined;
  const exact = headers[name];
  if (typeof exact === 'string') return exact;
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return typeof entry?.[1] === 'string' || typeof entry?.[1] === 'number' ? String(entry[1]) : undefined;
}

function readRemaining(headers: object): number | undefined {
  const remaining = readHeader(headers, 'x-ratelimit-remaining');
  return remaining === undefined ? undefined : Number(remaining);
}
