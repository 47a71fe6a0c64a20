import { UnreadableAnswerError } from '../errors.js';
import { isRow, toInteger, type HaloRow } from '../values/rows.js';

/** Arrays that ride along in an envelope and are not its rows (halo-api.md §3.5). */
const sidecars = new Set(['columns', 'columns_id', 'folders', 'user_ids', 'include_children']);

export interface ListAnswer {
  rows: readonly HaloRow[];
  /** How many rows the server says there are: a total only when paging is on (halo-api.md §3.5). */
  recordCount: number | undefined;
  /** The effective page size, echoed when one was asked for; it reveals the server's cap (halo-api.md §3.4). */
  pageSize: number | undefined;
}

/**
 * Reads the body of a list: an envelope or a bare array (halo-api.md §3.6).
 * A missing container is an error, never an empty list.
 *
 * @param resource what messages call the rows
 * @param key the property that holds the rows; `results` and, as a last resort, the only other array are accepted too
 * @throws UnreadableAnswerError when no rows can be found
 */
export function readListAnswer(resource: string, key: string, body: unknown): ListAnswer {
  if (Array.isArray(body)) {
    return { rows: onlyRows(resource, body), recordCount: undefined, pageSize: undefined };
  }
  if (!isRow(body)) throw new UnreadableAnswerError(resource, `expected an object or an array, got ${describe(body)}`);
  const rows = body[key] ?? body['results'] ?? onlyArray(body);
  const recordCount = toInteger(body['record_count']);
  if (!Array.isArray(rows)) {
    // "Empty fields are left out" holds for rows too: record_count 0 may come without its array (halo-api.md §6.1.1).
    if (recordCount === 0 && rows === undefined)
      return { rows: [], recordCount, pageSize: toInteger(body['page_size']) };
    throw new UnreadableAnswerError(resource, `it has no "${key}"`);
  }
  return { rows: onlyRows(resource, rows), recordCount, pageSize: toInteger(body['page_size']) };
}

function onlyArray(body: HaloRow): unknown {
  const arrays = Object.entries(body).filter(([key, value]) => Array.isArray(value) && !sidecars.has(key));
  return arrays.length === 1 ? arrays[0]?.[1] : undefined;
}

function onlyRows(resource: string, values: readonly unknown[]): readonly HaloRow[] {
  if (!values.every(isRow)) throw new UnreadableAnswerError(resource, 'a row is not an object');
  return values;
}

function describe(body: unknown): string {
  if (body === '' || body === undefined || body === null) return 'nothing';
  return typeof body === 'string' ? 'text that is not JSON' : typeof body;
}
