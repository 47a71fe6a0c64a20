import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import { isRow, toId, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import { Ticket } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput, idSchema } from '../fields/plain.js';
import type { Change } from '../../halo/transport/writer.js';
import { lookAgain } from '../writing/look-again.js';
import { updateOptions } from '../writing/options.js';
import { appliedRules, dryRun, writeResult, type WriteResult } from '../writing/result.js';
import { ensureUnchanged, sendOnce } from '../writing/update.js';
import { elsewhere, requireTicketItem, rowOfItem, type FoundTicket } from './find.js';
import type { TicketRecord } from './kind.js';

const ids = z.array(idSchema).min(1).max(100);

export const linkTicketAssets = defineFunction({
  name: 'link-ticket-assets',
  description: 'Link assets to a ticket, or take links away',
  instructions:
    'Use it to say which assets a ticket is about. Links that are not mentioned stay. Halo takes the whole list at once, so a link that somebody else adds in the same second may be lost.',
  scopes: ['edit:tickets', 'read:assets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 10, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', add: ['503', '504'] },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    add: described(ids.optional(), 'Assets to link, by id.'),
    remove: described(ids.optional(), 'Assets whose link is taken away, by id.'),
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, input): Promise<WriteResult<TicketRecord>> => {
    const id = String(input.ticket_id);
    if (input.add === undefined && input.remove === undefined) {
      throw new InvalidInputError(call.name, [{ field: 'add', message: 'give assets to add or to remove' }]);
    }
    // Only the item carries the assets.
    const { kind, row: item } = await requireTicketItem(call, id);
    await ensureUnchanged(call, kind, item, input.expected_updated_at, ['asset_tag']);
    const before = assetsOf(item);
    const removed = new Set((input.remove ?? []).map(Number));
    const wanted = [...new Set([...before, ...(input.add ?? []).map(Number)])].filter((asset) => !removed.has(asset));
    // A list that is sent replaces the old one (halo-api.md §7.1).
    const record = { id: Number(id), assets: wanted.map((asset) => ({ id: asset })) };
    const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record };
    if (input.dry_run === true) return dryRun(change, id);
    if (isSame(before, wanted)) {
      return { outcome: 'unchanged', id, confirmed: true, record: await ticketOf(call, id, { kind, row: item }) };
    }
    const { reply, lost } = await sendOnce(call, kind.name, change);
    const after = await lookAgain(call, async () => {
      const row = await kind.item(call, id);
      return row !== undefined && isSame(assetsOf(row), wanted) ? row : undefined;
    });
    if (after === undefined && lost !== undefined) throw lost;
    const shown = after === undefined ? {} : { record: await ticketOf(call, id, { kind, row: after }) };
    return { outcome: 'changed', id, confirmed: after !== undefined, ...shown, ...appliedRules(reply) };
  },
});

function assetsOf(item: HaloRow): number[] {
  const assets = item['assets'];
  return Array.isArray(assets) ? assets.filter(isRow).flatMap((asset) => toId(asset['id']) ?? []) : [];
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** The record as its sync saves it, from the list. */
async function ticketOf(call: Call, id: string, item: FoundTicket): Promise<TicketRecord> {
  const { kind, row } = await rowOfItem(call, id, item);
  return kind.toRecord(call, row);
}
