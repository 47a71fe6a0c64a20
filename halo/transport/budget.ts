import { readRemaining, type RefusalHints } from './rate-hints.js';

/** Halo's fair-use policy: 700 requests in a rolling five minutes (halo-api.md §8). Peers report less on some tenants. */
const assumed = { limit: 700, window: 300_000 };

/** Share of a stated limit that is spent; the rest is for others who use the same tenant. */
const share = 0.95;

/** Requests sent without pacing: well under the smallest five-minute budget that was reported, 300 (halo-api.md §8). */
const freeAllowance = 250;

/** Of these, what an execution may send before it has looked whether others run: thirty of them still stay below it. */
export const unsharedAllowance = 5;

/** The shortest window that was reported, a minute: what went through in less time says nothing about a rate. */
const shortestWindow = 60_000;

/** Milliseconds to hold after a refusal that does not say how long: so many more with each one in a row. */
const pause = { step: 5_000, longest: 10_000 };

/** Milliseconds until an execution looks whether it is still held back: so many more with each time in a row. */
const look = 2_000;

/** What a refusal leaves of the rate. */
const decrease = 0.9;

/** Requests a millisecond by which the rate rises with every millisecond without a refusal: 0.06 a second each minute. */
const increase = 1e-9;

/** The lowest rate: a fifth of the smallest budgets that were reported, 300 in five minutes and 60 a minute. */
const slowest = 0.2 / 1_000;

/** A few requests show little of a rate: so many more are added to them, at the rate that is expected. */
const expectedRequests = 3;

/** By which part of itself the time between two paced requests varies. */
const jitter = 0.5;

/**
 * Paces requests to what the tenant shows. Until it shows anything, the first few hundred requests go out as they come
 * and later ones at the assumed rate. The first refusal teaches the rate: from how many requests went through in how
 * long. From then on the rate follows additive increase and multiplicative decrease: each success raises it by the same
 * amount for everyone, each refusal takes the same part of it, and so all who share a budget come to equal parts of it
 * (Chiu and Jain, 1989). The time between two requests varies, because clients of equal rates would fall into step
 * otherwise, and always the same one would find the budget used up.
 *
 * Executions that know of each other (`peers.ts`) take equal parts of everything that one alone would take: of the free
 * requests, of the rate, and of its rise. Together they behave like one.
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
  /** Requests a millisecond of this execution; unknown until the tenant has shown it. */
  #rate: number | undefined;
  /** The most that a stated limit allows all executions together. */
  #ceiling = Infinity;
  #window = assumed.window;
  /** Refusals that successes have not made up for. */
  #refusals = 0;
  /** Since when nothing was let through, and what had been let through in the window until then. */
  #blocked: { since: number; admitted: number; from: number } | undefined;
  /** How often it was held back since a request was let through. */
  #heldBack = 0;
  #notBefore = 0;
  #executions = 1;
  /** Which of them this one is, from 0. */
  #place = 0;

  /** Takes an equal part of the budget, as one of so many executions; `place` tells them apart, from 0. */
  divide(executions: number, place: number): void {
    if (this.#rate !== undefined) {
      this.#rate = Math.min(this.#ceiling / executions, (this.#rate * this.#executions) / executions);
    }
    this.#executions = executions;
    this.#place = place;
  }

  /** Since when every request was refused; `undefined` when the last one was let through. */
  get refusedSince(): number | undefined {
    return this.#blocked?.since;
  }

  /** Milliseconds to wait before the next request may go out. */
  delay(now: number): number {
    this.#forget(now);
    const held = Math.max(0, this.#notBefore - now);
    // A request that was refused goes out again as soon as the hold ends: its turn was not used.
    if (this.#lastSent === undefined || this.#blocked !== undefined) return held;
    const free = Math.max(unsharedAllowance, freeAllowance / this.#executions);
    if (this.#rate === undefined && this.#admitted.length < free) return held;
    const rate = this.#rate ?? this.#expected;
    return Math.max(held, this.#lastSent + this.#vary(1 / rate) - now);
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
      const risen = this.#rate + (increase * quiet) / this.#executions;
      if (this.#refusals === 0) this.#rate = Math.min(this.#ceiling / this.#executions, risen);
    } else if (this.#blocked !== undefined) {
      // The window has moved on: what went through since its start, over the time that took, is the rate.
      const { admitted, from } = this.#blocked;
      const time = this.#ceiling < Infinity ? this.#window : now - from;
      // Who began while nothing was let through has seen nothing.
      this.#learn(now, admitted === 0 ? this.#expected : this.#rateOf(admitted, time));
    }
    this.#blocked = undefined;
    this.#heldBack = 0;
    this.#refusals = Math.max(0, this.#refusals - 1);
    this.#since ??= now;
    this.#last = now;
    this.#admitted.push(now);
    if (readRemaining(headers) === 0) this.#notBefore = now + (this.#rate === undefined ? pause.step : 1 / this.#rate);
  }

  /** A request was refused; `delay` then tells how long to hold. */
  refused(now: number, hints: RefusalHints): void {
    if (hints.window !== undefined) {
      this.#window = hints.window;
      if (hints.limit !== undefined) this.#ceiling = (hints.limit * share) / hints.window;
    }
    this.#block(now);
    this.#refusals += 1;
    const own = Math.min(pause.longest, pause.step * this.#refusals);
    this.#notBefore = now + Math.max(hints.retryAfter ?? 0, own);
  }

  /** Another execution was refused and holds everybody back: as good as a refusal, and no request was spent on it. */
  heldBack(now: number): void {
    this.#block(now);
    this.#sent += 1;
    this.#heldBack += 1;
    this.#notBefore = now + this.#vary(Math.min(pause.longest, look * this.#heldBack));
  }

  #block(now: number): void {
    this.#forget(now);
    if (this.#blocked !== undefined) return;
    const since = this.#since ?? now;
    this.#blocked = { since: now, admitted: this.#admitted.length, from: Math.max(since, now - this.#window) };
    if (this.#rate === undefined) return;
    // A rate that was learned beside a busy client may be too high by far; what really went through corrects it.
    const isShown = now - since >= shortestWindow * this.#executions;
    const real = isShown ? 1.1 * this.#measure(now) : Infinity;
    this.#rate = Math.max(slowest / this.#executions, Math.min(this.#rate, real) * decrease);
  }

  #learn(now: number, rate: number): void {
    this.#rate = Math.min(this.#ceiling / this.#executions, Math.max(slowest / this.#executions, rate));
    this.#since = now;
  }

  /** The rate that is expected of this execution before, or beside, what the tenant shows. */
  get #expected(): number {
    return Math.min(this.#ceiling, (assumed.limit * share) / assumed.window) / this.#executions;
  }

  /** Requests a millisecond, from how many were let through in a time. */
  #rateOf(requests: number, time: number): number {
    return (requests + expectedRequests) / (Math.max(time, shortestWindow) + expectedRequests / this.#expected);
  }

  /** Requests a millisecond that were let through in the last window, as far as it shows a rate. */
  #measure(now: number): number {
    const since = Math.max(this.#since ?? now, now - this.#window);
    return this.#rateOf(this.#admitted.filter((at) => at >= since).length, now - since);
  }

  /**
   * Multiples of the golden ratio spread evenly over the unit interval, and need no source of randomness. Executions that
   * began together would all ask at the same moments if they did not begin at different multiples.
   */
  #vary(time: number): number {
    return time * (1 + jitter * ((((this.#sent + this.#place) * 0.618_034) % 1) - 0.5));
  }

  #forget(now: number): void {
    const start = now - this.#window;
    let expired = 0;
    while (expired < this.#admitted.length && (this.#admitted[expired] ?? now) <= start) expired += 1;
    if (expired > 0) this.#admitted.splice(0, expired);
  }
}
