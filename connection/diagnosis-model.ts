import { z } from 'zod';

import { InvalidInputError, type InputProblem } from '../halo/errors.js';
import { described } from '../records/described.js';
import { Finding, Identity } from './model.js';

/** What may be asked of `diagnose-connection`. */
export const DiagnosisInput = z.strictObject({
  check_writing: described(
    z.boolean().optional(),
    'Also test whether Halo accepts changes, by sending an empty list of tickets. Default: false.',
  ),
});
export type DiagnosisInput = z.output<typeof DiagnosisInput>;

/**
 * Reads the input of `diagnose-connection`: Nango's runner hands any input on unread.
 *
 * @returns an error that names every field that is wrong, when one is
 */
export function readDiagnosisInput(input: unknown): DiagnosisInput | InvalidInputError {
  const parsed = DiagnosisInput.safeParse(input ?? {});
  return parsed.success
    ? parsed.data
    : new InvalidInputError('diagnose-connection', parsed.error.issues.map(toProblem));
}

function toProblem({ path, message }: z.core.$ZodIssue): InputProblem {
  return { field: path.join('.'), message };
}

const ExaminedList = z.object({
  name: described(z.string(), 'Name of the list.'),
  state: described(
    z.enum(['readable', 'empty', 'refused', 'missing', 'unreadable', 'failing', 'rate-limited', 'unasked']),
    'Result of requesting it.',
  ),
  permission: described(z.string().optional(), 'Scope that it requires.'),
  count: described(z.number().optional(), 'Rows that the connection sees.'),
  sample_id: described(z.string().optional(), 'Id of one of them.'),
  updated_since: described(
    z.enum(['filters', 'ignores', 'unknown']).optional(),
    'Whether Halo can list only what was changed since a given time. If not, syncs read the whole list.',
  ),
  likely_cause: described(z.string().optional(), 'Code of the finding that explains its state.'),
  step: described(z.string().optional(), 'Step of the connect guide that says how to fix it.'),
  syncs: described(z.array(z.string()), 'Syncs that need it.'),
});

const VisibleTicketType = z.object({
  id: described(z.string(), 'Id of the ticket type.'),
  name: described(z.string(), 'Name of the ticket type.'),
  tickets: described(z.number(), 'Tickets of it that the connection sees.'),
});

/** Everything that the examination of a connection found out. */
export const Diagnosis = z.object({
  is_healthy: described(z.boolean(), 'True if there are no errors and no warnings.'),
  summary: described(z.string(), 'The findings as text, one per line.'),
  findings: described(z.array(Finding), 'The findings, the most severe first.'),
  checked_at: described(z.string(), "When the connection was checked, by Nango's clock."),
  hostname: described(z.string().optional(), 'The hostname of this Halo.'),
  halo: described(Identity, 'The Halo instance and the agent of the connection.'),
  token: described(
    z.object({
      scopes_asked: described(z.string().optional(), 'Scopes that the connection requests.'),
      scopes_granted: described(z.array(z.string()).optional(), 'Scopes that Halo granted.'),
      expires_at: described(z.string().optional(), 'When it expires.'),
      was_renewed: described(z.boolean(), 'Whether a new token had to be fetched.'),
    }),
    'About the access token, which itself is not included.',
  ),
  agent: described(
    z
      .object({
        is_api_only: described(z.boolean().optional(), 'Whether it is an API-only agent.'),
        is_disabled: described(z.boolean(), 'Whether it is disabled.'),
        teams: described(z.array(z.string()).optional(), 'Teams that it belongs to.'),
        departments: described(z.array(z.string()).optional(), 'Departments that it belongs to.'),
        is_limited_to_customers: described(z.boolean().optional(), 'Whether it sees only certain customers.'),
        is_limited_to_ticket_types: described(z.boolean().optional(), 'Whether it sees only certain ticket types.'),
      })
      .optional(),
    'The agent that the API application logs in as.',
  ),
  lists: described(z.array(ExaminedList), 'The lists that the syncs read.'),
  visible: described(
    z.object({
      customers: described(z.number().optional(), 'Customers that the connection sees.'),
      teams: described(z.number().optional(), 'Teams that it sees.'),
      ticket_types: described(
        z.array(VisibleTicketType).optional(),
        'Ticket types, each with the number of visible tickets.',
      ),
    }),
    'What the connection can see.',
  ),
  clock: described(
    z.object({
      difference_seconds: described(
        z.number().optional(),
        "Halo's clock minus Nango's; absent if Halo does not send its time.",
      ),
      newest_ticket_stamp: described(z.string().optional(), 'Last update of the ticket that was changed last.'),
      dates_are_utc: described(z.boolean().optional(), 'False if that time is in the future; absent if unknown.'),
    }),
    'Clocks and dates.',
  ),
  budget: described(
    z.object({
      requests: described(z.number(), 'Requests that this diagnosis made.'),
      refused: described(z.number(), 'Requests that were refused because of the rate limit.'),
      limit: described(z.number().optional(), 'Requests that Halo says it allows per window.'),
      window_seconds: described(z.number().optional(), 'Length of that window in seconds.'),
      remaining: described(z.number().optional(), 'Requests that Halo says are left.'),
      milliseconds_per_answer: described(z.number(), 'Average time of an answer.'),
    }),
    'The request budget, as far as it is known.',
  ),
});
export type Diagnosis = z.output<typeof Diagnosis>;
