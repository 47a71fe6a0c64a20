import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import { customFieldTypes } from '../../halo/values/custom-values.js';
import { described } from '../../records/described.js';
import { owners } from '../custom-fields/owners.js';
import { defineFunction } from '../define.js';
import { wantedSchema } from '../fields/named.js';
import { optionKinds, optionReaders, type OptionKind } from './options.js';

const usualSize = 200;

/** Which kinds a narrowing field is for. */
const narrowing: Readonly<Record<string, readonly OptionKind[]>> = {
  ticket_type: ['statuses', 'outcomes'],
  sla: ['priorities'],
  level: ['categories'],
  record_type: ['custom_fields'],
};

const FieldOption = z.object({
  id: described(z.string(), 'Id, as values carry it.'),
  name: described(z.string().optional(), 'Name.'),
});

const Option = z.object({
  id: described(z.string(), 'Id, which every function takes.'),
  name: described(z.string(), 'Name, which every function takes as well.'),
  also_called: described(z.array(z.string()).optional(), 'Other names that functions take for it.'),
  is_inactive: described(z.boolean().optional(), 'True when it is disabled or archived and should not be chosen.'),
  sla_id: described(z.string().optional(), 'Priorities: service level agreement that it belongs to.'),
  level: described(z.number().optional(), 'Categories: which of the four categories of a ticket it is for.'),
  email: described(z.string().optional(), 'Agents: e-mail address.'),
  type: described(z.enum(customFieldTypes).optional(), 'Custom fields: type of the value.'),
  options: described(z.array(FieldOption).optional(), 'Custom fields: what can be chosen.'),
});

export const listOptions = defineFunction({
  name: 'list-options',
  description:
    'List what can be chosen in this Halo: statuses, priorities, types, teams, agents, custom fields and so on',
  instructions:
    'Use it to fill a form, or to learn the valid values before a write. Names differ from one Halo to the next, so never guess them. Give ticket_type with statuses and outcomes, and sla with priorities, for those that fit; text narrows long lists.',
  scopes: [],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 2, most: 3 },
  errors: [],
  example: { kind: 'statuses', ticket_type: 'Incident' },
  input: z.strictObject({
    kind: described(z.enum(optionKinds), 'What to list.'),
    ticket_type: described(
      wantedSchema.optional(),
      'Only statuses or outcomes of this ticket type, by name or id. Builds of Halo that do not know this list all.',
    ),
    sla: described(
      wantedSchema.optional(),
      'Only priorities of this service level agreement, by name or id. A priority is chosen within the one of its ticket.',
    ),
    level: described(z.int().min(1).max(4).optional(), 'Only categories of this level.'),
    record_type: described(z.enum(owners).optional(), 'Whose custom fields. Default: ticket.'),
    text: described(z.string().trim().min(1).max(100).optional(), 'Only those whose name holds this text.'),
    include_inactive: described(
      z.boolean().optional(),
      'Include disabled agents and archived teams, types and rates. Default: false.',
    ),
    limit: described(
      z.int().min(1).max(1000).optional(),
      `Largest number of options, at most 1000. Default: ${usualSize}.`,
    ),
  }),
  output: z.object({
    options: described(z.array(Option), "What can be chosen, in Halo's order."),
    total: described(z.number(), 'How many there are; more than listed when the limit cuts them.'),
  }),
  run: async (call, { kind, text, include_inactive: isAll = false, limit = usualSize, ...narrowed }) => {
    const problems = Object.entries(narrowed)
      .filter(([field, value]) => value !== undefined && narrowing[field]?.includes(kind) === false)
      .map(([field]) => ({ field, message: `it is for ${narrowing[field]?.join(' and ') ?? ''} only` }));
    if (problems.length > 0) throw new InvalidInputError(call.name, problems);
    const all = await optionReaders[kind](call, narrowed);
    const wanted = text?.toLowerCase();
    const options = all.filter(
      ({ name, also_called: others = [], is_inactive: isInactive = false }) =>
        (isAll || !isInactive) &&
        (wanted === undefined || [name, ...others].some((each) => each.toLowerCase().includes(wanted))),
    );
    return { options: options.slice(0, limit), total: options.length };
  },
});
