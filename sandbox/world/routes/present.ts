import type { TenantRecord } from '../kinds.js';

/** A field of a form for records of one kind. */
export interface Field {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly example: string | number | boolean;
}

const types: Readonly<Record<string, Field['type']>> = { string: 'text', number: 'number', boolean: 'boolean' };
const notEdited = new Set(['id', 'last_update', 'domain', 'deleted', 'inactive']);

/** The fields that hold one plain value, as a record has them. */
export function fieldsOf(record: TenantRecord | undefined): Field[] {
  return Object.entries(record ?? {}).flatMap(([name, value]) => {
    const example: unknown = value;
    const type = types[typeof example];
    const isPlain = typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean';
    return type === undefined || !isPlain || notEdited.has(name) ? [] : [{ name, type, example }];
  });
}

/** A record as the dashboard lists it. `values` is everything that the tenant holds of it. */
export function presentRecord(record: TenantRecord) {
  const values: Readonly<Record<string, unknown>> = { ...record };
  return {
    id: String(record.id),
    title: titleOf(values),
    state: stateOf(values),
    last_update: new Date(record.last_update).toISOString(),
    values,
  };
}

/** Fields that people know a record by, in the order in which they are looked for. */
const titles = 'summary name inventory_number subject title ref invoicenumber label value outcome'.split(' ');

function titleOf(values: Readonly<Record<string, unknown>>): string {
  const given = titles.flatMap((name) => (typeof values[name] === 'string' ? [values[name]] : []));
  const person = [values['firstname'], values['surname']].filter((part) => typeof part === 'string').join(' ');
  return given[0] ?? person;
}

function stateOf(values: Readonly<Record<string, unknown>>): string {
  if (values['deleted'] === true) return 'deleted';
  if (values['inactive'] === true) return 'archived';
  if (values['domain'] === undefined) return 'active';
  return values['dateclosed'] === undefined ? 'open' : 'closed';
}
