import { isRow } from '../values/rows.js';

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

/** Share of a stated limit that is spent; the rest is for others who use the same tenant. */
const share = 0.95;

/** Requests sent without pacing: well under the smallest five-minute budget that was reported, 300 (anchors.md B4). */
const freeAllowance = 250;

/** The shortest window that was reported, a minute: what went through in less time says nothing about a rate. */
const shortestWindow = 60_000;

/** Milliseconds to hold after a refusal that does not say how long: so many more with each one in a row. */
const pause = { step: 5_000, longest: 10_000 };

/** What a refusal leaves of the rate. */
const decrease = 0.9;

/** Requests a millisecond by which the rate rises with every millisecond without a refusal: 0.06 a second each minute. */
const increase = 1e-9;

/** The lowest rate: a fifth of the smallest budgets that were reported, 300 in five minutes and 60 a minute. */
const slowest = 0.2 / 1_000;

/** By which part of itself the time between two paced requests varies. */
const jitter = 0.5;

/**
 * Paces requests to what the tenant shows. Until it shows anything, the first few hundred requests go out as they come
 * and later ones at the assumed rate. The first refusal teaches the rate: from its text, or from how many requests went
 * through in how long. From then on the rate follows additive increase and multiplicative decrease: each success raises
 * it by the same amount for everyone, each refusal takes the same part of it, and so all who share a budget come to
 * equal parts of it (Chiu and Jain, 1989). The time between two requests varies, because clients of equal rates would
 * fall into step otherwise, and always the same one would find the budget used up.
 */
export class RequestBudget {
  /** Times of requests that were let through, oldest first, not older than the window. */
  #admitted: number[] = [];
  /** Since when `#admitted` shows a rate: from the first request on, and anew once a rate was learned. */
  #since: number | undefined;
  /** When a request was let through last. */
  #last: number | undefined;
  /** When the last request went out, and how many did. */
  #lastSent: number | undefined;
  #sent = 0;
  /** Requests a millisecond; unknown until the tenant has shown it. */
  #rate: number | undefined;
  /** The most that a stated limit allows. */
  #ceiling = Infinity;
  #window = assumed.window;
  /** Refusals that successes have not made up for. */
  #refusals = 0;
  #wasRefused = false;
  #notBefore = 0;

  /** Milliseconds to wait before the next request may go out. */
  delay(now: number): number {
    this.#forget(now);
    const held = Math.max(0, this.#notBefore - now);
    if (this.#lastSent === undefined) return held;
    if (this.#rate === undefined && this.#admitted.length < freeAllowance) return held;
    const rate = this.#rate ?? (assumed.limit * share) / assumed.window;
    // Multiples of the golden ratio spread evenly over the unit interval, and need no source of randomness.
    const variation = 1 + jitter * (((this.#sent * 0.618_034) % 1) - 0.5);
    return Math.max(held, this.#lastSent + variation / rate - now);
  }

  /** A request goes out at this time. Paced is from sending to sending: a slow server must not slow us twice. */
  sent(at: number): void {
    this.#lastSent = at;
    this.#sent += 1;
  }

  /** A request was answered by anything but a refusal. */
  succeeded(now: number, headers: object): void {
    if (this.#rate !== undefined) {
      const quiet = Math.min(now - (this.#last ?? now), shortestWindow);
      if (this.#refusals === 0) this.#rate = Math.min(this.#ceiling, this.#rate + increase * quiet);
    } else if (this.#wasRefused) {
      // The window has moved on: what went through since its start, over the time that took, is the rate.
      this.#learn(now, this.#measure(now));
    }
    this.#wasRefused = false;
    this.#refusals = Math.max(0, this.#refusals - 1);
    this.#since ??= now;
    this.#last = now;
    this.#admitted.push(now);
    if (readRemaining(headers) === 0) this.#notBefore = now + (this.#rate === undefined ? pause.step : 1 / this.#rate);
  }

  /** A request was refused; `delay` then tells how long to hold. */
  refused(now: number, hints: RefusalHints): void {
    this.#refusals += 1;
    if (hints.window !== undefined) {
      this.#window = hints.window;
      if (hints.limit !== undefined) this.#ceiling = (hints.limit * share) / hints.window;
    }
    this.#forget(now);
    if (this.#rate === undefined) {
      // A full window of a stated length: what of it is ours is the rate. Without a stated one, time must tell first.
      if (this.#ceiling < Infinity) this.#learn(now, this.#admitted.length / this.#window);
    } else if (!this.#wasRefused) {
      // A rate that was learned beside a busy client may be too high by far; what really went through corrects it.
      const real = now - (this.#since ?? now) < shortestWindow ? Infinity : 1.1 * this.#measure(now);
      this.#rate = Math.max(slowest, Math.min(this.#rate, real) * decrease);
    }
    this.#wasRefused = true;
    const own = Math.min(pause.longest, pause.step * this.#refusals);
    this.#notBefore = now + Math.max(hints.retryAfter ?? 0, own);
  }

  #learn(now: number, rate: number): void {
    this.#rate = Math.min(this.#ceiling, Math.max(slowest, rate));
    this.#since = now;
  }

  /** Requests a millisecond that were let through in the last window, as far as it shows a rate. */
  #measure(now: number): number {
    const since = Math.max(this.#since ?? now, now - this.#window);
    const count = this.#admitted.filter((at) => at >= since).length;
    return count / Math.max(now - since, shortestWindow);
  }

  #forget(now: number): void {
    const start = now - this.#window;
    let expired = 0;
    while (expired < this.#admitted.length && (this.#admitted[expired] ?? now) <= start) expired += 1;
    if (expired > 0) this.#admitted.splice(0, expired);
  }
}

/**
 * Reads a refusal: `Retry-After` in seconds or as an HTTP date, and texts such as "300 Requests per rolling 5 minute
 * window" (anchors.md B4) or "limit of 300 requests in 300 seconds".
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
  const stated = /(\d+)\s+requests?\s+(?:per|in|every)\s+(?:a\s+)?(?:rolling\s+)?(\d+)?\s*(second|minute)/i.exec(text);
  if (stated) {
    const [, requests, count = '1', unit] = stated;
    const limit = Number(requests);
    const window = Number(count) * (unit?.toLowerCase() === 'second' ? 1_000 : 60_000);
    if (limit > 0 && window > 0) return { ...hints, limit, window };
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

/** Halo itself was never seen to send such a header (halo-api.md §8); these are the names that gateways use. */
const remainingHeaders = ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'];

function readRemaining(headers: object): number | undefined {
  const remaining = remainingHeaders.map((name) => readHeader(headers, name)).find((value) => value !== undefined);
  return remaining === undefined ? undefined : Number(remaining);
}
