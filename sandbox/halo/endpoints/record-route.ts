import { badId, failure } from '../errors.js';
import { json, jsonText, type HaloResponse } from '../http.js';
import type { IdRange, Stamped } from '../records/collection.js';
import type { Filter, Sort } from '../records/selection.js';
import type { SortedIds } from '../records/segments.js';
import type { Store } from '../records/store.js';
import type { Row } from '../records/row.js';
import { fieldOf, type Container } from '../records/type.js';
import type { RowWriter } from '../rows/writer.js';
import type { EndpointName } from '../switches.js';
import type { Tenant } from '../tenant.js';
import type { Context, Route } from './context.js';
import { cut, envelope, whole } from './paging.js';

/** A list of records that can be paged, filtered, sorted and reduced to ids. */
export interface RecordEndpoint<T extends Stamped> {
  readonly name: EndpointName;
  /** The property that holds the rows (halo-api.md §4.1). */
  readonly key: string;
  /** None for lists that every token may read. */
  readonly scope: string | undefined;
  /** The parameter that asks for ids only; none where the list has no such thing. */
  readonly idOnlyParameter: 'idonly' | 'ticketidonly' | undefined;
  readonly newestFirst: boolean;
  /** Halo's ids are those of the store with a minus sign. */
  readonly idsCountDown?: boolean;
  /** Everything comes in one answer, whatever is asked. */
  readonly isWhole?: boolean;
  /** What reads a column from a record; undefined for a column that `order` does not know, which is ignored. */
  column(name: string): ((record: T) => number | string | undefined) | undefined;
  /** Default: an envelope with the rows under `key`. */
  container?(context: Context): Container;
  /** Rows that stand before the records. */
  inFront?(context: Context): readonly Row[];
  store(tenant: Tenant): Store<T>;
  /** The ids of the untouched rows that the list draws from; all when undefined. */
  range?(context: Context): IdRange | undefined;
  /** Conditions that always hold: what the agent may see, what the list is about. */
  visible(context: Context): Filter<T>[];
  /** The same for a record that is asked for by its id, where that differs. */
  visibleById?(context: Context): Filter<T>[];
  /** Conditions that the request asks for. */
  asked(context: Context): Filter<T>[];
  row(record: T, writer: RowWriter): string;
  item(record: T, writer: RowWriter): string;
  /** Finds a record that is not asked for by its number. */
  find?(tenant: Tenant, text: string): T | undefined;
  /** An answer for a record that exists but is not to be shown by id; undefined to show it. */
  withheld?(record: T, context: Context): HaloResponse | undefined;
}

/** What reads one of these fields of a record, to sort by it. */
export function columnOf(
  fields: readonly string[],
  name: string,
): ((record: object) => number | string | undefined) | undefined {
  if (!fields.includes(name)) return undefined;
  return (record) => {
    const value = fieldOf(record, name);
    return typeof value === 'number' || typeof value === 'string' ? value : undefined;
  };
}

function sorting<T extends Stamped>(endpoint: RecordEndpoint<T>, { parameters, switches }: Context): Sort<T> {
  const column = parameters.text('order')?.toLowerCase();
  const value = column === undefined ? undefined : endpoint.column(column);
  if (column === undefined || value === undefined || switches.ignoresOrder[endpoint.name] !== undefined) {
    return defaultOrder(endpoint);
  }
  const isReversed = endpoint.idsCountDown === true && column === 'id';
  return { column, descending: parameters.flag('orderdesc') !== isReversed, value };
}

/** Tickets come newest first (halo-api.md §3.9), whole lists by id, and the others by name, as in Halo's own screens. */
function defaultOrder<T extends Stamped>(endpoint: RecordEndpoint<T>): Sort<T> {
  const { newestFirst, isWhole, idsCountDown = false } = endpoint;
  const name = ['name', 'inventory_number'].find((candidate) => endpoint.column(candidate) !== undefined);
  const value = name === undefined ? undefined : endpoint.column(name);
  if (newestFirst || isWhole === true || name === undefined || value === undefined)
    return byId(newestFirst !== idsCountDown);
  return { column: name, descending: false, value };
}

function byId<T extends Stamped>(descending: boolean): Sort<T> {
  return { column: 'id', descending, value: (record) => record.id };
}

function select<T extends Stamped>(
  endpoint: RecordEndpoint<T>,
  context: Context,
  sort: Sort<T>,
  all = false,
): SortedIds {
  const filters = [...endpoint.visible(context), ...(all ? [] : endpoint.asked(context))];
  const range = endpoint.range?.(context);
  const query = { filters, sort, ...(range === undefined ? {} : { range }) };
  return repeated(endpoint, context, endpoint.store(context.tenant).selector.select(query));
}

/** The first row comes a second time where the switch `oddRows` says so. */
function repeated<T extends Stamped>({ name }: RecordEndpoint<T>, { switches }: Context, ids: SortedIds): SortedIds {
  if (switches.oddRows[name] !== 'repeated' || ids.length === 0) return ids;
  return { length: ids.length + 1, at: (rank) => ids.at(Math.max(0, rank - 1)) };
}

/** A row as it is sent: that of the tenant's first record may be without a usable id (switch `oddRows`). */
function sent<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context, id: number, row: string): string {
  const odd = context.switches.oddRows[endpoint.name];
  const { first } = endpoint.store(context.tenant).rows.base;
  if (odd === undefined || odd === 'repeated' || id !== first) return row;
  return row.replace(/"id":-?[0-9.]+,?/, odd === 'idZero' ? '"id":0,' : '').replace(/,\}$/, '}');
}

/** The ids in the order of a page: where none holds from page to page, each begins one row later than the one before. */
function asOnPage(ids: SortedIds, name: EndpointName, { parameters, switches }: Context): SortedIds {
  if (switches.ignoresOrder[name] !== 'unstable') return ids;
  const turn = (parameters.number('page_no') ?? 1) - 1;
  return { length: ids.length, at: (rank) => ids.at((rank + turn) % ids.length) };
}

/** All ids in one answer (halo-api.md §3.2: `idonly` is not compatible with paging). */
function idList<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context): HaloResponse {
  const { switches } = context;
  const sort = context.parameters.has('order')
    ? sorting(endpoint, context)
    : byId<T>(endpoint.newestFirst !== (endpoint.idsCountDown === true));
  const ids = select(endpoint, context, sort, switches.idOnlyFilters === 'ignored');
  const { start, end, recordCount, echo } =
    switches.idOnly === 'paged'
      ? cut(endpoint.name, ids.length, context)
      : { start: 0, end: ids.length, recordCount: ids.length, echo: {} };
  const rows: string[] = [];
  for (let rank = start; rank < end; rank++) {
    const id = ids.at(rank);
    rows.push(sent(endpoint, context, id, `{"id":${endpoint.idsCountDown === true ? -id : id}}`));
  }
  return envelope(endpoint.name, endpoint.key, 'keyed', rows, { recordCount, echo }, context);
}

function list<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context): HaloResponse {
  const { parameters, switches } = context;
  if (endpoint.idOnlyParameter !== undefined && parameters.flag(endpoint.idOnlyParameter)) {
    if (switches.idOnly === 'refused') return json('Invalid parameter', 400);
    if (switches.idOnly !== 'ignored') return idList(endpoint, context);
  }
  const sorted = select(endpoint, context, sorting(endpoint, context));
  const ids = asOnPage(sorted, endpoint.name, context);
  const front = context.emptied ? [] : (endpoint.inFront?.(context) ?? []);
  const total = front.length + ids.length;
  const part = endpoint.isWhole === true ? whole(total) : cut(endpoint.name, total, context);
  const rows: string[] = [];
  const store = endpoint.store(context.tenant);
  const style = context.writer.style();
  for (let rank = part.start; rank < part.end; rank++) {
    const first = front[rank];
    if (first !== undefined) rows.push(JSON.stringify(first));
    const record = first === undefined ? store.rows.read(ids.at(rank - front.length)) : undefined;
    if (record === undefined) continue;
    const text = store.texts.get(record, style, () => endpoint.row(record, context.writer));
    rows.push(sent(endpoint, context, record.id, text));
  }
  return envelope(endpoint.name, endpoint.key, endpoint.container?.(context) ?? 'keyed', rows, part, context);
}

function item<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context, text: string): HaloResponse {
  const { switches, tenant } = context;
  if (endpoint.find === undefined && !/^-?\d+$/.test(text)) return badId(text);
  const number = endpoint.idsCountDown === true ? -Number(text) : Number(text);
  const record = endpoint.find ? endpoint.find(tenant, text) : endpoint.store(tenant).rows.read(number);
  if (record === undefined) return failure(404, switches);
  const filters = endpoint.visibleById?.(context) ?? endpoint.visible(context);
  if (!filters.every((filter) => filter.test(record))) return failure(switches.hiddenById, switches);
  return endpoint.withheld?.(record, context) ?? jsonText(endpoint.item(record, context.writer));
}

export function recordRoute<T extends Stamped>(endpoint: RecordEndpoint<T>): Route {
  return {
    name: endpoint.name,
    ...(endpoint.scope === undefined ? {} : { scope: endpoint.scope }),
    list: (context) => list(endpoint, context),
    item: (context, id) => item(endpoint, context, id),
  };
}
