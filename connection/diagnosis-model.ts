import { z } from 'zod';

import { Finding, Identity } from './model.js';

/** What may be asked of `diagnose-connection`. */
export const DiagnosisInput = z.object({
  check_writing: z
    .boolean()
    .optional()
    .describe('Also try whether Halo takes changes, by sending it an empty list of tickets. Default: false.'),
});
export type DiagnosisInput = z.output<typeof DiagnosisInput>;

const ExaminedList = z.object({
  name: z.string().describe('Name of the list.'),
  state: z
    .enum(['readable', 'empty', 'refused', 'missing', 'unreadable', 'failing', 'rate-limited', 'unasked'])
    .describe('What came of asking for it.'),
  permission: z.string().optional().describe('Scope that it needs.'),
  count: z.number().optional().describe('Rows that the connection sees.'),
  sample_id: z.string().optional().describe('Id of one of them.'),
  updated_since: z
    .enum(['filters', 'ignores', 'unknown'])
    .optional()
    .describe('Whether Halo can list only what was changed since a time. If not, syncs read the whole list.'),
  likely_cause: z.string().optional().describe('Code of the finding that explains its state.'),
  step: z.string().optional().describe('Section of the connect guide with the remedy.'),
  syncs: z.array(z.string()).describe('Syncs that need it.'),
});

/** Everything that the examination of a connection found out. */
export const Diagnosis = z.object({
  is_healthy: z.boolean().describe('True without errors and warnings.'),
  summary: z.string().describe('The findings in words, one line each.'),
  findings: z.array(Finding).describe('What was found, the worst first.'),
  checked_at: z.string().describe("When it was checked, by Nango's clock."),
  hostname: z.string().optional().describe('The host that is asked.'),
  halo: Identity.describe('Who and what is at the other end.'),
  token: z
    .object({
      scopes_asked: z.string().optional().describe('Scopes that the connection asks for.'),
      scopes_granted: z.array(z.string()).optional().describe('Scopes that Halo granted.'),
      expires_at: z.string().optional().describe('When it ends.'),
      was_renewed: z.boolean().describe('Whether a new one had to be fetched.'),
    })
    .describe('The access token; never the token itself.'),
  agent: z
    .object({
      is_api_only: z.boolean().optional().describe('Whether it is an API-only agent.'),
      is_disabled: z.boolean().describe('Whether it is disabled.'),
      teams: z.array(z.string()).optional().describe('Teams that it belongs to.'),
      departments: z.array(z.string()).optional().describe('Departments that it belongs to.'),
      is_limited_to_customers: z.boolean().optional().describe('Whether it sees certain customers only.'),
      is_limited_to_ticket_types: z.boolean().optional().describe('Whether it sees certain ticket types only.'),
    })
    .optional()
    .describe('The agent that the API application logs in as.'),
  lists: z.array(ExaminedList).describe('The lists that the syncs need.'),
  visible: z
    .object({
      customers: z.number().optional().describe('Customers that the connection sees.'),
      teams: z.number().optional().describe('Teams that it sees.'),
      ticket_types: z
        .array(z.object({ id: z.string(), name: z.string(), tickets: z.number() }))
        .optional()
        .describe('Ticket types, each with how many tickets of it are seen.'),
    })
    .describe('How far the connection sees.'),
  clock: z
    .object({
      difference_seconds: z.number().optional().describe("Halo's clock less Nango's; absent when Halo does not tell."),
      newest_ticket_stamp: z.string().optional().describe('When a ticket was changed last.'),
      dates_are_utc: z.boolean().optional().describe('False when that lies in the future. Absent when unknown.'),
    })
    .describe('Clocks and dates.'),
  budget: z
    .object({
      requests: z.number().describe('Requests that this diagnosis took.'),
      refused: z.number().describe('Requests that were refused because there had been too many.'),
      limit: z.number().optional().describe('Requests that Halo says it allows.'),
      window_seconds: z.number().optional().describe('Seconds that this limit is for.'),
      remaining: z.number().optional().describe('Requests that Halo says are left.'),
      milliseconds_per_answer: z.number().describe('How long an answer took on average.'),
    })
    .describe('The request budget, as far as it showed.'),
});
export type Diagnosis = z.output<typeof Diagnosis>;
