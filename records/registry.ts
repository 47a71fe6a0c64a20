import type { lists, setupLists } from '../halo/lists/lists.js';

/** The lists of Halo that can be examined: all that this package reads. */
export type ResourceName = keyof typeof lists | keyof typeof setupLists;

/** What a sync reads. */
export interface SyncNeed {
  readonly sync: string;
  readonly resources: readonly ResourceName[];
}

/** The lists behind the names in ticket records (ticket-names.ts) and behind their custom fields. */
const ticketNames = [
  'agents',
  'teams',
  'statuses',
  'openStatuses',
  'priorities',
  'ticketTypes',
  'customFields',
] as const;

/**
 * What each sync reads: the connection check looks at these lists. One line a sync, the most important first, because
 * the check has ten requests; a test holds the names against what is deployed.
 */
const resources: Readonly<Record<string, readonly ResourceName[]>> = {
  tickets: ['tickets', ...ticketNames],
  customers: ['customers'],
  assets: ['assets'],
  contacts: ['contacts'],
  sites: ['sites'],
  agents: ['agents'],
  teams: ['teams'],
  // Actions have no list of their own: they are read ticket by ticket (halo-api.md §4.7).
  'ticket-actions': ['tickets'],
};

/** The lists that syncs follow, each by the name by which messages and settings call it. */
export const followedLists: readonly ResourceName[] = [
  ...new Set(Object.values(resources).flatMap(([own]) => own ?? [])),
];

export const syncNeeds: readonly SyncNeed[] = Object.entries(resources).map(([sync, needed]) => ({
  sync,
  resources: needed,
}));
