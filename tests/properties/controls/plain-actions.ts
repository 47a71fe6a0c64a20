import { readAction, readActions } from '../../../halo/lists/ticket-actions.js';
import { HaloClient } from '../../../halo/transport/client.js';
import { toId, type HaloRow } from '../../../halo/values/rows.js';
import { cleanText } from '../../../halo/values/texts.js';
import type { SavedRecord } from '../../../records/contract.js';
import type { SyncContext } from '../../../syncs/context.js';
import type { Flaw } from './flaws.js';
import { ticketPages } from './plain-tickets.js';

/**
 * The shortest sync of actions that is right as long as actions are only added: those that the list of each ticket shows, and
 * each id between them that it leaves out, read by itself.
 */
export async function readActionsPlainly(nango: SyncContext, flaw: Flaw): Promise<void> {
  const client = new HaloClient(nango);
  for await (const tickets of ticketPages(client, {})) {
    for (const ticket of tickets.flatMap((row) => toId(row['id']) ?? [])) {
      const rows = [...(await readActions(client, ticket)).rows];
      if (flaw !== 'a list of actions taken for all of them') rows.push(...(await readGaps(client, ticket, rows)));
      await nango.batchSave(
        rows.map((row) => toAction(ticket, row)),
        'TicketAction',
      );
    }
  }
}

async function readGaps(client: HaloClient, ticket: number, rows: readonly HaloRow[]): Promise<HaloRow[]> {
  const shown = rows.flatMap((row) => toId(row['id']) ?? []);
  const gaps: HaloRow[] = [];
  for (let id = 1; id < Math.max(0, ...shown); id += 1) {
    const row = shown.includes(id) ? undefined : await readAction(client, ticket, id);
    if (row !== undefined) gaps.push(row);
  }
  return gaps;
}

function toAction(ticket: number, row: HaloRow): SavedRecord & { note: string | undefined } {
  const note = typeof row['note'] === 'string' ? cleanText(row['note']) : undefined;
  return { id: `${ticket}:${toId(row['id'])}`, note };
}
