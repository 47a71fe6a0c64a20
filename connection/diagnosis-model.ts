import { z } from 'zod';

import { InvalidInputError } from '../halo/errors.js';
import { described } from '../records/described.js';
import { Finding, Identity } from './model.js';

/** What may be asked of `diagnose-connection`. */
export const DiagnosisInput = z.strictObject({
  check_writing: described(
    z.boolean().optional(),
    'Also try whether Halo takes changes, by sending it an empty list of tickets. Default: false.',
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
    : new InvalidInputError('diagnose-connection', parsed.error.issues.map(describeIssue));
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `"${path.join('.')}": ${message}`;
}

const ExaminedList = z.object({
  name: described(z.string(), 'Name of the list.'),
  state: described(
    z.enum(['readable', 'empty', 'refused', 'missing', 'unreadable', 'failing', 'rate-limited', 'unasked']),
    'What came of asking for it.',
  ),
  permission: described(z.string().optional(), 'Scope that it needs.'),
  count: described(z.number().optional(), 'Rows that the connection sees.'),
  sample_id: described(z.string().optional(), 'Id of one of them.'),
  updated_since: described(
    z.enum(['filters', 'ignores', 'unknown']).optional(),
    'Whether Halo can list only what was changed since a time. If not, syncs read the whole list.',
  ),
  likely_cause: described(z.string().optional(), 'Code of the finding that explains its state.'),
  step: described(z.string().optional(), 'Section of the connect guide with the remedy.'),
  syncs: described(z.array(z.string()), 'Syncs that need it.'),
});

const VisibleTicketType = z.object({
  id: described(z.string(), 'Id of the ticket type.'),
  name: described(z.string(), 'Name of the ticket type.'),
  tickets: described(z.number(), 'Tickets of it that the connection sees.'),
});

/** Everything that the examination of a connection found out. */
export const Diagnosis = z.object({
  is_healthy: described(z.boolean(), 'True without errors and warnings.'),
  summary: described(z.string(), 'The findings in words, one line each.'),
  findings: described(z.array(Finding), 'What was found, the worst first.'),
  checked_at: described(z.string(), "When it was checked, by Nango's clock."),
  hostname: described(z.string().optional(), 'The host that is asked.'),
  halo: described(Identity, 'Who and what is at the other end.'),
  token: described(
    z.object({
      scopes_asked: described(z.string().optional(), 'Scopes that the connection asks for.'),
      scopes_granted: described(z.array(z.string()).optional(), 'Scopes that Halo granted.'),
      expires_at: described(z.string().optional(), 'When it ends.'),
      was_renewed: described(z.boolean(), 'Whether a new one had to be fetched.'),
    }),
    'The access token; never the token itself.',
  ),
  agent: described(
    z
      .object({
        is_api_only: described(z.boolean().optional(), 'Whether it is an API-only agent.'),
        is_disabled: described(z.boolean(), 'Whether it is disabled.'),
        teams: described(z.array(z.string()).optional(), 'Teams that it belongs to.'),
        departments: described(z.array(z.string()).optional(), 'Departments that it belongs to.'),
        is_limited_to_customers: described(z.boolean().optional(), 'Whether it sees certain customers only.'),
        is_limited_to_ticket_types: described(z.boolean().optional(), 'Whether it sees certain ticket types only.'),
      })
      .optional(),
    'The agent that the API application logs in as.',
  ),
  lists: described(z.array(ExaminedList), 'The lists that the syncs need.'),
  visible: described(
    z.object({
      customers: described(z.number().optional(), 'Customers that the connection sees.'),
      teams: described(z.number().optional(), 'Teams that it sees.'),
      ticket_types: described(
        z.array(VisibleTicketType).optional(),
        'Ticket types, each with how many tickets of it are seen.',
      ),
    }),
    'How far the connection sees.',
  ),
  clock: described(
    z.object({
      difference_seconds: described(
        z.number().optional(),
        "Halo's clock less Nango's; absent when Halo does not tell.",
      ),
      newest_ticket_stamp: described(z.string().optional(), 'When a ticket was changed last.'),
      dates_are_utc: described(z.boolean().optional(), 'False when that lies in the future. Absent when unknown.'),
    }),
    'Clocks and dates.',
  ),
  budget: described(
    z.object({
      requests: described(z.number(), 'Requests that this diagnosis took.'),
      refused: described(z.number(), 'Requests that were refused because there had been too many.'),
      limit: described(z.number().optional(), 'Requests that Halo says it allows.'),
      window_seconds: described(z.number().optional(), 'Seconds that this limit is for.'),
      remaining: described(z.number().optional(), 'Requests that Halo says are left.'),
      milliseconds_per_answer: described(z.number(), 'How long an answer took on average.'),
    }),
    'The request budget, as far as it showed.',
  ),
});
export type Diagnosis = z.output<typeof Diagnosis>;
