import type { Budget } from './shared-budget.js';

/** How a tenant may show its limit. */
export const hints = {
  nothing: {},
  'Retry-After': { retryAfter: true },
  'Retry-After as a date': { retryAfter: 'date' },
  'a text': { bodyStatesLimit: true },
  'a header': { remainingHeader: 'x-ratelimit-remaining' },
  everything: { retryAfter: true, bodyStatesLimit: true, remainingHeader: 'x-ratelimit-remaining' },
} satisfies Record<string, Budget['hints']>;

/** The limits that were reported (halo-api.md §8), and how a tenant may show them. */
export const limits: { limit: number; windowSeconds: number; shown: (keyof typeof hints)[] }[] = [
  { limit: 300, windowSeconds: 300, shown: ['nothing', 'Retry-After', 'Retry-After as a date', 'a text', 'a header'] },
  { limit: 60, windowSeconds: 60, shown: ['nothing', 'Retry-After', 'Retry-After as a date', 'a text', 'a header'] },
  { limit: 700, windowSeconds: 300, shown: ['nothing', 'everything'] },
  { limit: 500, windowSeconds: 180, shown: ['nothing', 'everything'] },
];

/** The least part of the possible that must get through. */
export const enough = 0.85;

/** As `enough`, where the tenant counts what it refuses: then asking a little too often keeps it from answering for a while. */
export const enoughOfCounted = 0.75;
