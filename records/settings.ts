import { z } from 'zod';

import { readDate } from '../halo/values/dates.js';
import { InvalidMetadataError } from '../halo/errors.js';
import { described } from './described.js';
import { detailedModels } from './detailed-models.js';

/** Ids as Halo writes them, or as text, as records carry them; `readSettings` makes them numbers. */
const ids = z
  .array(z.union([z.int().positive(), z.string().regex(/^[1-9]\d{0,14}$/, 'expected an id such as 12')]))
  .min(1, 'expected at least one id, or null to select all');

/** What it costs to change a setting that decides what is in the records of actions. */
const changeOfActions =
  "After a change the newest 1,000 actions of each ticket are read again, at 1 request a ticket and 1 for each private note that Halo's list leaves out.";

/**
 * What a customer's connection may say about its syncs, as connection metadata in Nango. Everything is optional;
 * unknown keys belong to others and are left alone.
 */
export const ConnectionMetadata = z.object({
  customers: described(
    ids.optional(),
    'Ids of customers: reads only their tickets with actions, assets, sites, contacts and appointments. The customers themselves are all kept.',
  ),
  ticket_types: described(ids.optional(), 'Ids of ticket types: reads only tickets of these types.'),
  tickets_since: described(
    z.string().optional(),
    'Reads only tickets that changed on this day or later, such as "2026-01-01". Default: all tickets.',
  ),
  include_projects: described(
    z.boolean().optional(),
    'Whether tickets include the projects that /Tickets lists, besides the sync of projects. Default: false.',
  ),
  include_opportunities: described(
    z.boolean().optional(),
    'Whether tickets include the opportunities that /Tickets lists, besides the sync of opportunities. Default: false.',
  ),
  page_size: described(
    z.int().min(1).max(100).optional(),
    'Maximum number of rows per request. Default: 100; assets 50.',
  ),
  overlap_minutes: described(
    z.number().min(5).max(1440).optional(),
    'How far a run reaches back before the previous one, in minutes. Default: 15.',
  ),
  actions_days: described(
    z.number().min(1).max(3650).optional(),
    'How many days the first runs of ticket-actions and ticket-attachments go back; each changed ticket costs 1 request. Default: 30.',
  ),
  appointments_days: described(
    z.int().min(1).max(730).optional(),
    'How many days before and after today appointments are read. Default: 90.',
  ),
  full_listing_hours: described(
    z.number().min(1).max(168).optional(),
    'Hours between complete listings, if the runs in between can read only changed rows. Default: 24.',
  ),
  details: described(
    z.array(z.string()).optional(),
    `Models whose records are completed from their details, at 1 request for each new or changed record: ${Object.keys(detailedModels).join(', ')}. Default: all but ${Object.keys(
      detailedModels,
    )
      .filter((model) => detailedModels[model] !== true)
      .join(' and ')}.`,
  ),
  details_per_run: described(
    z.int().min(1).max(2000).optional(),
    'Maximum number of details that one run reads; the next run continues. Default: 200.',
  ),
  status_categories: described(
    z.record(z.string(), z.enum(['open', 'pending', 'on_hold', 'closed'])).optional(),
    "Categories of ticket statuses, by status id or name; they override the tenant's tables.",
  ),
  priority_levels: described(
    z.record(z.string(), z.enum(['urgent', 'high', 'normal', 'low'])).optional(),
    'Levels of priorities, by priority id or name; they override what the names suggest.',
  ),
  sla_states: described(
    z.record(z.string(), z.enum(['met', 'missed', 'running'])).optional(),
    'Meanings of what Halo writes as the state of an SLA, such as { "P": "running" }; they override I (met) and O (missed).',
  ),
  author_kinds: described(
    z.record(z.string(), z.enum(['agent', 'contact', 'system'])).optional(),
    `What authors of ticket actions are, by agent id, by name, or by Halo's number, such as "who_type 3"; they override that number. The agent of an integration may be "system". ${changeOfActions}`,
  ),
  private_outcomes: described(
    z.record(z.string(), z.boolean()).optional(),
    `Whether ticket actions and time entries are private, by outcome id or name; it overrides Halo's flag of each, so that with false even those that agents hid count as public. ${changeOfActions}`,
  ),
  email_directions: described(
    z.record(z.string(), z.enum(['incoming', 'outgoing'])).optional(),
    `Ways of e-mails among ticket actions, by outcome id or name, or by Halo's value, such as "emaildirection 1"; they override that value. ${changeOfActions}`,
  ),
  custom_fields: described(
    z.array(z.string().trim().min(1)).min(1).optional(),
    'Custom fields that tickets, projects and opportunities are read with, by name or label. Default: all, which costs a further request a page for each eighty of them.',
  ),
  accept_shrinkage: described(
    z.array(z.string()).optional(),
    'Lists, such as "customers", of which a large part may be reported as deleted at once, because it was deleted or is no longer selected.',
  ),
});

type Metadata = z.output<typeof ConnectionMetadata>;

/** Validated metadata in one form: ids are numbers, each once, in ascending order. */
export interface Settings extends Omit<Metadata, 'customers' | 'ticket_types'> {
  customers?: readonly number[];
  ticket_types?: readonly number[];
}

/**
 * Validates a connection's metadata. A setting that is null counts as not set: a write that merges metadata cannot take
 * a key away (nango-platform.md §14).
 *
 * @throws InvalidMetadataError naming every key that is wrong, before any request goes out
 */
export function readSettings(metadata: unknown): Settings {
  const parsed = ConnectionMetadata.safeParse(withoutNull(metadata ?? {}));
  if (!parsed.success) {
    throw new InvalidMetadataError(parsed.error.issues.map((issue) => `"${issue.path.join('.')}": ${issue.message}`));
  }
  if (parsed.data.tickets_since !== undefined && typeof readDate(parsed.data.tickets_since) !== 'string') {
    throw new InvalidMetadataError(['"tickets_since": expected a date after 1980 such as "2026-01-01"']);
  }
  const { customers, ticket_types: types, ...others } = parsed.data;
  return {
    ...others,
    ...(customers ? { customers: unify(customers) } : {}),
    ...(types ? { ticket_types: unify(types) } : {}),
  };
}

function withoutNull(metadata: unknown): unknown {
  const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  return isObject ? Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)) : metadata;
}

/** The same selection gives the same fingerprint, in whatever form and order its ids were written. */
function unify(given: readonly (number | string)[]): readonly number[] {
  return [...new Set(given.map(Number))].sort((a, b) => a - b);
}
