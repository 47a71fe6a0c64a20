import Table from 'cli-table3';

import { isPaged } from '../../halo/lists/description.js';
import { registry } from '../../records/registry.js';
import type { SyncRun } from '../../sandbox/platform/index.js';

/** What one run of a sync came to. `records` live after it; `ms` is wall time. */
export interface SyncRow {
  readonly name: string;
  readonly model: string;
  readonly records: number;
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  readonly requests: number;
  readonly ms: number;
}

export function toRow({ sync, models, records, added, updated, deleted, requests, ms }: SyncRun): SyncRow {
  return { name: sync, model: models.join(', '), records, added, updated, deleted, requests, ms };
}

/** Rows that one answer of a sync's list can hold. */
function rowsAnAnswer(sync: string): number {
  const list = registry[sync]?.[0];
  return list === undefined || isPaged(list) ? (list?.pageSize ?? 100) : Infinity;
}

/** The fewest requests that any client could need: those that carry the rows which were saved, or one that finds none. */
function leastRequests({ name, added, updated }: Pick<SyncRow, 'name' | 'added' | 'updated'>): number {
  return Math.max(1, Math.ceil((added + updated) / rowsAnAnswer(name)));
}

/** The table of one round. */
export function renderRows(rows: readonly SyncRow[]): string {
  const numbers = ['Records', 'Added', 'Updated', 'Deleted', 'Requests', 'Least', 'Time'];
  const table = createTable(['Sync', ...numbers], numbers.length);
  for (const row of rows) {
    const { name, records, added, updated, deleted, requests, ms } = row;
    const counts = [records, added, updated, deleted, requests, leastRequests(row)];
    table.push([name, ...counts.map((count) => count.toLocaleString('en')), `${(ms / 1000).toFixed(1)} s`]);
  }
  return table.toString();
}

/**
 * A table without colours, so that it reads the same in a file.
 * @param numbers how many columns, from the right, hold numbers
 */
export function createTable(head: readonly string[], numbers = 0): Table.Table {
  const colAligns = head.map((_, column) => (column < head.length - numbers ? 'left' : 'right'));
  return new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true, 'padding-left': 0 } });
}
