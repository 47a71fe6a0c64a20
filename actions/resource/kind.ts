import type { z } from 'zod';

import type { HaloList } from '../../halo/lists/description.js';
import { readDate } from '../../halo/values/dates.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Complain, SavedRecord } from '../../records/contract.js';
import { asDetail } from '../../records/details.js';
import type { Call } from '../call.js';
import type { WritableKind } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { linkKey } from './key.js';

interface Model<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly parameters: Readonly<{ [name: string]: string }>;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

/** Customers, sites, contacts and assets: what differs between them. */
interface ResourceType<Schema extends z.ZodType> {
  /** What messages call one of them. */
  readonly name: string;
  readonly model: Model<Schema>;
  readonly list: HaloList;
  /** Keys of Halo's for what people call one of them, which the search of the list finds; the surest first. */
  readonly titles: readonly [string, ...string[]];
  /** Keys of a new record that the list can be narrowed by. */
  readonly within?: readonly string[];
  /** The row of an item, where the item gives something in another form than rows of the list. */
  readonly toRow?: (item: HaloRow) => HaloRow;
}

/** A record type whose records are listed in pages, and are read one by one from their item. */
export interface ResourceKind<Record> extends WritableKind<Record> {
  readonly list: HaloList;
  /** Parameters that make rows of the list carry what has to be asked for. */
  readonly carrying: Readonly<{ [name: string]: string }>;
}

/**
 * Describes such a record type. A record is made from its item: that carries what its row does, and what lists leave out,
 * such as custom fields and the time of the last change (halo-api.md §6.4).
 */
export function resourceKind<Schema extends z.ZodType>({
  name,
  model,
  list,
  titles,
  within = [],
  toRow = (item) => item,
}: ResourceType<Schema>): ResourceKind<z.output<Schema>> {
  const { endpoint, stamps } = list;
  const read = async (call: Call, id: string): Promise<HaloRow | undefined> => {
    const item = await readOne(call, { name, endpoint }, id, { includedetails: 'true' });
    return item && toRow(asDetail(item));
  };
  return {
    name,
    endpoint,
    params: {},
    list,
    carrying: model.parameters,
    idOf: (row) => toId(row['id'])?.toString(),
    updatedAt: (row) => readDate(stamps.map((stamp) => row[stamp]).find((stamp) => stamp !== undefined)) ?? undefined,
    read,
    toRecord: ({ complain }, row) => Promise.resolve(model.schema.parse(model.map(row, undefined, complain))),
    key: linkKey({ list, titles, within, read }),
  };
}
