import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { flag, quantity, recordId, text } from '../fields.js';

/**
 * The model of a status. No row says whether a status means "closed" (halo-api.md §6.9); the category of a ticket's
 * status is on the ticket. `ticket_count` moves by itself and is left out.
 */
export const Status = /* @__PURE__ */ defineRecord('Status', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  short_name: text('shortname', 'Short name.'),
  type_code: quantity('type', 'What it is a status of, by number; 0 is tickets.'),
  sequence: quantity('sequence', 'Place in lists.'),
  sla_action: text('slaaction', 'What becomes of the SLA clock in this status.'),
  is_quick_change: flag('showonquickchange', 'Whether it is offered for a quick change.'),
  guid: text('guid', 'Globally unique id.'),
  colour: text('colour', 'Colour, #rrggbb.'),
}));

/** Where statuses are listed. */
export const statusList = {
  name: 'statuses',
  endpoint: '/Status',
  key: 'statuses',
  params: { showall: 'true' },
} as const satisfies SetupList;

/** Statuses. */
export const statuses: ReferenceSource = {
  model: Status,
  list: statusList,
};
