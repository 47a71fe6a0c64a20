import { NotFoundError, PermissionDeniedError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import { isRow, type HaloRow } from '../values/rows.js';
import type { HaloList } from './description.js';
import { idText, numberOf } from './row-ids.js';

/**
 * Asks for one record of a list, which carries what its row does and more (halo-api.md §4.1).
 *
 * @param number of the row (`numberOf`)
 * @returns `undefined` when another one comes than was asked for
 * @throws what the client throws for an item
 */
export async function askItem(
  client: HaloClient,
  list: HaloList,
  number: number,
  params: Readonly<Record<string, string>> = {},
): Promise<HaloRow | undefined> {
  const id = idText(list, number);
  const { body } = await client.item(`${list.name} ${id}`, `${list.endpoint}/${id}`, { ...params });
  return isRow(body) && numberOf(list, body['id']) === number ? body : undefined;
}

/** As `askItem`. @returns `undefined` also when Halo has none of that number, or does not show it */
export async function readItem(client: HaloClient, list: HaloList, number: number): Promise<HaloRow | undefined> {
  try {
    return await askItem(client, list, number);
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof PermissionDeniedError) return undefined;
    throw error;
  }
}
