import { expect } from 'vitest';
import { z } from 'zod';

import type { HaloFunction } from '../../../actions/define.js';
import { state, type Bench } from './bench.js';

const Row = z.record(z.string(), z.unknown());
const Written = z.looseObject({ outcome: z.string(), confirmed: z.boolean(), record: Row.optional() });

/** Outcomes that leave everything as it was. */
const harmless = new Set(['unchanged', 'repeated', 'dry_run']);

/**
 * Calls a function, and holds what came of it against the tenant: either it succeeded, and reading again shows the record
 * that it answered with, or it failed with an error that it declares, and nothing is half-written.
 */
export async function judge(bench: Bench, definition: HaloFunction, input: unknown): Promise<void> {
  const { name, marks, cost } = definition;
  const before = state(bench.tenant);
  const ending = await bench.call(name, input);
  expect(bench.writes.length).toBeLessThanOrEqual(1);
  // An id that nothing has is looked for among projects and opportunities too.
  const most = cost.most + (cost.elsewhere ?? 0);
  expect(bench.requests.length, bench.requests.join('\n')).toBeLessThanOrEqual(most);
  const written = 'output' in ending && !marks.readOnly ? Written.parse(ending.output) : undefined;
  if (written === undefined || harmless.has(written.outcome)) expect(state(bench.tenant)).toBe(before);
  else expect(written.confirmed).toBe(true);
  if (written?.record !== undefined) expect(await readAgain(bench, name, written.record)).toEqual(written.record);
}

const conversation = ['add-note', 'reply-to-ticket', 'log-time', 'update-action'];

/** The record that a function answered with, as another function reads it. */
async function readAgain(bench: Bench, name: string, record: z.output<typeof Row>): Promise<unknown> {
  const { id, ticket_id: ticket } = record;
  const among = async (list: string, input: object, key: string): Promise<unknown> => {
    const rows = z.array(Row).parse((await bench.succeed(list, input))[key]);
    return rows.find((row) => row['id'] === id);
  };
  if (conversation.includes(name)) return among('list-ticket-actions', { ticket_id: ticket }, 'actions');
  if (name === 'add-attachment') return among('list-attachments', { ticket_id: ticket }, 'attachments');
  if (name === 'create-appointment') {
    const from = String(record['started_at']);
    const to = new Date(Date.parse(from) + 1000).toISOString();
    return among('list-appointments', { from, to }, 'appointments');
  }
  if (name === 'set-custom-fields') {
    const type = String(record['record_type']);
    const read = Row.parse((await bench.succeed(`get-${type}`, { [`${type}_id`]: id }))[type]);
    return { ...record, custom_fields: read['custom_fields'] };
  }
  const [, type = 'ticket'] = /^(?:create|update|archive|find-or-create)-(.*)$/.exec(name) ?? [];
  return (await bench.succeed(`get-${type}`, { [`${type}_id`]: id }))[type];
}
