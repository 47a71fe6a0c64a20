import { z } from 'zod';

import { readAttachments } from '../../halo/lists/ticket-attachments.js';
import { Asset, assetList } from '../../records/assets.js';
import { Contact, contactList } from '../../records/contacts.js';
import { Contract, contractList } from '../../records/contracts.js';
import { Customer, customerList } from '../../records/customers.js';
import { described } from '../../records/described.js';
import { Sla } from '../../records/setup/slas.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { attachmentList, TicketAttachment } from '../../records/ticket-attachments.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { toAttachment } from '../attachments/kind.js';
import { defineFunction } from '../define.js';
import { TooLargeError } from '../errors.js';
import { idInput } from '../fields/plain.js';
import { readConversation } from '../ticket-actions/conversation.js';
import { Assembly } from './context/assemble.js';
import { assetIdsOf, readRelated, readRelatedAll, readSla, shownOnly, toRecord } from './context/related.js';
import { elsewhere, requireTicket } from './find.js';

const usualBytes = 60_000;
/** For the names of the parts and for what is told of those that are left out. */
const frame = 1000;
const usualActions = 20;
const mostAssets = 5;

const LeftOut = z.object({
  part: described(z.string(), 'Part of this answer.'),
  reason: described(
    z.enum(['budget', 'not_shown', 'older']),
    'budget: there was no room; not_shown: Halo has none, or does not show it to the agent; older: only the newest were looked for.',
  ),
  count: described(z.number().optional(), 'How many records, where that is known.'),
});

export const getTicketContext = defineFunction({
  name: 'get-ticket-context',
  description: 'Read what is needed to answer a ticket, in one call and within a number of bytes',
  instructions:
    'Use it before you answer a ticket or decide about it: it returns the ticket, its newest notes and replies (private notes included), who asked, the customer, assets, contract, service level agreement and the names of files. Long texts are cut (shortened), and what has no room is named in left_out. Do not tell a contact what private notes say.',
  scopes: ['read:tickets', 'read:customers', 'read:assets', 'read:contracts'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 14, most: 178, elsewhere, when: 'private notes, read one by one, and 100 actions asked for' },
  errors: ['halo_not_found', 'halo_too_large'],
  example: { ticket_id: '1042' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    max_bytes: described(
      z.int().min(8000).max(500_000).optional(),
      `Largest size of the answer as JSON, in bytes. Default: ${usualBytes}.`,
    ),
    actions: described(
      z.int().min(1).max(100).optional(),
      `How many of the newest actions to look at. Default: ${usualActions}.`,
    ),
  }),
  output: z.object({
    ticket: described(Ticket.schema, 'The ticket.'),
    requester: described(Contact.schema.optional(), 'The contact who asks.'),
    customer: described(Customer.schema.optional(), 'The customer.'),
    sla: described(Sla.schema.optional(), 'The service level agreement; the ticket says when a reply is due.'),
    contract: described(Contract.schema.optional(), 'The contract.'),
    actions: described(z.array(TicketAction.schema), 'Notes, replies and time, the newest first, without HTML.'),
    attachments: described(z.array(TicketAttachment.schema), 'Files, without their content.'),
    assets: described(z.array(Asset.schema), 'Assets that it is about.'),
    shortened: described(z.array(z.string()), 'Fields whose text was cut, or that were left out.'),
    left_out: described(z.array(LeftOut), 'What is not in this answer.'),
  }),
  run: async (call, { ticket_id: given, max_bytes: bytes = usualBytes, actions: limit = usualActions }) => {
    const id = String(given);
    const { kind, row } = await requireTicket(call, id);
    const whole = await kind.toRecord(call, row);
    const [item, requester, customer, sla, contract, files] = await Promise.all([
      kind.item(call, id),
      readRelated(call, contactList, whole.contact_id),
      readRelated(call, customerList, whole.customer_id),
      readSla(call, whole.sla_id),
      readRelated(call, contractList, whole.contract_id),
      shownOnly(async () => (await readAttachments(call.client, attachmentList, Number(id))).rows),
    ]);
    const { actions, isWhole } = await readConversation(call, Number(id), { limit, mostBelow: limit });
    const assetIds = assetIdsOf(item);
    const assets = await readRelatedAll(call, assetList, assetIds.slice(0, mostAssets));

    const answer = new Assembly(bytes - frame);
    const ticket = answer.one('ticket', Ticket, whole, id);
    if (ticket === undefined) throw new TooLargeError(`Ticket ${id}, even shortened,`, `${bytes} bytes`);
    const parts = {
      ticket,
      requester: answer.one('requester', Contact, toRecord(call, Contact, requester), whole.contact_id),
      customer: answer.one('customer', Customer, toRecord(call, Customer, customer), whole.customer_id),
      sla: answer.one('sla', Sla, toRecord(call, Sla, sla), whole.sla_id),
      contract: answer.one('contract', Contract, toRecord(call, Contract, contract), whole.contract_id),
      actions: answer.many('actions', TicketAction, actions, ['note_html']),
      attachments: answer.many(
        'attachments',
        TicketAttachment,
        (files ?? []).map((row) => toAttachment(call, row)),
      ),
      assets: answer.many(
        'assets',
        Asset,
        assets.flatMap((row) => toRecord(call, Asset, row) ?? []),
      ),
    };
    if (!isWhole) answer.without('actions', 'older');
    if (files === undefined) answer.without('attachments', 'not_shown');
    answer.without('assets', 'not_shown', assetIds.length - assets.length);
    return { ...parts, shortened: answer.shortened, left_out: answer.leftOut };
  },
});
