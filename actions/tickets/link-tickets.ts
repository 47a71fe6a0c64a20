import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import { Ticket } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { updateOptions } from '../writing/options.js';
import { writeResult, type WriteResult } from '../writing/result.js';
import { ensureUnchanged } from '../writing/update.js';
import { elsewhere, requireTicket } from './find.js';
import type { TicketRecord } from './kind.js';
import { parentOf, setParent } from './parent.js';
import { setRelated } from './related-tickets.js';

export const linkTickets = defineFunction({
  name: 'link-tickets',
  description: 'Link two tickets as parent and child or as related ones, or take such a link away',
  instructions:
    'Use it to say that tickets belong together: relation parent makes other_ticket_id the parent of ticket_id, child makes it its child, related links both without an order. remove: true takes that link away; other links stay. A ticket has one parent at most: another one is replaced only with replace_parent. To end one of two tickets about the same thing, use merge-tickets.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 13, elsewhere: 2 * elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', relation: 'parent', other_ticket_id: '1043' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    relation: described(z.enum(['parent', 'child', 'related']), 'What the other ticket is to it.'),
    other_ticket_id: idInput('The other ticket, by id.'),
    remove: described(z.boolean().optional(), 'Take the link away. Default: false.'),
    replace_parent: described(
      z.boolean().optional(),
      'Take the child away from the parent that it has now. Default: false.',
    ),
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, { relation, ...input }): Promise<WriteResult<TicketRecord>> => {
    const [ticket, other] = [String(input.ticket_id), String(input.other_ticket_id)];
    if (ticket === other) throw refusal(call, 'it is the same ticket');
    const isRemoved = input.remove === true;
    // The ticket that carries the link, which is the one that is changed, and the one that it names.
    const [id, named] = relation === 'child' ? [other, ticket] : [ticket, other];
    const { kind, row: current } = await requireTicket(call, id);
    await ensureUnchanged(call, kind, current, input.expected_updated_at, ['parent_id']);
    const link = { kind, id, named, current, isRemoved, isDryRun: input.dry_run };
    if (isRemoved) return relation === 'related' ? setRelated(call, link) : setParent(call, link);
    const { row: namedRow } = await requireTicket(call, named);
    if (relation === 'related') return setRelated(call, link);
    refuseParent(call, id, current, named, namedRow, input.replace_parent === true);
    return setParent(call, link);
  },
});

/** @throws InvalidInputError for a parent that would make a circle, or would take the place of another one unasked */
function refuseParent(
  call: Call,
  id: string,
  current: HaloRow,
  parent: string,
  parentRow: HaloRow,
  mayReplace: boolean,
): void {
  const now = parentOf(current);
  if (parentOf(parentRow) === id) throw refusal(call, `ticket ${id} is the parent of ticket ${parent}`);
  if (now === undefined || now === parent || mayReplace) return;
  throw refusal(call, `ticket ${id} has the parent ${now} already; replace_parent would take it away`);
}

function refusal(call: Call, message: string): InvalidInputError {
  return new InvalidInputError(call.name, [{ field: 'other_ticket_id', message }]);
}
