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

/**
 * The least part of the possible that must get through. The smallest window leaves the least room between two refusals:
 * there it is a little less when the tenant shows its limit by a header only.
 */
export const enough = ({ limit }: { limit: number }): number => (limit <= 60 ? 0.8 : 0.85);
