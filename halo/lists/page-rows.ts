import type { HaloRow } from '../values/rows.js';
import { idText, numberOf, type RowIds } from './row-ids.js';

/** The rows of an answer, sorted out. */
export interface SortedRows {
  /** Those with an id, each once, in ascending order of their numbers. */
  rows: readonly HaloRow[];
  /** The numbers of the rows (`numberOf`), in the same order. */
  ids: readonly number[];
  /** False when they did not come in that order. */
  isAscending: boolean;
  /** What is wrong with the others, a phrase each. */
  oddities: readonly string[];
}

/**
 * Sorts out the rows of an answer: one without a usable id is left out and named, one that comes twice is kept once.
 *
 * @param place where the rows are, for the phrases, such as "on page 3"
 * @param list how its rows are numbered
 */
export function readRows(sent: readonly HaloRow[], place: string, list: RowIds = {}): SortedRows {
  const ids: number[] = [];
  const oddities: string[] = [];
  let isAscending = true;
  let hasRepeated = false;
  let last = 0;
  for (const row of sent) {
    const id = numberOf(list, row['id']);
    if (id === undefined) {
      oddities.push(`a row ${place}${last === 0 ? '' : `, after ${idText(list, last)},`} has ${idInWords(row['id'])}`);
      continue;
    }
    if (id === last) hasRepeated = true;
    else if (id < last) isAscending = false;
    ids.push(id);
    last = id;
  }
  if (isAscending && !hasRepeated && oddities.length === 0) return { rows: sent, ids, isAscending, oddities };
  const byId = new Map<number, HaloRow>();
  for (const row of sent) {
    const id = numberOf(list, row['id']);
    if (id !== undefined) byId.set(id, row);
  }
  const sorted = [...byId].sort(([a], [b]) => a - b);
  return { rows: sorted.map(([, row]) => row), ids: sorted.map(([id]) => id), isAscending, oddities };
}

/** What stands in the place of an id; a text may be anything, so it is not repeated. */
function idInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'no id';
  return typeof value === 'number' ? `the id ${value}` : 'an id that is no whole number';
}
