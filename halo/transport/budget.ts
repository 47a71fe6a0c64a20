import { holdAfter, shortestHold } from './hold.js';
import { readRemaining, type RefusalHints } from './rate-hints.js';

/** Halo's fair-use policy: 700 requests in a rolling five minutes (halo-api.md §8). Peers report less on some tenants. */
const assumed = { limit: 700, window: 300_000 };

/** Share of a stated limit that is spent; the rest is for others who use the same tenant. */
const share = 0.95;

/** Requests sent without pacing: well under the smallest five-minute budget that was reported, 300 (halo-api.md §8). */
const freeAllowance = 250;

/** The shortest window that was reported, a minute: what went through in less time says nothing about a rate. */
const shortestWindow = 60_000;

/** Requests that count as let through where fewer were: so few show no share of a budget. */
const fewest = 2;

/** The lowest rate, in requests a millisecond: one in the longest window that was reported. */
const slowest = 1 / assumed.window;

/** What a refusal leaves of the rate. */
const decrease = 0.96;

/** By which part of itself each success raises the rate. */
const increase = 0.001;

/**
 * Where nothing was refused for some minutes, others have probably ended, and the rate rises ever faster: by this part of
 * itself a millisecond at first, and twice as much with every further `doubling` milliseconds. A success stands for no
 * more than `perSuccess` milliseconds of these minutes, because whoever asks rarely is rarely refused.
 */
const takeover = { increase: 6e-9, doubling: 38_000, perSuccess: 60_000 };

/** The longest time that one success stands for, and the largest part of itself by which it raises the rate. */
const largestRise = { time: 60_000, part: 0.5 };

/** By which part of themselves turns, holds, and holds before the rate is known, vary at most. */
const spread = { turn: 0.15, blind: 1 / 3 };

/** Refusals that no success has followed yet. */
interface Block {
  readonly since: number;
  /** Until when nothing can have been let through. */
  until: number;
  /** How many requests were let through in the window before, and since when these count. */
  readonly admitted: number;
  readonly from: number;
}

/**
 * Paces requests to what the tenant shows, without knowing who else asks: on the usual server executions share nothing
 * (nango-platform.md §17), and other integrations ask too. The first requests go out as they come, until a few hundred
 * were sent or one is refused. Then one goes out now and then, until one is let through: what had been let through before
 * the refusal, over the time until then, is the rate to go on with. Executions that began together saw the same window, so
 * that their rates add up to what the tenant allows.
 *
 * From then on successes raise the rate and refusals lower it, by parts of itself. Whoever asks more often is refused more
 * often, so that all who share a budget come to similar parts of it. Times vary at random, because executions that
 * began together would otherwise go on asking together.
 */
export class RequestBudget {
  /** Times of requests that were let through, oldest first, not older than the window. */
  #admitted: number[] = [];
  /** When a request was let through first, and last. */
  #first: number | undefined;
  #last = 0;
  /** When the last request went out, and after how many turns the next one does. */
  #lastSent: number | undefined;
  #turns = 1;
  /** Requests a millisecond; unknown until the tenant has shown it. */
  #rate: number | undefined;
  /** The most that a stated limit allows. */
  #ceiling = Infinity;
  #window = assumed.window;
  /** Refusals that successes have not made up for. */
  #refusals = 0;
  #block: Block | undefined;
  /** Since when nothing was refused, and how many requests were let through since. */
  #quiet = { since: 0, admitted: 0 };
  /** By how much each success raises the rate until the first refusal, where the rate to begin with was a guess. */
  #step = 0;
  #notBefore = 0;

  /** @param random gives numbers from 0 to 1 */
  constructor(private readonly random: () => number = Math.random) {}

  /** Since when every request was refused; `undefined` when the last one was let through. */
  get refusedSince(): number | undefined {
    return this.#block?.since;
  }

  /** Milliseconds to wait before the next request may go out. */
  delay(now: number): number {
    this.#forget(now);
    const held = Math.max(0, this.#notBefore - now);
    // A request that was refused goes out again as soon as the hold ends: its turn was not used.
    if (this.#lastSent === undefined || this.#block !== undefined) return held;
    if (this.#rate === undefined && this.#admitted.length < freeAllowance) return held;
    const rate = this.#rate ?? (assumed.limit * share) / assumed.window;
    return Math.max(held, this.#lastSent + this.#turns / rate - now);
  }

  /** A request goes out at this time. Paced is from sending to sending: a slow server must not slow us twice. */
  sent(at: number): void {
    this.#lastSent = at;
    this.#turns = this.#vary(1, spread.turn);
  }

  /** A request was answered by anything but a refusal. */
  succeeded(now: number, headers: object): void {
    if (this.#block === undefined) this.#rise(now);
    else this.#unblock(now, this.#block);
    this.#refusals = Math.max(0, this.#refusals - 1);
    this.#first ??= now;
    this.#last = now;
    this.#admitted.push(now);
    if (readRemaining(headers) === 0)
      this.#notBefore = now + (this.#rate === undefined ? shortestHold : 1 / this.#rate);
  }

  /** A request was refused; `delay` then tells how long to hold. */
  refused(now: number, { retryAfter, limit, window }: RefusalHints): void {
    if (window !== undefined) {
      this.#window = window;
      if (limit !== undefined) this.#ceiling = (limit * share) / window;
    }
    this.#forget(now);
    if (this.#rate !== undefined) this.#setRate(this.#rate * decrease);
    this.#step = 0;
    const from = Math.max(this.#first ?? now, now - this.#window);
    this.#block ??= { since: now, until: now, admitted: this.#admitted.length, from };
    this.#block.until = now + (retryAfter ?? 0);
    this.#refusals += 1;
    const rate = this.#rate;
    const refused = { refusals: this.#refusals, admitted: Math.max(fewest, this.#block.admitted), rate };
    const own = this.#vary(holdAfter(refused), rate === undefined ? spread.blind : spread.turn);
    // All who were refused together are told the same time: half of a first hold spreads them.
    const told =
      retryAfter === undefined ? 0 : retryAfter + (this.random() * holdAfter({ ...refused, refusals: 1 })) / 2;
    this.#notBefore = now + Math.max(told, own);
  }

  /** The first success after a refusal. */
  #unblock(now: number, { until, admitted, from }: Block): void {
    if (this.#rate === undefined) {
      // The window has moved on at some moment between the last refusal and now.
      const seen = (Math.min(now, until) + now) / 2 - from;
      const time = this.#ceiling < Infinity ? this.#window : seen;
      const rate = Math.max(fewest, admitted) / Math.max(time, shortestWindow);
      this.#setRate(rate);
      if (admitted < fewest) this.#step = rate;
      // That moment has passed, so that a request is due.
      this.#turns = 0;
    }
    this.#quiet = { since: now, admitted: 0 };
    this.#block = undefined;
  }

  /** A success that followed a success. */
  #rise(now: number): void {
    if (this.#rate === undefined) return;
    this.#quiet.admitted += 1;
    const quiet = Math.min(now - this.#quiet.since, this.#quiet.admitted * takeover.perSuccess);
    const time = Math.min(now - this.#last, largestRise.time);
    const part = increase + takeover.increase * time * 2 ** (quiet / takeover.doubling);
    this.#setRate(this.#rate * (1 + Math.min(part, largestRise.part)) + this.#step);
  }

  #setRate(rate: number): void {
    this.#rate = Math.min(this.#ceiling, Math.max(slowest, rate));
  }

  #vary(time: number, part: number): number {
    return time * (1 + part * (2 * this.random() - 1));
  }

  #forget(now: number): void {
    const start = now - this.#window;
    let expired = 0;
    while (expired < this.#admitted.length && (this.#admitted[expired] ?? now) <= start) expired += 1;
    if (expired > 0) this.#admitted.splice(0, expired);
  }
}
