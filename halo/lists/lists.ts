/**
 * The lists of Halo's API that this package reads (halo-api.md §3, §4.1). What differs between them is data, here;
 * how they are read is code, in `page.ts`, `crawl.ts` and `id-list.ts`.
 */
export interface HaloList {
  /** What messages call the rows. */
  readonly name: string;
  readonly endpoint: `/${string}`;
  /** The property of the envelope that holds the rows; a bare array is accepted everywhere. */
  readonly key: string;
  /** Rows a page to ask for: the most that the server is known to give. */
  readonly pageSize: number;
  /** The parameter that asks for ids only, in one answer (halo-api.md §3.2). */
  readonly idOnly?: 'idonly' | 'ticketidonly';
  /** Parameters that every read of the list needs to see all rows, archived ones included. */
  readonly params: Readonly<Record<string, string>>;
  /** Fields that say when a row was changed; the newest of them counts. Lists other than tickets often carry none. */
  readonly stamps: readonly string[];
}

/** Default lists hide archived rows (halo-api.md §5.3). */
const archivedToo = { includeactive: 'true', includeinactive: 'true' };

export const lists = {
  tickets: {
    name: 'tickets',
    endpoint: '/Tickets',
    key: 'tickets',
    pageSize: 100,
    idOnly: 'ticketidonly',
    params: {},
    stamps: ['last_update', 'lastupdate', 'flastupdate', 'lastactiondate', 'dateoccurred', 'dateclosed'],
  },
  customers: {
    name: 'customers',
    endpoint: '/Client',
    key: 'clients',
    pageSize: 100,
    idOnly: 'idonly',
    params: archivedToo,
    stamps: ['alastupdate', 'last_update'],
  },
  sites: {
    name: 'sites',
    endpoint: '/Site',
    key: 'sites',
    pageSize: 100,
    idOnly: 'idonly',
    // What they hide by default is unknown (halo-api.md §13.26).
    params: { ...archivedToo, includestocklocations: 'true', includenonstocklocations: 'true' },
    stamps: ['slastupdate', 'last_update'],
  },
  contacts: {
    name: 'contacts',
    endpoint: '/Users',
    key: 'users',
    pageSize: 100,
    idOnly: 'idonly',
    params: { ...archivedToo, includeserviceaccount: 'true', includenonserviceaccount: 'true' },
    stamps: ['ulastupdate', 'last_update'],
  },
  assets: {
    name: 'assets',
    endpoint: '/Asset',
    key: 'assets',
    // More than 50 is ignored: three independent sources (halo-api.md §3.4).
    pageSize: 50,
    idOnly: 'idonly',
    params: archivedToo,
    stamps: ['dlastupdate', 'last_modified', 'last_update'],
  },
} as const satisfies Record<string, HaloList>;

/** Small set-up lists that answer everything at once (halo-api.md §4.1, §4.8). */
export const setupLists = {
  agents: {
    name: 'agents',
    endpoint: '/Agent',
    key: 'agents',
    // Disabled agents need includedisabled, the integration's own agent includeapiagents (halo-api.md §4.8).
    params: { includeenabled: 'true', includedisabled: 'true', includeapiagents: 'true' },
  },
  teams: {
    name: 'teams',
    endpoint: '/Team',
    key: 'teams',
    params: { showall: 'true', includeenabled: 'true', includedisabled: 'true' },
  },
  statuses: { name: 'statuses', endpoint: '/Status', key: 'statuses', params: { showall: 'true' } },
  openStatuses: {
    name: 'statuses',
    endpoint: '/Status',
    key: 'statuses',
    params: { showall: 'true', excludeclosed: 'true' },
  },
  priorities: { name: 'priorities', endpoint: '/Priority', key: 'priorities', params: {} },
  ticketTypes: {
    name: 'ticket types',
    endpoint: '/TicketType',
    key: 'tickettypes',
    params: { showall: 'true', showinactive: 'true' },
  },
  customFields: { name: 'custom fields', endpoint: '/FieldInfo', key: 'fields', params: {} },
} as const satisfies Record<string, SetupList>;

export interface SetupList {
  readonly name: string;
  readonly endpoint: `/${string}`;
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}
