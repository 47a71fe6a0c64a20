import { badId, failure } from '../errors.js';
import { json, jsonText, type HaloResponse } from '../http.js';
import type { IdRange, Stamped } from '../records/collection.js';
import type { Filter, Sort } from '../records/selection.js';
import type { SortedIds } from '../records/segments.js';
import type { Store } from '../records/store.js';
import type { RowWriter } from '../rows/writer.js';
import type { EndpointName } from '../switches.js';
import type { Tenant } from '../tenant.js';
import type { Context, Route } from './context.js';
import { cut, envelope } from './paging.js';

/** A list of records that can be paged, filtered, sorted and reduced to ids. */
export interface RecordEndpoint<T extends Stamped> {
  readonly name: EndpointName;
  /** The property that holds the rows (halo-api.md §4.1). */
  readonly key: string;
  readonly scope: string;
  readonly idOnlyParameter: 'idonly' | 'ticketidonly';
  readonly newestFirst: boolean;
  /** Columns that `order` knows; any other is ignored. */
  readonly columns: Readonly<Record<string, (record: T) => number | string | undefined>>;
  store(tenant: Tenant): Store<T>;
  /** The ids of the untouched rows that the list draws from; all when undefined. */
  range?(context: Context): IdRange | undefined;
  /** Conditions that always hold: what the agent may see, what the list is about. */
  visible(context: Context): Filter<T>[];
  /** Conditions that the request asks for. */
  asked(context: Context): Filter<T>[];
  row(record: T, writer: RowWriter): string;
  item(record: T, writer: RowWriter): string;
  /** An answer for a record that exists but is not to be shown by id; undefined to show it. */
  withheld?(record: T, context: Context): HaloResponse | undefined;
}

function sorting<T extends Stamped>(endpoint: RecordEndpoint<T>, { parameters, switches }: Context): Sort<T> {
  const column = parameters.text('order')?.toLowerCase();
  const value = column === undefined ? undefined : endpoint.columns[column];
  if (column === undefined || value === undefined || switches.ignoresOrder[endpoint.name] === true) {
    return { column: 'id', descending: endpoint.newestFirst, value: (record) => record.id };
  }
  return { column, descending: parameters.flag('orderdesc'), value };
}

function select<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context, all: boolean): SortedIds {
  const filters = [...endpoint.visible(context), ...(all ? [] : endpoint.asked(context))];
  const range = endpoint.range?.(context);
  const query = { filters, sort: sorting(endpoint, context), ...(range === undefined ? {} : { range }) };
  return endpoint.store(context.tenant).selector.select(query);
}

/** All ids in one answer (halo-api.md §3.2: `idonly` is not compatible with paging). */
function idList<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context): HaloResponse {
  const ids = select(endpoint, context, context.switches.idOnlyFilters === 'ignored');
  const { start, end, recordCount, echo } =
    context.switches.idOnly === 'paged'
      ? cut(endpoint.name, ids.length, context)
      : { start: 0, end: ids.length, recordCount: ids.length, echo: {} };
  const rows: string[] = [];
  for (let rank = start; rank < end; rank++) rows.push(`{"id":${ids.at(rank)}}`);
  return envelope(endpoint.name, endpoint.key, 'keyed', rows, { recordCount, echo }, context);
}

function list<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context): HaloResponse {
  const { parameters, switches } = context;
  if (parameters.flag(endpoint.idOnlyParameter)) {
    if (switches.idOnly === 'refused') return json('Invalid parameter', 400);
    if (switches.idOnly !== 'ignored') return idList(endpoint, context);
  }
  const ids = select(endpoint, context, false);
  const part = cut(endpoint.name, ids.length, context);
  const rows: string[] = [];
  const store = endpoint.store(context.tenant);
  const style = context.writer.style();
  for (let rank = part.start; rank < part.end; rank++) {
    const record = store.rows.read(ids.at(rank));
    if (record !== undefined) rows.push(store.texts.get(record, style, () => endpoint.row(record, context.writer)));
  }
  return envelope(endpoint.name, endpoint.key, 'keyed', rows, part, context);
}

function item<T extends Stamped>(endpoint: RecordEndpoint<T>, context: Context, text: string): HaloResponse {
  const { switches, tenant } = context;
  if (!/^-?\d+$/.test(text)) return badId(text);
  const record = endpoint.store(tenant).rows.read(Number(text));
  if (record === undefined) return failure(404, switches);
  if (!endpoint.visible(context).every((filter) => filter.test(record))) return failure(switches.hiddenById, switches);
  return endpoint.withheld?.(record, context) ?? jsonText(endpoint.item(record, context.writer));
}

export function recordRoute<T extends Stamped>(endpoint: RecordEndpoint<T>): Route {
  return {
    name: endpoint.name,
    scope: endpoint.scope,
    list: (context) => list(endpoint, context),
    item: (context, id) => item(endpoint, context, id),
  };
}
