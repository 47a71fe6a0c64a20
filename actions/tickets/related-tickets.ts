import type { Change } from '../../halo/transport/writer.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { lookAgain } from '../writing/look-again.js';
import { appliedRules, dryRun, type WriteResult } from '../writing/result.js';
import { sendOnce } from '../writing/update.js';
import type { TicketRecord } from './kind.js';
import type { TicketLink } from './parent.js';

/**
 * Relates two tickets, or ends that. Only items show related tickets; the fields that are written are specified, and no
 * client was seen to use them (halo-api.md §7.2), so what cannot be seen afterwards is reported as not confirmed.
 */
export async function setRelated(
  call: Call,
  { kind, id, named, current, isRemoved, isDryRun }: TicketLink,
): Promise<WriteResult<TicketRecord>> {
  const link = isRemoved
    ? { unrelate_from_ticket_id: Number(named) }
    : { new_related_tickets: [{ id: Number(named) }] };
  const record = { id: Number(id), ...link };
  const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record };
  if (isDryRun === true) return dryRun(change, id);
  const isDone = async (): Promise<true | undefined> =>
    isRelated(await kind.item(call, id), named) === isRemoved ? undefined : true;
  if ((await isDone()) === true) {
    return { outcome: 'unchanged', id, confirmed: true, record: await kind.toRecord(call, current) };
  }
  const { reply, lost } = await sendOnce(call, kind.name, change);
  const confirmed = (await lookAgain(call, isDone)) === true;
  if (!confirmed && lost !== undefined) throw lost;
  const row = confirmed ? await kind.read(call, id) : undefined;
  const shown = row === undefined ? {} : { record: await kind.toRecord(call, row) };
  return { outcome: 'changed', id, confirmed, ...shown, ...appliedRules(reply) };
}

function isRelated(item: HaloRow | undefined, id: string): boolean {
  const related = item?.['related_tickets'];
  return Array.isArray(related) && related.some((row: unknown) => String(toId(isRow(row) ? row['id'] : row)) === id);
}
