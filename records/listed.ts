import type { HaloList } from '../halo/lists/lists.js';
import { toId, type HaloRow } from '../halo/values/rows.js';
import type { Complain, RecordSource, RowSelection, SavedRecord } from './contract.js';
import type { Settings } from './settings.js';

/** A model whose rows need nothing but themselves to become records. */
interface PlainModel {
  readonly name: string;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

/** A record type whose rows carry all that its records need. */
export function listedSource(
  model: PlainModel,
  list: HaloList,
  options: { revision: number; select: (settings: Settings) => RowSelection },
): RecordSource {
  return {
    model: model.name,
    list,
    depends: ['customers'],
    ...options,
    openMapper: ({ complain }) =>
      Promise.resolve({
        params: {},
        map: (rows) => Promise.resolve(rows.map((row) => model.map(row, undefined, complain))),
      }),
  };
}

/**
 * The rows of the customers that the connection's settings name. These lists take one customer a request at most
 * (halo-api.md §4.3–4.6), so the rows of others are read and left out.
 *
 * @param key the field that names a row's customer
 */
export function ofCustomers({ customers }: Settings, key: string): RowSelection {
  if (!customers) return { params: {} };
  const wanted = new Set(customers);
  return { params: {}, keeps: (row) => wanted.has(toId(row[key]) ?? 0) };
}
