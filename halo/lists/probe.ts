import { HaloError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import type { HaloConnection } from '../transport/connection.js';
import { readListAnswer } from './answer.js';
import type { HaloList } from './description.js';
import { pageParams } from './page.js';

/** Asks for what was changed on a day on which nothing can have changed yet. */
export const farFutureParams = { lastupdatefromdate: '2099-01-01T00:00:00' } as const;

/**
 * Whether `lastupdatefromdate` filters a list on this tenant. It is proven for tickets only; elsewhere a server that
 * ignores it answers everything with status 200 (halo-api.md §5.2). No row can have changed in the far future, so any
 * row means that the filter is ignored. Costs one request for one row.
 *
 * A question that Halo refuses or does not answer counts as ignored, and is logged: everything was read by then, and not
 * to know means to read everything again, no more.
 *
 * @throws only what is no error of Halo's, such as Nango's interruption of a run
 */
export async function probeChangedSince(
  client: HaloClient,
  list: HaloList,
  params: Readonly<Record<string, string>>,
  nango: Pick<HaloConnection, 'log'>,
): Promise<'filters' | 'ignores'> {
  // Not by `readPage`: more rows than were asked for are an alarm to it, and here only mean that nothing filters.
  const asked = { ...list.params, ...params, ...farFutureParams, ...pageParams(list, 1, 1) };
  try {
    const { body } = await client.list(list.name, list.endpoint, asked);
    const { rows, recordCount } = readListAnswer(list.name, list.key, body);
    return rows.length === 0 && (recordCount ?? 0) === 0 ? 'filters' : 'ignores';
  } catch (error) {
    if (!(error instanceof HaloError)) throw error;
    const message = `${list.name}: whether "updated since" works could not be found out, so everything is listed each time.`;
    await nango.log(`${message} ${error.message}`, { level: 'warn' });
    return 'ignores';
  }
}
