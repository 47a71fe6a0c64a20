import type { IdRange } from './collection.js';

/** How many untouched records there are of a type. */
export type SizeOf = (type: string) => number;

/** What a row's generator needs: the seed, the moment the tenant was made, and which ids its untouched rows have. */
export interface Layout {
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly epoch: number;
  /** No untouched record was updated after this moment. */
  readonly newest: number;
  /** The ids of the untouched records of a type; of none when the tenant has no such type. */
  range(type: string): IdRange;
}

/** Which ids the untouched records of a type have, where they do not depend on other types. */
export interface Placed {
  readonly name: string;
  readonly first: number;
}

/** An hour without changes before the tenant starts: a window that overlaps a little holds none of the untouched rows. */
const QUIET_MS = 3_600_000;

/** Tickets, projects and opportunities are one table, so their ids follow each other. */
const firstTicket = 1001;

export function createLayout(seed: number, epoch: number, types: readonly Placed[], size: SizeOf): Layout {
  const firstProject = firstTicket + size('tickets');
  const placed: readonly Placed[] = [
    { name: 'tickets', first: firstTicket },
    { name: 'projects', first: firstProject },
    { name: 'opportunities', first: firstProject + size('projects') },
    ...types,
  ];
  const ranges = new Map(placed.map(({ name, first }) => [name, { first, count: size(name) }]));
  return {
    seed,
    epoch,
    newest: epoch - QUIET_MS,
    range: (type) => ranges.get(type) ?? { first: 1, count: 0 },
  };
}

/** The API-only agent's id. */
export const API_AGENT_ID = 2;

/** The customer of a site: the first sites are the customers' main sites, one each; the rest are spread evenly. */
export function customerOfSite(layout: Layout, siteId: number): number {
  const { first, count } = layout.range('customers');
  return count === 0 ? 1 : first + ((siteId - layout.range('sites').first) % count);
}

/** A customer's main site; 0 when there is none. */
export function mainSite(layout: Layout, customerId: number): number {
  const sites = layout.range('sites');
  const index = customerId - layout.range('customers').first;
  return index >= 0 && index < sites.count ? sites.first + index : 0;
}

export function siteOfContact(layout: Layout, contactId: number): number {
  const { first, count } = layout.range('sites');
  return count === 0 ? 0 : first + ((contactId - layout.range('contacts').first) % count);
}

/** One of a site's contacts, chosen by a number; 0 when it has none. */
export function contactAtSite(layout: Layout, siteId: number, choice: number): number {
  const sites = layout.range('sites');
  const index = siteId - sites.first;
  const { first, count } = layout.range('contacts');
  if (siteId === 0 || index < 0 || index >= count) return 0;
  const there = Math.floor((count - index - 1) / sites.count) + 1;
  return first + index + (choice % there) * sites.count;
}

/** A person at work on tickets, chosen by a number: never the API-only agent; 1 ("Unassigned") when there is nobody. */
export function someAgent(layout: Layout, choice: number): number {
  const people = layout.range('agents').count - 1;
  return people <= 0 ? 1 : API_AGENT_ID + 1 + (choice % people);
}
