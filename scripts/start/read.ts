import type { Nango } from '@nangohq/node';

import type { Change } from './changes.js';
import type { Connection } from './connect.js';
import { createTable } from './rows.js';

/** Fields that say at a glance which record it is; those that a record has are shown. */
const telling = [
  'summary',
  'name',
  'tag',
  'type_name',
  'customer_name',
  'status_name',
  'status_category',
  'agent_name',
  'email',
  'job_title',
  'department_name',
  'address_city',
  'is_archived',
  'updated_at',
] as const;

const shownColumns = 5;
const shownWidth = 34;

/** The first records of a model, as an application reads them. */
export async function renderFirst(nango: Nango, connection: Connection, model: string): Promise<string> {
  const { records } = await nango.listRecords({ ...connection, model, limit: 3 });
  const columns = telling.filter((name) => records.some((record) => name in record)).slice(0, shownColumns - 1);
  const table = createTable([`${model} id`, ...columns]);
  for (const record of records) table.push([String(record.id), ...columns.map((name) => shorten(record[name]))]);
  return records.length === 0 ? `${model}: no records` : table.toString();
}

function shorten(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= shownWidth ? text : `${text.slice(0, shownWidth - 1)}…`;
}

/** A record that changed, and how: `ADDED`, `UPDATED` or `DELETED`. */
export interface ReadChange {
  readonly sync: string;
  readonly model: string;
  readonly id: string;
  readonly action: string;
}

/** What changed in a model since a moment, as an application reads it: the deleted ones too. */
export async function readChanges(
  nango: Nango,
  connection: Connection,
  { sync, model }: { sync: string; model: string },
  since: Date,
): Promise<ReadChange[]> {
  const changes: ReadChange[] = [];
  const modifiedAfter = since.toISOString();
  let cursor: string | null = null;
  do {
    const query = { ...connection, model, modifiedAfter, limit: 1000, cursor };
    const page: Awaited<ReturnType<typeof nango.listRecords>> = await nango.listRecords(query);
    for (const { id, _nango_metadata: metadata } of page.records) {
      changes.push({ sync, model, id: String(id), action: metadata.last_action });
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  return changes;
}

const shownChanges = 30;

/** @param made what was done in Halo, as far as anybody here knows */
export function renderChanges(read: readonly ReadChange[], made: readonly Change[]): string {
  if (read.length === 0) return 'Nothing.';
  const table = createTable(['Model', 'id', 'Read as', ...(made.length > 0 ? ['Done in Halo'] : [])]);
  for (const { sync, model, id, action } of read.slice(0, shownChanges)) {
    const change = made.find((one) => one.sync === sync && one.id === id);
    table.push([model, id, action, ...(made.length > 0 ? [change?.what ?? 'nothing'] : [])]);
  }
  const left = read.length - shownChanges;
  return left > 0 ? `${table.toString()}\nand ${left} more` : table.toString();
}
