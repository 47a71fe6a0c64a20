import type { Position } from './cursor.js';
import { comparePositions, decodeCursor, encodeCursor, formatMicroseconds } from './cursor.js';
import type { Row } from './plan.js';
import { lastAction } from './plan.js';
import type { RecordData, RecordQuery, ReturnedRecord } from './types.js';

export const defaultLimit = 100;

/** Picks one page out of rows that are already in reading order. */
export function selectRows<R extends Row>(rows: R[], query: RecordQuery): { page: R[]; next: string | null } {
  const after: Position | undefined = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const since = query.modifiedAfter === undefined ? undefined : query.modifiedAfter * 1000;
  const actions = query.actions && new Set(query.actions);
  const limit = query.limit ?? defaultLimit;
  const page: R[] = [];
  for (const row of rows) {
    if (after && comparePositions({ at: row.updatedAt, id: row.id }, after) <= 0) continue;
    if (since !== undefined && row.updatedAt < since) continue;
    if (actions && !actions.has(lastAction(row))) continue;
    page.push(row);
    if (page.length > limit) break;
  }
  return { page: page.slice(0, limit), next: nextCursor(page, limit) };
}

/** `rows` may hold one more than `limit`: the proof that there is a next page. */
export function nextCursor(rows: Row[], limit: number): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? encodeCursor({ at: last.updatedAt, id: last.id }) : null;
}

/** A row and its payload in the shape in which the API returns them. A pruned payload is empty; the id remains. */
export function presentRow(row: Row, data: RecordData): ReturnedRecord {
  return {
    ...data,
    id: row.externalId,
    _nango_metadata: {
      first_seen_at: formatMicroseconds(row.createdAt),
      last_modified_at: formatMicroseconds(row.updatedAt),
      last_action: lastAction(row),
      deleted_at: row.deletedAt === null ? null : formatMicroseconds(row.deletedAt),
      // Nango empties records only when it is asked to, which this platform cannot be.
      pruned_at: null,
      cursor: encodeCursor({ at: row.updatedAt, id: row.id }),
    },
  };
}
