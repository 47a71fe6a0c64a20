import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { z } from 'zod';

import { toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { defineRecord } from '../define.js';
import { described } from '../described.js';
import { computed } from '../field.js';
import { flagOrNo, quantity, reference, text } from '../fields.js';

/** The same number stands for another priority in each SLA (halo-api.md §6.9); the list's own id is a GUID. */
export function priorityKey(row: HaloRow): string | undefined {
  const priority = toId(row['priorityid']);
  return priority === undefined ? undefined : `${toInteger(row['slaid']) ?? 0}:${priority}`;
}

/** The model of a priority of a service level agreement. */
export const Priority = /* @__PURE__ */ defineRecord('Priority', () => ({
  id: computed(
    ['priorityKey', 1, 'slaid', 'priorityid'],
    described(z.string(), 'The SLA and the priority in it, such as "1:3". Halo: slaid and priorityid.'),
    priorityKey,
  ),
  name: text('name', 'Name.'),
  sla_id: reference('slaid', 'Service level agreement.'),
  priority_id: reference('priorityid', 'Priority, as tickets of this SLA carry it.'),
  is_hidden: flagOrNo('ishidden', 'Whether it is hidden.'),
  response_time: quantity('responsetime', 'Time in which somebody has to respond.'),
  response_unit: text('responseunits', 'Unit of the response time.'),
  resolution_time: quantity('fixtime', 'Time in which a ticket has to be resolved.'),
  resolution_unit: text('fixunits', 'Unit of the resolution time.'),
  guid: text('id', 'Globally unique id.'),
  colour: text('colour', 'Colour, #rrggbb.'),
}));

/** Where priorities are listed. */
export const priorityList = {
  name: 'priorities',
  endpoint: '/Priority',
  key: 'priorities',
  params: {},
} as const satisfies SetupList;

/** Priorities. */
export const priorities: ReferenceSource = {
  model: Priority,
  list: priorityList,
  idOf: priorityKey,
};
