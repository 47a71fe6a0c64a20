import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { flag, recordId, reference, text } from '../fields.js';

/** The model of a service level agreement. Its priorities are records of their own. */
export const Sla = /* @__PURE__ */ defineRecord('Sla', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  workday_id: reference('workday_id', 'Working hours.'),
  workday_name: text('workday_name', 'Name of the working hours.'),
  tracks_response: flag('trackslaresponsetime', 'Whether the time to respond is tracked.'),
  tracks_resolution: flag('trackslafixbytime', 'Whether the time to resolve is tracked.'),
  resets_response: flag('responsereset', 'Whether the time to respond begins again with each change of the requester.'),
  guid: text('guid', 'Globally unique id.'),
}));

/** Where service level agreements are listed. */
export const slaList = {
  name: 'service level agreements',
  endpoint: '/SLA',
  key: 'slas',
  params: {},
} as const satisfies SetupList;

/** Service level agreements. */
export const slas: ReferenceSource = {
  model: Sla,
  list: slaList,
};
