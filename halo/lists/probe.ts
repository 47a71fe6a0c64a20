import type { HaloClient } from '../transport/client.js';
import type { HaloList } from './lists.js';
import { readPage } from './page.js';

/** Asks for what was changed on a day on which nothing can have changed yet. */
export const farFutureParams = { lastupdatefromdate: '2099-01-01T00:00:00' } as const;

/**
 * Whether `lastupdatefromdate` filters a list on this tenant. It is proven for tickets only; elsewhere a server that
 * ignores it answers everything with status 200 (halo-api.md §5.2). No row can have changed in the far future, so any
 * row means that the filter is ignored. Costs one request for one row.
 */
export async function probeChangedSince(
  client: HaloClient,
  list: HaloList,
  params: Readonly<Record<string, string>>,
): Promise<'filters' | 'ignores'> {
  // The date travels as a plain parameter: as a selection's `changedSince` the reader itself would refuse the rows.
  const page = await readPage(client, list, { params: { ...params, ...farFutureParams } }, 1, 1);
  return page.rows.length === 0 && (page.total ?? 0) === 0 ? 'filters' : 'ignores';
}
