import { json, empty, type HaloResponse } from './http.js';
import type { RateLimit } from './switches.js';

/** The rolling window of one budget. Times in milliseconds. */
class Window {
  #times: number[] = [];
  #start = 0;

  count(now: number, windowMs: number): number {
    while (this.#start < this.#times.length && (this.#times[this.#start] ?? 0) <= now - windowMs) this.#start++;
    if (this.#start > 4096) {
      this.#times = this.#times.slice(this.#start);
      this.#start = 0;
    }
    return this.#times.length - this.#start;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  /** When the oldest counted request leaves the window. */
  freeAt(windowMs: number): number {
    return (this.#times[this.#start] ?? 0) + windowMs;
  }
}

/** Counts requests against the budget (halo-api.md §8) and answers 429 beyond it. */
export class RateLimiter {
  readonly #windows = new Map<string, Window>();

  /** The refusal, or undefined when the request may pass; it then counts. */
  admit(limit: RateLimit | 'off', application: string, now: number): HaloResponse | undefined {
    if (limit === 'off') return undefined;
    const { window, windowMs } = this.#window(limit, application);
    if (window.count(now, windowMs) < limit.limit) {
      window.add(now);
      return undefined;
    }
    const freeAt = window.freeAt(windowMs);
    if (limit.countsRefused) window.add(now);
    return refusal(limit, freeAt, now);
  }

  /** Requests left in the window. */
  remaining(limit: RateLimit, application: string, now: number): number {
    const { window, windowMs } = this.#window(limit, application);
    return Math.max(0, limit.limit - window.count(now, windowMs));
  }

  /** Uses up part of the budget, as another client of the same tenant would. */
  spend(limit: RateLimit | 'off', application: string, now: number, requests: number): void {
    for (let request = 0; request < requests; request++) this.admit(limit, application, now);
  }

  #window(limit: RateLimit, application: string): { window: Window; windowMs: number } {
    const key = limit.scope === 'tenant' ? '' : application;
    let window = this.#windows.get(key);
    if (window === undefined) {
      window = new Window();
      this.#windows.set(key, window);
    }
    return { window, windowMs: limit.windowSeconds * 1000 };
  }
}

function refusal(limit: RateLimit, freeAt: number, now: number): HaloResponse {
  const answer = limit.bodyStatesLimit
    ? json({ error: `Rate limit of ${limit.limit} requests in ${limit.windowSeconds} seconds exceeded.` }, 429)
    : empty(429);
  const seconds = String(Math.max(1, Math.ceil((freeAt - now) / 1000)));
  if (limit.retryAfter === true) answer.headers['retry-after'] = seconds;
  if (limit.retryAfter === 'date')
    answer.headers['retry-after'] = new Date(Math.ceil(freeAt / 1000) * 1000).toUTCString();
  if (limit.remainingHeader !== undefined) answer.headers[limit.remainingHeader] = '0';
  return answer;
}
