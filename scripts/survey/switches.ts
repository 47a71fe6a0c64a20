import { z } from 'zod';

const rows = z.number().int().positive();
const byList = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

/** The switches of the simulated tenant that a survey can set; what a file names beyond them is refused. */
export const surveySwitches = z.strictObject({
  pageCaps: z.object({ default: rows }).catchall(rows).exactOptional(),
  countCaps: byList(rows).exactOptional(),
  defaultPageSize: rows.exactOptional(),
  pastEnd: z.enum(['empty', 'repeatLast', 'countZero']).exactOptional(),
  ignoresPaging: byList(z.enum(['firstPage', 'everything'])).exactOptional(),
  ignoresOrder: byList(z.enum(['default', 'unstable'])).exactOptional(),
  ignoresPageSize: byList(rows).exactOptional(),
  updatedSince: byList(z.enum(['filter', 'ignore'])).exactOptional(),
  updatedSinceBoundary: z.enum(['>=', '>']).exactOptional(),
  idOnly: z.enum(['honoured', 'ignored', 'paged', 'refused']).exactOptional(),
  idOnlyFilters: z.enum(['honoured', 'ignored']).exactOptional(),
  deletedFilter: z.enum(['honoured', 'ignored']).exactOptional(),
  containers: byList(z.enum(['array', 'results', 'keyed'])).exactOptional(),
  recordCount: z.enum(['total', 'missing', 'rowsSent']).exactOptional(),
  ticketKinds: z.enum(['inRows', 'inTypesOnly']).exactOptional(),
  ticketDomains: z.enum(['separate', 'ticketsHoldAll', 'shared']).exactOptional(),
  actionListHidesPrivate: z.boolean().exactOptional(),
  actionsWithoutTicket: z.enum(['empty', 'serverError']).exactOptional(),
  fieldInfoValues: z.enum(['whenAsked', 'always', 'itemOnly']).exactOptional(),
  emptyFields: z.enum(['omitted', 'null', 'blank']).exactOptional(),
  dates: z.enum(['captured', 'naive', 'z', 'ticks', 'offset']).exactOptional(),
  storedDatesAheadMinutes: z.number().exactOptional(),
  sentinelDates: z.enum(['captured', 'everywhere', 'never']).exactOptional(),
  rowNames: z.enum(['whenAsked', 'never', 'always']).exactOptional(),
  decimalIds: z.boolean().exactOptional(),
  lastUpdateKey: z.enum(['last_update', 'flastupdate', 'lastupdate']).exactOptional(),
  selectValues: z.enum(['mixed', 'number', 'text']).exactOptional(),
  teamIdInRows: z.boolean().exactOptional(),
  specialRows: z.enum(['whenAsked', 'always']).exactOptional(),
  askedFields: z.enum(['whenAsked', 'always']).exactOptional(),
  agentTeams: z.enum(['allMarked', 'ownOnly']).exactOptional(),
  priorityInRows: z.enum(['none', 'object']).exactOptional(),
  listedCustomFields: z.enum(['absent', 'null']).exactOptional(),
  detailFields: z.enum(['always', 'whenAsked']).exactOptional(),
  tokens: z
    .strictObject({
      scopelessRefused: z.boolean().exactOptional(),
      expiresIn: z.number().positive().exactOptional(),
      acceptsBasic: z.boolean().exactOptional(),
      tenantRequired: z.literal('acme').exactOptional(),
      revokesEarlier: z.boolean().exactOptional(),
      hostname: z.literal('auth.halopsa.test').exactOptional(),
    })
    .exactOptional(),
  deletedTicketById: z.enum(['404', 'row']).exactOptional(),
  narrowScopeStatus: z.union([z.literal(401), z.literal(403)]).exactOptional(),
  agentShowsLimits: z.boolean().exactOptional(),
  dateHeader: z.literal('missing').exactOptional(),
  clockAheadSeconds: z.number().exactOptional(),
  errorBody: z.enum(['empty', 'string', 'exception', 'message', 'error', 'resultCode', 'html']).exactOptional(),
  childChangesBumpTicket: z.enum(['none', 'added', 'all']).exactOptional(),
});
