import { readListAnswer } from '../../halo/lists/answer.js';
import { isRow, type HaloRow } from '../../halo/values/rows.js';

/** What Halo answered to one request. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
  /** The body as JSON; undefined if it is not JSON. */
  readonly body: unknown;
}

/** How the rows of a list are wrapped (halo-api.md §3.6). */
export type Container = 'array' | 'results' | 'keyed' | 'other';

/** An answer that is a list. */
export interface ListAnswer extends Answer {
  readonly rows: readonly HaloRow[];
  readonly recordCount: number | undefined;
  /** The page size that the answer names. */
  readonly pageSize: number | undefined;
  readonly container: Container;
}

/**
 * Reads an answer as a list whose rows stand under a key.
 * @returns undefined when it was refused, or holds no list
 */
export function asList(answer: Answer, key: string): ListAnswer | undefined {
  if (answer.status !== 200) return undefined;
  try {
    const { rows, recordCount, pageSize } = readListAnswer(key, key, answer.body);
    return { ...answer, rows, recordCount, pageSize, container: containerOf(answer.body, key) };
  } catch {
    // The question that asked says that the list cannot be read; the reason lies in the body, which is not passed on.
    return undefined;
  }
}

function containerOf(body: unknown, key: string): Container {
  if (Array.isArray(body)) return 'array';
  if (!isRow(body)) return 'other';
  if (Array.isArray(body[key])) return 'keyed';
  return Array.isArray(body['results']) ? 'results' : 'other';
}
