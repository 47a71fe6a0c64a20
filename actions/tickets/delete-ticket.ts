import { z } from 'zod';

import type { Change } from '../../halo/transport/writer.js';
import { described } from '../../records/described.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { lookAgain } from '../writing/look-again.js';
import { updateOptions } from '../writing/options.js';
import { appliedRules, dryRun, writeResult, type WriteResult } from '../writing/result.js';
import { ensureUnchanged, sendOnce } from '../writing/update.js';
import { elsewhere, requireTicket } from './find.js';
import type { TicketRecord } from './kind.js';

export const deleteTicket = defineFunction({
  name: 'delete-ticket',
  description: 'Delete a ticket; restore-ticket brings it back',
  instructions:
    'Use it only when somebody asks for the deletion of this very ticket; to end a ticket, use close-ticket. The ticket vanishes from lists and searches. restore-ticket brings it back by its id.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: false, destructive: true },
  cost: { usual: 5, most: 6, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', reason: 'Opened twice' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    reason: described(z.string().max(500).optional(), 'Why, for the log of Halo.'),
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, input): Promise<WriteResult<TicketRecord>> => {
    const id = String(input.ticket_id);
    const { kind, row: current } = await requireTicket(call, id);
    await ensureUnchanged(call, kind, current, input.expected_updated_at, ['id']);
    const params = input.reason === undefined ? {} : { reason: input.reason };
    const change: Change = { method: 'DELETE', endpoint: `${kind.endpoint}/${id}`, params };
    if (input.dry_run === true) return dryRun(change, id);
    const { reply, lost } = await sendOnce(call, kind.name, change);
    const isGone = await lookAgain(call, async () => ((await kind.read(call, id)) === undefined ? true : undefined));
    if (isGone === undefined && lost !== undefined) throw lost;
    return { outcome: 'deleted', id, confirmed: isGone === true, ...appliedRules(reply) };
  },
});
