/** An endpoint that the simulated tenant serves, by Halo's name (halo-api.md §4.1): that of a described type, or one of its own. */
export type EndpointName = string;

/** How lists are cut, counted, filtered and wrapped. */
export interface ListSwitches {
  /**
   * Most rows of one page, whatever is asked. Tickets 100, assets 50; the rest is a guess (halo-api.md §3.4, §13.3,
   * §13.4).
   */
  pageCaps: Partial<Record<EndpointName, number>> & { default: number };
  /** Most rows with `count`. Tickets stop at 1000; others are not known to stop (halo-api.md §3.4, §13.14). */
  countCaps: Partial<Record<EndpointName, number>> & { default: number };
  /** Rows without `pageinate`, and with it when no `page_size` is sent (halo-api.md §3.3: 50 for an API agent). */
  defaultPageSize: number;
  /** A page after the last one: no rows; the last page again; no rows and `record_count` 0 (halo-api.md §3.7). */
  pastEnd: 'empty' | 'repeatLast' | 'countZero';
  /**
   * Endpoints that ignore paging: every page is the first, every page holds all rows, or all rows come unless a page is
   * named by its number (halo-api.md §3.8).
   */
  ignoresPaging: Partial<Record<EndpointName, 'firstPage' | 'everything' | 'unlessNumbered'>>;
  /**
   * Endpoints that ignore `order` and answer in their default order, which is by name but for tickets, or without any
   * order that holds from one page to the next (halo-api.md §3.9: ordering is proven for tickets only).
   */
  ignoresOrder: Partial<Record<EndpointName, 'default' | 'unstable'>>;
  /** Endpoints that honour `page_no` and send so many rows whatever `page_size` says (halo-api.md §3.4: one build). */
  ignoresPageSize: Partial<Record<EndpointName, number>>;
  /** Endpoints whose first record comes with the id 0 or none, or whose first row comes twice; in id lists too. None was seen. */
  oddRows: Partial<Record<EndpointName, 'idZero' | 'idMissing' | 'repeated'>>;
  /**
   * Does `lastupdatefromdate` filter? Proven for tickets, declared for customers, sites, contacts and assets (halo-api.md
   * §5.2, §13.2), unknown to the other lists (§4.9).
   */
  updatedSince: Partial<Record<EndpointName, 'filter' | 'ignore'>> & { default: 'filter' | 'ignore' };
  /** Is a row stamped exactly at `lastupdatefromdate` listed (`>=`) or not (`>`)? (halo-api.md §13.11) */
  updatedSinceBoundary: '>=' | '>';
  /** `idonly` / `ticketidonly`: all ids in one answer; an ordinary page; the first 50 ids; 400 (halo-api.md §3.2). */
  idOnly: 'honoured' | 'ignored' | 'paged' | 'refused';
  /** Whether an id-only list respects the other filters; this is not verified (halo-api.md §13.15). */
  idOnlyFilters: 'honoured' | 'ignored';
  /**
   * `deleted=true` lists deleted tickets only (halo-api.md §5.3), or is unknown to this build and lists the living
   * ones.
   */
  deletedFilter: 'honoured' | 'ignored';
  /**
   * Containers that differ from the captured ones: bare array, `{record_count, results}` or `{record_count, <key>}`
   * (halo-api.md §3.6).
   */
  containers: Partial<Record<EndpointName, 'array' | 'results' | 'keyed'>>;
  /**
   * Service accounts among contacts and stock locations among sites: listed only when asked for, and then without the
   * others unless these are asked for too; or always listed (not verified, halo-api.md §13.26).
   */
  specialRows: 'whenAsked' | 'always';
  /** `record_count` of a paged list: the total (halo-api.md §3.5), absent, or the rows sent. */
  recordCount: 'total' | 'missing' | 'rowsSent';
  /**
   * Projects and opportunities are tickets too (halo-api.md §6.12). `/Tickets` may hold all, or the three lists be one
   * (§13.17).
   */
  ticketDomains: 'separate' | 'ticketsHoldAll' | 'shared';
  /**
   * What an id is to `/Tickets`, `/Projects` or `/Opportunities` whose list does not hold it, because it is that of another
   * of the three: unknown; unknown to a read, while a change makes a new record; or known, as the one table suggests
   * (halo-api.md §6.12, §13.17).
   */
  foreignTicketIds: 'unknown' | 'created' | 'known';
  /**
   * What tells a project or an opportunity from a ticket: the row's own `use` and request type, or nothing but its ticket
   * type, while the row says "ticket" (halo-api.md §6.12: reported).
   */
  ticketKinds: 'inRows' | 'inTypesOnly';
  /** Lists that cannot be read: refused, missing, out of order, or a web page in their place (halo-api.md §10). */
  failingLists: Partial<Record<EndpointName, 401 | 403 | 404 | 500 | 'html'>>;
  /**
   * Which appointments `start_date` and `end_date` choose: those that take place then in part, those that begin then, or
   * all, because the parameters have no effect (halo-api.md §4.9: specified, without saying what they mean).
   */
  appointmentWindow: 'overlapping' | 'beginning' | 'ignored';
  /** What a deleted appointment answers by its id: its row, without a mark, or 404 (halo-api.md §4.9 does not say). */
  deletedAppointmentById: 'row' | '404';
  /** Whether rows of the list of appointments carry the notes, or the detail alone does (halo-api.md §6.12: reported). */
  appointmentNotes: 'listed' | 'inDetail';
  /** Whether `tickettype_id` narrows the lists of statuses and outcomes (halo-api.md §4.8: specified). */
  ticketTypeLists: 'honoured' | 'ignored';
  /** `/Actions?ticket_id=` leaves private notes out, though each can be read by its id (halo-api.md §4.7). */
  actionListHidesPrivate: boolean;
  /** `/Actions` without `ticket_id`: nothing, or 500 (halo-api.md §4.7: seen both ways). */
  actionsWithoutTicket: 'empty' | 'serverError';
  /**
   * Options of select fields in the `/FieldInfo` list: with `includevalues=true`, always, or by item only
   * (halo-api.md §6.2).
   */
  fieldInfoValues: 'whenAsked' | 'always' | 'itemOnly';
}

export function listDefaults(): ListSwitches {
  return {
    pageCaps: { default: 100, Asset: 50 },
    countCaps: { default: Number.POSITIVE_INFINITY, Tickets: 1000, Projects: 1000, Opportunities: 1000 },
    defaultPageSize: 50,
    pastEnd: 'countZero',
    ignoresPaging: { Agent: 'everything', Appointment: 'unlessNumbered' },
    ignoresOrder: {},
    ignoresPageSize: {},
    oddRows: {},
    updatedSince: {
      default: 'ignore',
      Tickets: 'filter',
      Projects: 'filter',
      Opportunities: 'filter',
      Client: 'filter',
      Site: 'filter',
      Users: 'filter',
      Asset: 'filter',
    },
    updatedSinceBoundary: '>=',
    idOnly: 'honoured',
    idOnlyFilters: 'honoured',
    deletedFilter: 'honoured',
    containers: {},
    specialRows: 'whenAsked',
    recordCount: 'total',
    ticketDomains: 'separate',
    foreignTicketIds: 'unknown',
    ticketKinds: 'inRows',
    failingLists: {},
    appointmentWindow: 'overlapping',
    deletedAppointmentById: 'row',
    appointmentNotes: 'listed',
    ticketTypeLists: 'honoured',
    actionListHidesPrivate: true,
    actionsWithoutTicket: 'empty',
    fieldInfoValues: 'whenAsked',
  };
}
