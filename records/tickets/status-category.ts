import { foldName, negations } from '../words.js';

export const statusCategories = ['open', 'pending', 'on_hold', 'closed', 'unknown'] as const;
export type StatusCategory = (typeof statusCategories)[number];

/**
 * What usual names of statuses mean; Halo's tables know only closed ones. A name that is not here, and has none of the
 * forms below, is not guessed at: a tenant's own names are mapped in the connection's metadata (`status_categories`).
 */
const categoriesByName: ReadonlyMap<string, StatusCategory> = new Map([
  ['new', 'open'],
  ['open', 'open'],
  ['opened', 'open'],
  ['reopened', 'open'],
  ['re opened', 'open'],
  ['assigned', 'open'],
  ['updated', 'open'],
  ['scheduled', 'open'],
  ['in progress', 'open'],
  ['work in progress', 'open'],
  ['action required', 'open'],
  ['pending', 'pending'],
]);

/** Each of these words alone, or several of them together ("Closed - Cancelled"), mean that nothing is to be done. */
const closedWords: ReadonlySet<string> = new Set([
  'closed',
  'completed',
  'complete',
  'resolved',
  'solved',
  'cancelled',
  'canceled',
]);

/** Others than the agents, for whom or for what a ticket may wait. */
const others =
  '(?:end )?users?|customers?|clients?|contacts?|requesters?|suppliers?|vendors?|manufacturers?|third party|3rd party|parts?|delivery';

/** "Waiting on Vendor", "Awaiting Parts", "With User", "Pending Customer", with a word more such as "Reply" or not. */
const waiting = new RegExp(
  `^(?:(?:waiting|pending)(?: on| for)?|awaiting|with)(?: the)? (?:${others})(?: (?:response|reply|feedback|action|approval))?$`,
);

/** The category that a status's name says, in this order: a usual name, a form of one, or `unknown`. */
export function categoryOfName(name: string): StatusCategory {
  const folded = foldName(name);
  const known = categoriesByName.get(folded);
  if (known !== undefined) return known;
  const words = folded.split(' ');
  if (words.some((word) => negations.has(word))) return 'unknown';
  if (words.every((word) => closedWords.has(word))) return 'closed';
  if (/^on ?hold\b/.test(folded)) return 'on_hold';
  return waiting.test(folded) ? 'pending' : 'unknown';
}
