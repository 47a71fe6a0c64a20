import { failure } from '../errors.js';
import type { HaloResponse } from '../http.js';
import { oneOf, type Filter } from '../records/selection.js';
import { CLOSED_STATUSES, domainRange, type Domain, type TicketRecord } from '../records/ticket.js';
import { ticketItem, ticketRow } from '../rows/ticket.js';
import { TICKET_TYPES } from '../types/setup/tables.js';
import type { Context, Route } from './context.js';
import { searching, sightOfCustomers, updatedSince } from './filters.js';
import { columnOf, recordRoute } from './record-route.js';

type TicketFilter = Filter<TicketRecord>;

/** The domain that a list is about; undefined when it holds all three (switch `ticketDomains`, parameter `domain`). */
function domainOf(own: Domain, { parameters, switches }: Context): Domain | undefined {
  const asked = parameters.text('domain');
  if (asked === 'reqs' || asked === 'opps' || asked === 'prjs') return asked;
  if (switches.ticketDomains === 'shared') return undefined;
  return own === 'reqs' && switches.ticketDomains === 'ticketsHoldAll' ? undefined : own;
}

/** What the agent may see. */
function inSight(context: Context): TicketFilter[] {
  const { sight } = context;
  return [
    ...sightOfCustomers<TicketRecord>(context, (record) => record.client_id),
    ...oneOf<TicketRecord>('teams', sight.teams, (record) => record.team_id),
    ...oneOf<TicketRecord>('types', sight.ticketTypes, (record) => record.tickettype_id),
  ];
}

function visible(own: Domain, context: Context): TicketFilter[] {
  const domain = domainOf(own, context);
  // The untouched rows of the range are all of the domain.
  const test = (record: TicketRecord): boolean => record.domain === domain;
  return [...inSight(context), ...(domain === undefined ? [] : [{ key: domain, test, base: 'all' } as const])];
}

/** Whether the endpoint of a domain knows a record by its id (switch `foreignTicketIds`). */
export function knowsById(own: Domain, { domain }: TicketRecord, context: Context): boolean {
  return [undefined, domain].includes(domainOf(own, context)) || context.switches.foreignTicketIds === 'known';
}

function visibleById(own: Domain, context: Context): TicketFilter[] {
  const known: TicketFilter = { key: `known to ${own}`, test: (record) => knowsById(own, record, context) };
  return [...inSight(context), known];
}

/** Living tickets, or the deleted ones (`deleted=true`); untouched rows are never deleted. */
function deletion({ parameters, switches }: Context): TicketFilter {
  const deleted = parameters.flag('deleted') && switches.deletedFilter === 'honoured';
  return {
    key: deleted ? 'deleted' : 'living',
    test: (record) => record.deleted === deleted,
    base: deleted ? 'none' : 'all',
  };
}

/** `ticketids=1,2,3` and `search_id=4`: the only rows that can be listed. */
function byId({ parameters }: Context): TicketFilter[] {
  const one = parameters.number('search_id');
  const ids = parameters.numbers('ticketids') ?? (one === undefined ? undefined : [one]);
  return oneOf<TicketRecord>('ids', ids, (record) => record.id).map((filter) => ({ ...filter, candidates: ids ?? [] }));
}

/**
 * `startdate` to `enddate` on the date that `datesearch` names. A misspelt name switches the filter off
 * (halo-api.md §2.2).
 */
function byDate({ parameters }: Context): TicketFilter[] {
  const from = parameters.date('startdate');
  const to = parameters.date('enddate');
  const column = parameters.text('datesearch') ?? 'dateoccured';
  if ((from === undefined && to === undefined) || (column !== 'dateoccured' && column !== 'datecleared')) return [];
  const test = (record: TicketRecord): boolean => {
    const at = column === 'dateoccured' ? record.dateoccurred : record.dateclosed;
    return at !== undefined && (from === undefined || at >= from) && (to === undefined || at <= to);
  };
  return [{ key: `${column}:${String(from)}..${String(to)}`, test }];
}

/** `third_party_id_string`, where the tenant knows the filter. */
function byThirdParty({ parameters, switches }: Context): TicketFilter[] {
  const wanted = parameters.text('third_party_id_string');
  if (wanted === undefined || switches.thirdPartyIds !== 'filter') return [];
  return [{ key: `third=${wanted}`, test: (record) => record.third_party_id_string === wanted }];
}

function byState({ parameters }: Context): TicketFilter[] {
  const filters: TicketFilter[] = [];
  if (parameters.flag('open_only'))
    filters.push({ key: 'open', test: (record) => !CLOSED_STATUSES.has(record.status_id) });
  if (parameters.flag('closed_only'))
    filters.push({ key: 'closed', test: (record) => CLOSED_STATUSES.has(record.status_id) });
  return filters;
}

const itilType = (record: TicketRecord): number =>
  TICKET_TYPES.find(({ id }) => id === record.tickettype_id)?.itilrequesttype ?? 1;

/** `requesttype` filters by type; `tickettype_id` does not exist here and is ignored (halo-api.md §2.2). */
function asked(context: Context): TicketFilter[] {
  const { parameters } = context;
  const ids = (...names: string[]): number[] | undefined =>
    names.map((name) => parameters.numbers(name)).find((values) => values !== undefined);
  return [
    deletion(context),
    ...byId(context),
    ...updatedSince<TicketRecord>(context, 'Tickets'),
    ...oneOf<TicketRecord>('client', ids('client_id', 'client_ids'), (record) => record.client_id),
    ...oneOf<TicketRecord>('site', ids('site_id'), (record) => record.site_id),
    ...oneOf<TicketRecord>('user', ids('user_id'), (record) => record.user_id),
    ...oneOf<TicketRecord>('agent', ids('agent', 'agent_id'), (record) => record.agent_id),
    ...oneOf<TicketRecord>('team', ids('team'), (record) => record.team_id),
    ...oneOf<TicketRecord>('type', ids('requesttype', 'requesttype_id'), (record) => record.tickettype_id),
    ...oneOf<TicketRecord>('itil', ids('itil_requesttype', 'itil_requesttype_id'), itilType),
    ...oneOf<TicketRecord>('status', ids('status', 'status_id'), (record) => record.status_id),
    ...oneOf<TicketRecord>('priority', ids('priority'), (record) => record.priority_id),
    ...oneOf<TicketRecord>('parent', ids('parent_id'), (record) => record.parent_id),
    ...byThirdParty(context),
    ...byState(context),
    ...byDate(context),
    ...searching<TicketRecord>(context, (record) => record.summary),
  ];
}

function withheld(record: TicketRecord, { switches }: Context): HaloResponse | undefined {
  return record.deleted && switches.deletedTicketById === '404' ? failure(404, switches) : undefined;
}

const COLUMNS: readonly (keyof TicketRecord)[] = [
  'id',
  'dateoccurred',
  'last_update',
  'lastactiondate',
  'dateclosed',
  'fixbydate',
  'summary',
  'status_id',
  'priority_id',
  'tickettype_id',
  'client_id',
  'agent_id',
];

function ticketRoute(name: 'Tickets' | 'Projects' | 'Opportunities', own: Domain, scope: string): Route {
  return recordRoute<TicketRecord>({
    name,
    key: 'tickets',
    scope,
    idOnlyParameter: 'ticketidonly',
    newestFirst: true,
    column: (name) => columnOf(COLUMNS, name),
    store: (tenant) => tenant.tickets,
    range: (context) => {
      const domain = domainOf(own, context);
      return domain === undefined ? undefined : domainRange(context.tenant.layout, domain);
    },
    visible: (context) => visible(own, context),
    visibleById: (context) => visibleById(own, context),
    asked,
    row: ticketRow,
    item: (record, writer) => JSON.stringify(ticketItem(record, writer)),
    withheld,
  });
}

/** The three lists over the one table of tickets (halo-api.md §6.12). */
export const TICKET_ROUTES: readonly Route[] = [
  ticketRoute('Tickets', 'reqs', 'read:tickets'),
  ticketRoute('Projects', 'prjs', 'read:projects'),
  ticketRoute('Opportunities', 'opps', 'read:crm'),
];

/** Whether a ticket's actions may be read: it is not deleted, and the agent may see it. */
export function ticketInSight(id: number, context: Context): boolean {
  const record = context.tenant.tickets.rows.read(id);
  if (record === undefined || record.deleted) return false;
  return inSight(context).every((filter) => filter.test(record));
}
