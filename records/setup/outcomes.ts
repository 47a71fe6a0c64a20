import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { flag, flagOrNo, quantity, recordId, reference, text } from '../fields.js';

/** The model of an outcome: a kind of action that agents can add to a ticket. */
export const Outcome = /* @__PURE__ */ defineRecord('Outcome', () => ({
  id: recordId,
  name: text('outcome', 'Name.'),
  button_name: text('buttonname', 'What its button says.'),
  label: text('labellong', 'Name at length.'),
  sequence: quantity('sequence', 'Place in lists.'),
  is_hidden: flagOrNo('hidden', 'Whether it is hidden.'),
  system_code: quantity('systemid', 'What it does by itself, by number; absent on those made by the customer.'),
  response_code: quantity('respondtype', 'Whether it answers the requester, by number.'),
  new_status_id: reference('newstatus', 'Status that it brings.'),
  email_code: quantity('sendemail', 'Whether it sends an e-mail, by number.'),
  hides_email_choice: flag('hidesendemail', 'Whether agents cannot choose to send an e-mail.'),
  is_private: flag('hidefromuser', 'Whether its actions are hidden from contacts.'),
  guid: text('guid', 'Globally unique id.'),
  colour: text('colour', 'Colour, #rrggbb.'),
  icon: text('icon', 'Icon.'),
}));

/** Where outcomes are listed. */
export const outcomeList = {
  name: 'outcomes',
  endpoint: '/Outcome',
  key: 'outcomes',
  params: { showhidden: 'true' },
} as const satisfies SetupList;

/** Outcomes. */
export const outcomes: ReferenceSource = {
  model: Outcome,
  list: outcomeList,
};
