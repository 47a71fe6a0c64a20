import { badId, failure } from '../errors.js';
import { json } from '../http.js';
import { ASSET_FIELDS, ASSET_GROUPS } from '../types/setup/tables.js';
import type { Row } from '../records/row.js';
import type { EndpointName } from '../switches.js';
import type { Context, Route } from './context.js';
import { envelope } from './paging.js';

type Rows = (context: Context) => readonly Row[];

/** A setup table: a bare array of all rows, with and without `pageinate` (halo-api.md §3.6). */
function table(name: EndpointName, key: string, rows: Rows): Route {
  return {
    name,
    list: (context) => {
      const all = context.emptied ? [] : rows(context);
      const texts = all.map((row) => JSON.stringify(row));
      return envelope(name, key, 'array', texts, { recordCount: all.length, echo: {} }, context);
    },
    item: (context, id) => {
      const row = rows(context).find((candidate) => String(candidate['id']) === id);
      if (row !== undefined) return json(row);
      return /^-?\d+$/.test(id) ? failure(404, context.switches) : badId(id);
    },
  };
}

/** Values of lookups, by the lookup's number: states of assets, and charge rates (halo-api.md §4.8). */
const LOOKUPS: Readonly<Record<number, readonly Row[]>> = {
  2: lookup(2, ['In use', 'In stock', 'Retired']),
  17: [
    ...lookup(17, ['Remote support', 'On site', 'Project work']),
    { ...lookup(17, ['Old rate'])[0], id: 4, inactive: true },
  ],
};

function lookup(lookupid: number, names: readonly string[]): Row[] {
  return names.map((name, index) => ({ lookupid, id: index + 1, name, inactive: false }));
}

/** Tables and lists that are not described as types: nothing follows them. */
export const SETUP_ROUTES: readonly Route[] = [
  table('AssetGroup', 'assetgroups', () => ASSET_GROUPS),
  table('Field', 'fields', () =>
    ASSET_FIELDS.map((field) => ({ id: field.field_id, name: field.field_name, kind: 'T' })),
  ),
  table('Lookup', 'lookups', ({ parameters }) => LOOKUPS[parameters.number('lookupid') ?? 0] ?? []),
];
