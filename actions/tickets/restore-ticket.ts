import { z } from 'zod';

import type { Change } from '../../halo/transport/writer.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { Ticket } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { lookAgain } from '../writing/look-again.js';
import { writeOptions } from '../writing/options.js';
import { appliedRules, dryRun, writeResult, type WriteResult } from '../writing/result.js';
import { sendOnce } from '../writing/update.js';
import { elsewhere, searchKinds } from './find.js';
import { ticketKind, type TicketKind, type TicketRecord } from './kind.js';

export const restoreTicket = defineFunction({
  name: 'restore-ticket',
  description: 'Bring a deleted ticket back',
  instructions:
    'Use it to undo delete-ticket, or any other deletion of a ticket in Halo, by the id of the ticket. A ticket that is not deleted stays as it is.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 10, elsewhere: 2 * elsewhere },
  errors: writeErrors,
  example: { ticket_id: '1042' },
  input: z.strictObject({ ticket_id: idInput('Ticket, project or opportunity, by id.'), ...writeOptions }),
  output: writeResult(Ticket.schema),
  run: async (call, input): Promise<WriteResult<TicketRecord>> => {
    const id = String(input.ticket_id);
    const { kind, living } = await whereabouts(call, id);
    // Both flags are what was seen to restore a ticket (halo-api.md §5.3).
    const record = { id: Number(id), _recover: true, _validate_updates: true };
    const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record };
    if (input.dry_run === true) return dryRun(change, id);
    if (living !== undefined) {
      return { outcome: 'unchanged', id, confirmed: true, record: await kind.toRecord(call, living) };
    }
    const { reply, lost } = await sendOnce(call, kind.name, change);
    const row = await lookAgain(call, () => kind.read(call, id));
    if (row !== undefined) {
      const record = await kind.toRecord(call, row);
      return { outcome: 'changed', id, confirmed: true, record, ...appliedRules(reply) };
    }
    if (lost !== undefined) throw lost;
    return { outcome: 'changed', id, confirmed: false, ...appliedRules(reply) };
  },
});

interface Whereabouts {
  readonly kind: TicketKind;
  /** Its row when it is not deleted. */
  readonly living?: HaloRow | undefined;
}

/**
 * Where a ticket is to be restored: in the list that shows it among the deleted ones (halo-api.md §5.3). An id that no list
 * shows, or that a build cannot list by its id, is taken for a ticket's: a restoration has no fields that a new record
 * needs, so that nothing is created if it is not.
 */
async function whereabouts(call: Call, id: string): Promise<Whereabouts> {
  const { found } = await searchKinds(async (kind): Promise<Whereabouts | undefined> => {
    const { row: living, isTold } = await kind.listed(call, id);
    if (living !== undefined) return { kind, living };
    if (!isTold) return { kind, living: await kind.item(call, id) };
    const { row: deleted } = await kind.listed(call, id, { deleted: 'true' });
    return deleted && { kind };
  });
  return found ?? { kind: ticketKind, living: await ticketKind.item(call, id) };
}
