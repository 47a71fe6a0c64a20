import { failure } from '../errors.js';
import type { HaloResponse } from '../http.js';
import type { Stamped } from '../records/collection.js';
import { oneOf, type Filter } from '../records/selection.js';
import type { Row } from '../records/row.js';
import { fieldOf, type RecordType } from '../records/type.js';
import { customFields } from '../rows/custom-fields.js';
import { decimalId, type RowWriter } from '../rows/writer.js';
import type { Tenant } from '../tenant.js';
import type { Context, Route } from './context.js';
import { activity, blindness, searching, sightOfCustomers, specialRows, updatedSince } from './filters.js';
import { columnOf, recordRoute } from './record-route.js';

/** The endpoint of a described type. */
export function describedRoute<T extends Stamped>(type: RecordType<T>): Route {
  const { key, scope, isWhole, hasIdList, idsCountDown, itemKey } = type;
  const route = recordRoute<T>({
    name: type.endpoint,
    key,
    scope,
    isWhole,
    idsCountDown,
    idOnlyParameter: hasIdList ? 'idonly' : undefined,
    newestFirst: false,
    column: (name) => columnOf(['id', ...type.order], name),
    container: (context) => type.container(context),
    inFront: (context) => type.inFront(context),
    store: (tenant) => tenant.of(type),
    visible: (context) => visible(type, context),
    asked: (context) => asked(type, context),
    row: (record, writer) => text(type, listed(type, record, writer), writer),
    item: (record, writer) => text(type, detailed(type, record, writer), writer),
    ...(itemKey === undefined ? {} : { find: (tenant, wanted) => findBy(tenant, type, itemKey, wanted) }),
  });
  return type.me === undefined ? route : withoutMe(route, type.me);
}

/** What the agent may see: a blind one nothing, and a limited one nothing of other customers. */
function sight<T extends Stamped>({ customer, isSeenByAll }: RecordType<T>, context: Context): Filter<T>[] {
  if (isSeenByAll) return [];
  if (customer === undefined) return blindness(context);
  return sightOfCustomers(context, (record) => fieldOf(record, customer));
}

/** Whether the agent may see a record. */
export function isInSight<T extends Stamped>(type: RecordType<T>, record: T, context: Context): boolean {
  return visible(type, context).every((filter) => filter.test(record));
}

function visible<T extends Stamped>(type: RecordType<T>, context: Context): Filter<T>[] {
  return [...sight(type, context), ...type.visible(context)];
}

function asked<T extends Stamped>(type: RecordType<T>, context: Context): Filter<T>[] {
  const { parameters } = context;
  const { archived, customer, endpoint, filters, search, special } = type;
  return [
    ...(context.emptied ? [{ key: 'emptied', test: () => false, base: 'none' as const }] : []),
    ...(archived === 'hidden' ? activity<T>(context) : []),
    ...(customer === undefined || customer === 'id' ? [] : ofCustomer<T>(context, customer)),
    ...updatedSince<T>(context, endpoint),
    ...Object.entries(filters).flatMap(([name, field]) =>
      oneOf<T>(name, parameters.numbers(name), (record) => fieldOf(record, field)),
    ),
    ...(special === undefined
      ? []
      : specialRows<T>(
          context,
          special.parameter,
          special.othersParameter,
          (record) => fieldOf(record, special.field) === true,
        )),
    ...type.listed(context),
    ...(search.length === 0 ? [] : searching<T>(context, (record) => textOf(record, search))),
  ];
}

/** `client_id`, and `toplevel_id`, which chooses by the customer's top level. */
function ofCustomer<T extends Stamped>({ parameters, tenant }: Context, customer: string): Filter<T>[] {
  const level = (record: T): unknown => tenant.customers.rows.read(Number(fieldOf(record, customer)))?.toplevel_id ?? 0;
  return [
    ...oneOf<T>('client', parameters.numbers('client_id'), (record) => fieldOf(record, customer)),
    ...oneOf<T>('toplevel', parameters.numbers('toplevel_id'), level),
  ];
}

function textOf(record: object, fields: readonly string[]): string {
  const texts = fields.map((field) => fieldOf(record, field)).filter((value) => typeof value === 'string');
  return texts.join(' ');
}

/** What lists carry of a row. */
function listed<T extends Stamped>(type: RecordType<T>, record: T, writer: RowWriter): Row {
  const unasked = Object.entries(type.asked).flatMap(([parameter, keys]) => (writer.asks(parameter) ? [] : keys));
  const row = without(type.row(record, writer), [...type.detailOnly, ...unasked]);
  return type.customFields === undefined ? row : { ...row, ...writer.listedCustomFields };
}

/** What the detail carries of a row. */
export function detailed<T extends Stamped>(type: RecordType<T>, record: T, writer: RowWriter): Row {
  const usage = type.customFields;
  const row = without(type.row(record, writer), type.listOnly);
  if (usage !== undefined && !writer.hasDetails) return without(row, type.detailOnly);
  return {
    ...row,
    ...type.detail(record, writer),
    ...(type.writing === undefined ? {} : { external_links: type.linksOf(record) }),
    ...(usage === undefined ? {} : { customfields: customFields(writer, usage, type.valuesOf(record), record.id) }),
  };
}

function without(row: Row, keys: readonly string[]): Row {
  if (keys.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));
}

function text<T extends Stamped>({ decimals }: RecordType<T>, row: Row, writer: RowWriter): string {
  const written = writer.text(row);
  return writer.switches.decimalIds ? decimals.reduce(decimalId, written) : written;
}

function findBy<T extends Stamped>(tenant: Tenant, type: RecordType<T>, key: string, wanted: string): T | undefined {
  const { rows } = tenant.of(type);
  for (const id of rows.ids()) {
    const record = rows.read(id);
    if (record !== undefined && String(fieldOf(record, key)) === wanted) return record;
  }
  return undefined;
}

function withoutMe(route: Route, status: 401 | 404): Route {
  const item = (context: Context, id: string): HaloResponse =>
    id.toLowerCase() === 'me' || route.item === undefined ? failure(status, context.switches) : route.item(context, id);
  return { ...route, item };
}
