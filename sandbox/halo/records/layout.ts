import type { IdRange } from './collection.js';

export interface Sizes {
  tickets: number;
  projects: number;
  opportunities: number;
  customers: number;
  sites: number;
  contacts: number;
  assets: number;
  agents: number;
  teams: number;
}

/** What a row's generator needs: the seed, the moment the tenant was made, and which ids its untouched rows have. */
export interface Layout extends Record<keyof Sizes, IdRange> {
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly epoch: number;
  /** No untouched record was updated after this moment. */
  readonly newest: number;
}

/** An hour without changes before the tenant starts: a window that overlaps a little holds none of the untouched rows. */
const QUIET_MS = 3_600_000;

export function createLayout(seed: number, epoch: number, sizes: Sizes): Layout {
  const firstTicket = 1001;
  return {
    seed,
    epoch,
    newest: epoch - QUIET_MS,
    tickets: { first: firstTicket, count: sizes.tickets },
    projects: { first: firstTicket + sizes.tickets, count: sizes.projects },
    opportunities: { first: firstTicket + sizes.tickets + sizes.projects, count: sizes.opportunities },
    // Client 1 is the "unknown" customer and 12 the house customer of the template database (halo-api.md §6.1.3).
    customers: { first: 21, count: sizes.customers },
    sites: { first: 31, count: sizes.sites },
    contacts: { first: 61, count: sizes.contacts },
    assets: { first: 501, count: sizes.assets },
    // Agent 1 is "Unassigned"; agent 2 is the API-only agent that applications log in as.
    agents: { first: 2, count: sizes.agents },
    teams: { first: 1, count: sizes.teams },
  };
}

/** The API-only agent's id. */
export const API_AGENT_ID = 2;

/** The customer of a site: the first sites are the customers' main sites, one each; the rest are spread evenly. */
export function customerOfSite(layout: Layout, siteId: number): number {
  const { first, count } = layout.customers;
  return count === 0 ? 1 : first + ((siteId - layout.sites.first) % count);
}

/** A customer's main site; 0 when there is none. */
export function mainSite(layout: Layout, customerId: number): number {
  const index = customerId - layout.customers.first;
  return index >= 0 && index < layout.sites.count ? layout.sites.first + index : 0;
}

export function siteOfContact(layout: Layout, contactId: number): number {
  const { first, count } = layout.sites;
  return count === 0 ? 0 : first + ((contactId - layout.contacts.first) % count);
}

/** One of a site's contacts, chosen by a number; 0 when it has none. */
export function contactAtSite(layout: Layout, siteId: number, choice: number): number {
  const index = siteId - layout.sites.first;
  const { first, count } = layout.contacts;
  if (siteId === 0 || index < 0 || index >= count) return 0;
  const there = Math.floor((count - index - 1) / layout.sites.count) + 1;
  return first + index + (choice % there) * layout.sites.count;
}

/** A person at work on tickets, chosen by a number: never the API-only agent; 1 ("Unassigned") when there is nobody. */
export function someAgent(layout: Layout, choice: number): number {
  const people = layout.agents.count - 1;
  return people <= 0 ? 1 : API_AGENT_ID + 1 + (choice % people);
}
