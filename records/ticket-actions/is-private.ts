import type { z } from 'zod';

import type { Field } from '../field.js';
import { flagOrNo } from '../fields.js';
import { outcomeOf, type ActionContext } from './context.js';

const hidden = /* @__PURE__ */ flagOrNo(
  'hiddenfromuser',
  "Whether it is hidden from contacts, unless the connection's metadata says otherwise of its outcome.",
);

/** Whether an action is hidden from contacts: by the connection's own mapping of its outcome, then by Halo's flag. */
export const isPrivate: Field<z.ZodBoolean, ActionContext> = {
  ...hidden,
  reading: ['isPrivate', 1, 'hiddenfromuser', 'outcome_id', 'outcome'],
  read: (row, context, complain) =>
    context.privateOutcomes.find(...outcomeOf(row)) ?? hidden.read(row, context, complain),
};
