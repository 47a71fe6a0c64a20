import { isRow } from '../values/rows.js';

/** What a refusal for too many requests says, as far as it says anything. */
export interface RefusalHints {
  /** Milliseconds until the server wants to be asked again. */
  retryAfter?: number;
  /** Requests that the tenant allows in `window` milliseconds. */
  limit?: number;
  window?: number;
}

/**
 * Reads a refusal: `Retry-After` in seconds or as an HTTP date, and texts such as "300 Requests per rolling 5 minute
 * window" (halo-api.md §8) or "limit of 300 requests in 300 seconds".
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

/** Halo itself was never seen to send such a header (halo-api.md §8); these are the names that gateways use. */
const remainingHeaders = ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'];

/** How many requests an answer says are left; `undefined` when it does not say. */
export function readRemaining(headers: object): number | undefined {
  const remaining = remainingHeaders.map((name) => readHeader(headers, name)).find((value) => value !== undefined);
  return remaining === undefined ? undefined : Number(remaining);
}

/** The value of a header by its lower-case name; proxies differ in how they spell names. */
export function readHeader(headers: object, name: string): string | undefined {
  if (!isRow(headers)) return undefined;
  const exact = headers[name];
  if (typeof exact === 'string') return exact;
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return typeof entry?.[1] === 'string' || typeof entry?.[1] === 'number' ? String(entry[1]) : undefined;
}
