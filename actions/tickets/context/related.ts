import type { z } from 'zod';

import { NotFoundError, PermissionDeniedError } from '../../../halo/errors.js';
import { readItem } from '../../../halo/lists/item.js';
import type { HaloList } from '../../../halo/lists/description.js';
import { readSetupList } from '../../../halo/lists/setup-lists.js';
import { isRow, toId, type HaloRow } from '../../../halo/values/rows.js';
import type { Complain, SavedRecord } from '../../../records/contract.js';
import { slaList } from '../../../records/setup/slas.js';
import type { Call } from '../../call.js';

/** A model whose rows need nothing but themselves to become records. */
interface PlainModel<Schema extends z.ZodType> {
  readonly schema: Schema;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

/** The record of a row, if there is one. */
export function toRecord<Schema extends z.ZodType>(
  { complain }: Call,
  model: PlainModel<Schema>,
  row: HaloRow | undefined,
): z.output<Schema> | undefined {
  return row === undefined ? undefined : model.schema.parse(model.map(row, undefined, complain));
}

/** A record that a ticket names; `undefined` when it names none, or Halo does not show it. */
export async function readRelated(
  { client }: Call,
  list: HaloList,
  id: string | undefined,
): Promise<HaloRow | undefined> {
  return id === undefined ? undefined : readItem(client, list, Number(id));
}

/** The assets with these ids that Halo shows. */
export async function readRelatedAll(call: Call, list: HaloList, ids: readonly number[]): Promise<HaloRow[]> {
  const rows = await Promise.all(ids.map((id) => readRelated(call, list, String(id))));
  return rows.filter((row) => row !== undefined);
}

/** The ids of the assets that the item of a ticket names. */
export function assetIdsOf(item: HaloRow | undefined): readonly number[] {
  const assets = item?.['assets'];
  return Array.isArray(assets) ? assets.filter(isRow).flatMap((asset) => toId(asset['id']) ?? []) : [];
}

/** The service level agreement of a ticket, from their list, which is small. */
export async function readSla({ client }: Call, id: string | undefined): Promise<HaloRow | undefined> {
  if (id === undefined) return undefined;
  return shownOnly(async () => {
    const rows = await readSetupList(client, slaList, { isOptional: true });
    return rows.find((row) => String(toId(row['id'])) === id);
  });
}

/** What is read beside a ticket must not keep anybody from the ticket: a part that may not be read is left out. */
export async function shownOnly<Part>(read: () => Promise<Part | undefined>): Promise<Part | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof PermissionDeniedError) return undefined;
    throw error;
  }
}
