import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import { Ticket } from '../../records/tickets/tickets.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { idInput } from '../fields/plain.js';
import { shownNames, writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { changeTicket } from './change.js';
import { ticketFields } from './fields.js';
import { elsewhere } from './find.js';

const model = writeModel({ agent: ticketFields.agent, team: ticketFields.team });

export const assignTicket = defineFunction({
  name: 'assign-ticket',
  description: 'Assign a ticket to an agent, a team, or both',
  instructions:
    'Use it to hand a ticket to somebody. Give the agent, the team, or both; what is left out stays. agent: null takes the agent away. Names that match nobody are answered with those that are valid.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 8, most: 11, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: { ticket_id: '1042', team: 'Infrastructure' },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    ...model.shape,
    ...updateOptions,
  }),
  output: writeResult(Ticket.schema),
  run: async (call, input) => {
    if (input.agent === undefined && input.team === undefined) {
      throw new InvalidInputError(call.name, [{ field: 'agent', message: 'give an agent, a team, or both' }]);
    }
    // Halo's web application would ask about the agent (halo-api.md §7.2).
    return changeTicket(call, model, input, { fields: shownNames(model, input), flags: { _agent01_ok: true } });
  },
});
