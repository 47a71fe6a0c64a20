import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import type { Change } from '../../halo/transport/writer.js';
import { toId } from '../../halo/values/rows.js';
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

export const mergeTickets = defineFunction({
  name: 'merge-tickets',
  description: 'Merge a ticket into another one',
  instructions:
    'Use it when two tickets are about the same thing. The ticket in ticket_id ends and names the one in into_ticket_id, to which its conversation moves. It is not easily undone, so be sure which one is to stay.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: true },
  cost: { usual: 8, most: 11, elsewhere: 2 * elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', into_ticket_id: '1043' },
  input: z.strictObject({
    ticket_id: idInput('Ticket that ends, by id.'),
    into_ticket_id: idInput('Ticket that stays, by id.'),
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, input): Promise<WriteResult<TicketRecord>> => {
    const id = String(input.ticket_id);
    const into = String(input.into_ticket_id);
    if (id === into) {
      throw new InvalidInputError(call.name, [{ field: 'into_ticket_id', message: 'it is the same ticket' }]);
    }
    const { kind, row: current } = await requireTicket(call, id);
    await requireTicket(call, into);
    await ensureUnchanged(call, kind, current, input.expected_updated_at, ['merged_into_id']);
    const record = { id: Number(id), merged_into_id: Number(into), domerge: true };
    const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record };
    if (input.dry_run === true) return dryRun(change, id);
    const isMerged = (row: typeof current): boolean => String(toId(row['merged_into_id'])) === into;
    if (isMerged(current)) {
      return { outcome: 'unchanged', id, confirmed: true, record: await kind.toRecord(call, current) };
    }
    const { reply, lost } = await sendOnce(call, kind.name, change);
    const row = await lookAgain(call, async () => {
      const found = await kind.read(call, id);
      return found !== undefined && isMerged(found) ? found : undefined;
    });
    if (row !== undefined) {
      const record = await kind.toRecord(call, row);
      return { outcome: 'changed', id, confirmed: true, record, ...appliedRules(reply) };
    }
    if (lost !== undefined) throw lost;
    return { outcome: 'changed', id, confirmed: false, ...appliedRules(reply) };
  },
});
