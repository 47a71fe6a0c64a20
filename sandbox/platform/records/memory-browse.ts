import type { BrowsePage, BrowseQuery, ModelSummary, RecordVersion } from './browser.js';
import { comparePositions, decodeCursor, encodeCursor, formatMicroseconds } from './cursor.js';
import type { Row } from './plan.js';
import { lastAction } from './plan.js';
import { presentRow } from './present.js';
import type { RecordData } from './types.js';

/** A row as it was before its last change. */
export type EarlierRow = Pick<Row, 'createdAt' | 'updatedAt' | 'deletedAt'> & { json: string };

export interface BrowsableRow extends Row {
  json: string;
  /** Oldest first. */
  earlier?: EarlierRow[];
}

/** @param sorted rows in reading order */
export function browseRows(sorted: readonly BrowsableRow[], query: BrowseQuery): BrowsePage {
  const { search, actions, limit, scan } = query;
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const wanted = search?.toLowerCase();
  const found: BrowsableRow[] = [];
  let scanned = 0;
  let last: BrowsableRow | undefined;
  for (const row of [...sorted].reverse()) {
    if (before && comparePositions({ at: row.updatedAt, id: row.id }, before) >= 0) continue;
    if (actions && !actions.includes(lastAction(row))) continue;
    if (found.length === limit || scanned === scan) {
      return { records: found.map(present), next_cursor: last ? cursorOf(last) : null, scanned };
    }
    scanned += 1;
    last = row;
    if (wanted === undefined || row.json.toLowerCase().includes(wanted)) found.push(row);
  }
  return { records: found.map(present), next_cursor: null, scanned };
}

const cursorOf = ({ updatedAt: at, id }: BrowsableRow): string => encodeCursor({ at, id });
const parse = (json: string): RecordData => JSON.parse(json) as RecordData;
const present = (row: BrowsableRow) => presentRow(row, parse(row.json));

export function versionsOf(row: BrowsableRow): RecordVersion[] {
  return [...(row.earlier ?? []), row].reverse().map((version) => ({
    last_action: lastAction(version),
    modified_at: formatMicroseconds(version.updatedAt),
    record: parse(version.json),
  }));
}

/** Keeps what a row was, for `versions`, where a write changes more than what was seen. */
export function remember({ earlier = [], ...row }: BrowsableRow): EarlierRow[] {
  const { createdAt, updatedAt, deletedAt, json } = row;
  return [...earlier, { createdAt, updatedAt, deletedAt, json }];
}

export function summarise(model: string, rows: readonly BrowsableRow[]): ModelSummary {
  return {
    model,
    count: rows.filter((row) => row.deletedAt === null).length,
    size_bytes: rows.reduce((sum, row) => sum + row.json.length, 0),
    updated_at: formatMicroseconds(rows.reduce((latest, row) => Math.max(latest, row.updatedAt), 0)),
  };
}
