import type { z } from 'zod';

import { toId, unassignedAgent } from '../../halo/values/rows.js';
import { choiceKinds } from '../choices/kinds.js';
import { showsAll, type WriteField } from '../fields/field.js';
import { wantedSchema } from '../fields/named.js';

/** The agent of a ticket; `null` takes it away. */
export const assignee: WriteField<z.ZodNullable<typeof wantedSchema>> = {
  schema: wantedSchema.nullable(),
  description: 'Agent it is assigned to, by name, e-mail address or id; null takes the agent away. Halo: agent_id.',
  halo: ['agent_id'],
  shownAs: 'agent_id',
  holds: (current, value) =>
    (toId(current['agent_id']) ?? unassignedAgent) === (value === null ? unassignedAgent : Number(value)),
  write: async (value, { choices }) => ({
    agent_id: value === null ? unassignedAgent : Number((await choices.find(choiceKinds.agent, value)).id),
  }),
  shows: (row, sent) =>
    showsAll(
      { agent_id: toId(row['agent_id']) ?? unassignedAgent },
      { agent_id: toId(sent['agent_id']) ?? unassignedAgent },
    ),
};
