import { z } from 'zod';

import type { Change } from '../../halo/transport/writer.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { lookAgain } from '../writing/look-again.js';
import { writeOptions } from '../writing/options.js';
import { appliedRules, dryRun, writeResult, type WriteResult } from '../writing/result.js';
import { sendOnce } from '../writing/update.js';
import { ticketKind, type TicketRecord } from './kind.js';

export const restoreTicket = defineFunction({
  name: 'restore-ticket',
  description: 'Bring a deleted ticket back',
  instructions:
    'Use it to undo delete-ticket, or any other deletion of a ticket in Halo, by the id of the ticket. A ticket that is not deleted stays as it is.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 10 },
  errors: writeErrors,
  example: { ticket_id: '1042' },
  input: z.strictObject({ ticket_id: idInput('Ticket, by id.'), ...writeOptions }),
  output: writeResult(Ticket.schema),
  run: async (call, input): Promise<WriteResult<TicketRecord>> => {
    const id = String(input.ticket_id);
    const current = await ticketKind.read(call, id);
    // Both flags are what was seen to restore a ticket (halo-api.md §5.3).
    const record = { id: Number(id), _recover: true, _validate_updates: true };
    const change: Change = { method: 'POST', endpoint: ticketKind.endpoint, params: ticketKind.params, record };
    if (input.dry_run === true) return dryRun(change, id);
    if (current !== undefined) {
      return { outcome: 'unchanged', id, confirmed: true, record: await ticketKind.toRecord(call, current) };
    }
    const { reply, lost } = await sendOnce(call, 'ticket', change);
    const row = await lookAgain(call, () => ticketKind.read(call, id));
    if (row !== undefined) {
      const record = await ticketKind.toRecord(call, row);
      return { outcome: 'changed', id, confirmed: true, record, ...appliedRules(reply) };
    }
    if (lost !== undefined) throw lost;
    return { outcome: 'changed', id, confirmed: false, ...appliedRules(reply) };
  },
});
