import { z } from 'zod';

import type { Change } from '../../halo/transport/writer.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import type { SentField } from './model.js';

const outcomes = ['created', 'changed', 'deleted', 'unchanged', 'repeated', 'dry_run'] as const;

const RuleChange = z.object({
  field: described(z.string(), 'Field of the input.'),
  asked: described(z.unknown(), 'What was asked for.'),
  became: described(z.unknown(), 'What the record shows now, by the names of Halo.'),
});

const PlannedRequest = z.object({
  method: described(z.enum(['POST', 'DELETE']), 'Method.'),
  endpoint: described(z.string(), 'Path below the API.'),
  params: described(z.record(z.string(), z.string()), 'Query.'),
  body: described(z.array(z.record(z.string(), z.unknown())).optional(), 'Body.'),
});

/** What every write answers, with the record as the sync of its model saves it. */
export function writeResult<Model extends z.ZodType>(model: Model) {
  return z.object({
    outcome: described(
      z.enum(outcomes),
      'created; changed; deleted; unchanged: the record already had these values, nothing was sent; repeated: an earlier call with this idempotency key did it; dry_run: nothing was sent.',
    ),
    id: described(z.string().optional(), 'Id of the record; missing in a dry run of a new one.'),
    confirmed: described(
      z.boolean(),
      'Whether the change was seen when the record was read again. false is not a failure: Halo accepted the change and may show it later.',
    ),
    record: described(model.optional(), 'The record as its sync saves it, when Halo shows it.'),
    applied_rules: described(
      z.array(z.string()).optional(),
      "Ids of the tenant's rules that ran because of the write.",
    ),
    changed_by_rules: described(
      z.array(RuleChange).optional(),
      "Fields that are not as they were asked for, because the tenant's rules or settings changed them.",
    ),
    key_kept: described(
      z.boolean().optional(),
      'Whether Halo kept the idempotency key where it can be found; if false, a repeated call would write again.',
    ),
    duplicates: described(
      z.array(z.string()).optional(),
      'Ids of further records with the same idempotency key, made by calls at the same time; the oldest is in `id`.',
    ),
    request: described(PlannedRequest.optional(), 'Dry run: the request that would be sent.'),
  });
}

/** A result before its record is of a certain model. */
export interface WriteResult<Record> {
  outcome: (typeof outcomes)[number];
  id?: string | undefined;
  confirmed: boolean;
  record?: Record | undefined;
  applied_rules?: string[] | undefined;
  changed_by_rules?: z.output<typeof RuleChange>[] | undefined;
  key_kept?: boolean | undefined;
  duplicates?: string[] | undefined;
  request?: z.output<typeof PlannedRequest> | undefined;
}

/** What a call answers that sends nothing. */
export function dryRun<Record>(change: Change, id?: string): WriteResult<Record> {
  const { method, endpoint, params, record } = change;
  const request = { method, endpoint, params: { ...params }, ...(record === undefined ? {} : { body: [record] }) };
  return { outcome: 'dry_run', ...(id === undefined ? {} : { id }), confirmed: false, request };
}

/** The rules that Halo says it applied (halo-api.md §7.6). @returns nothing when it names none */
export function appliedRules(reply: HaloRow | undefined): { applied_rules?: string[] } {
  const named = `${textOf(reply?.['matched_rule_ids'])},${textOf(reply?.['matched_rule_id'])}`;
  const ids = [...new Set(named.split(',').map((id) => id.trim()))].filter((id) => /^[1-9]\d*$/.test(id));
  return ids.length === 0 ? {} : { applied_rules: ids };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Fields that a record does not show as they were sent. */
export function changedByRules(row: HaloRow, sent: readonly SentField[]): Pick<WriteResult<never>, 'changed_by_rules'> {
  const changed = sent
    .filter(({ field, part }) => !field.shows(row, part))
    .map(({ name, asked, field, part }) => {
      const became = field.became?.(row, part) ?? valuesOf(row, Object.keys(part));
      return { field: name, asked, became };
    });
  return changed.length === 0 ? {} : { changed_by_rules: changed };
}

function valuesOf(row: HaloRow, keys: readonly string[]): unknown {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return row[only] ?? null;
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? null]));
}
