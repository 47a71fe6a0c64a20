import { NotFoundError, PermissionDeniedError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import { isRow, toId, type HaloRow } from '../values/rows.js';
import type { HaloList } from './lists.js';

/**
 * Reads one record of a list by its id, which carries what its row does and more (halo-api.md §4.1).
 *
 * @returns `undefined` when Halo has none under that id, or does not show it
 */
export async function readItem(client: HaloClient, list: HaloList, id: number): Promise<HaloRow | undefined> {
  try {
    const { body } = await client.item(`${list.name} ${id}`, `${list.endpoint}/${id}`);
    return isRow(body) && toId(body['id']) === id ? body : undefined;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof PermissionDeniedError) return undefined;
    throw error;
  }
}
