import { z } from 'zod';

import { UnreadableAnswerError } from '../../halo/errors.js';
import { readScopes } from '../../halo/transport/scopes.js';
import { isRow, toId } from '../../halo/values/rows.js';
import { Agent } from '../../records/agents.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';

export const whoami = defineFunction({
  name: 'whoami',
  description:
    'Tell which agent the functions act as, its teams, what it may see, and the permissions of the connection',
  instructions:
    'Use it first when something is missing or refused: records of customers and ticket types that the agent does not see are left out of every answer without an error. Everything that is written through this connection carries the name of this agent.',
  scopes: [],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 1, most: 1 },
  errors: ['halo_not_found'],
  example: {},
  input: z.strictObject({}),
  output: z.object({
    agent: described(Agent.schema, 'The acting agent as the sync of agents saves it, with the teams that it is in.'),
    scopes: described(
      z.array(z.string()).optional(),
      'Permissions that Halo granted the token, such as "edit:tickets"; absent if Halo does not say.',
    ),
    scopes_asked: described(z.string().optional(), 'Permissions that the connection asks for.'),
    only_customer_ids: described(
      z.array(z.string()).optional(),
      'Customers that the agent is limited to; empty if it sees all; absent if Halo does not say.',
    ),
    only_ticket_type_ids: described(
      z.array(z.string()).optional(),
      'Ticket types that the agent is limited to; empty if it sees all; absent if Halo does not say.',
    ),
  }),
  run: async ({ client, connection, complain }) => {
    const { body } = await client.item('acting agent', '/Agent/me');
    if (!isRow(body) || toId(body['id']) === undefined) throw new UnreadableAnswerError('acting agent', 'it has no id');
    const { asked, granted } = readScopes(await connection.getConnection());
    const customers = idsOf(body['clients'], 'client_id');
    const types = idsOf(body['tickettypes'], 'tickettype_id');
    return {
      agent: Agent.schema.parse(Agent.map(body, undefined, complain)),
      ...(granted === undefined || granted.length === 0 ? {} : { scopes: [...granted] }),
      ...(asked === undefined ? {} : { scopes_asked: asked }),
      ...(customers === undefined ? {} : { only_customer_ids: customers }),
      ...(types === undefined ? {} : { only_ticket_type_ids: types }),
    };
  },
});

/** That these lists hold what the agent is limited to follows from their names only (halo-api.md §13.23). */
function idsOf(value: unknown, key: string): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter(isRow).flatMap((row) => toId(row[key] ?? row['id'])?.toString() ?? []);
}
