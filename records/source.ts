import type { HaloList } from '../halo/lists/description.js';
import { toId, type HaloRow } from '../halo/values/rows.js';
import type { Complain, RecordSource, RowSelection, SavedRecord, WindowKeys, WindowSource } from './contract.js';
import { detailsOf } from './details.js';
import type { Origin } from './origin.js';
import type { Settings } from './settings.js';

/** A model whose rows need nothing but themselves to become records. */
interface PlainModel {
  readonly name: string;
  readonly readings: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly origins: Readonly<Record<string, Origin>>;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

export interface SourceOptions {
  /** The field of a row that names the customer it belongs to, if it belongs to one. */
  readonly customerField?: string;
}

/** A record type whose rows, or their details, carry all that its records need; `customer_id` is the field of its model for the customer. */
export function recordSource(model: PlainModel, list: HaloList, { customerField }: SourceOptions = {}): RecordSource {
  const details = detailsOf(model);
  return {
    model: model.name,
    list,
    depends: customerField === undefined ? [] : ['customers'],
    select: (settings) => (customerField === undefined ? { params: {} } : ofCustomers(settings, customerField)),
    readings: model.readings,
    ...(details === undefined ? {} : { details }),
    openMapper: ({ complain }) =>
      Promise.resolve({
        params: model.parameters,
        map: (rows) => Promise.resolve(rows.map((row) => model.map(row, undefined, complain))),
      }),
  };
}

/** As `recordSource`, for a list that is read for a window of days. */
export function windowedSource(
  model: PlainModel,
  list: HaloList,
  { window, ...options }: SourceOptions & { readonly window: WindowKeys },
): WindowSource {
  return { ...recordSource(model, list, options), window };
}

/**
 * The rows of the customers that the connection's settings name. These lists take one customer a request at most
 * (halo-api.md §4.3–4.6), so the rows of others are read and left out.
 */
function ofCustomers({ customers }: Settings, customerField: string): RowSelection {
  if (!customers) return { params: {} };
  const wanted = new Set(customers);
  return {
    params: {},
    keeps: (row) => wanted.has(toId(row[customerField]) ?? 0),
    keepsRecord: (record) => wanted.has(toId(record['customer_id']) ?? 0),
  };
}
