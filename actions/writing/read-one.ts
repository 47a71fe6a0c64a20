import { NotFoundError } from '../../halo/errors.js';
import type { HaloList } from '../../halo/lists/description.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';

/**
 * Everything that Halo tells of one record of a list.
 *
 * @returns `undefined` when it shows none of that id
 * @throws PermissionDeniedError where the records may not be read
 */
export async function readOne(
  { client }: Call,
  { name, endpoint }: Pick<HaloList, 'name' | 'endpoint'>,
  id: string,
  params: Readonly<Record<string, string>> = {},
): Promise<HaloRow | undefined> {
  try {
    const { body } = await client.item(`${name} ${id}`, `${endpoint}/${id}`, { ...params });
    return isRow(body) && String(toId(body['id'])) === id ? body : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
