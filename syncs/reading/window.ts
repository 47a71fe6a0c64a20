import { readDate, shiftDate, toFilterDate } from '../../halo/values/dates.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { RowSelection, WindowSource } from '../../records/contract.js';

const day = 24 * 60 * 60_000;

/** A span of whole days, as ISO dates. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** So many days before and after a moment. */
export function windowAround(now: string, days: number): Window {
  const today = `${now.slice(0, 10)}T00:00:00.000Z`;
  return { from: shiftDate(today, -days * day), to: shiftDate(today, (days + 1) * day) };
}

/**
 * The rows of a selection that take place in a window. A row that is a day and more outside shows that the server ignores
 * the window; less than a day may be the difference of time zones.
 */
export function selectWindow({ window }: WindowSource, selection: RowSelection, { from, to }: Window): RowSelection {
  const [earliest, latest] = [shiftDate(from, -day), shiftDate(to, day)];
  const includes = (row: HaloRow): boolean => {
    const start = readDate(row[window.start]);
    if (typeof start !== 'string') return true;
    const end = readDate(row[window.end]);
    return start <= latest && (typeof end === 'string' && end > start ? end : start) >= earliest;
  };
  const params = { ...selection.params, [window.start]: toFilterDate(from), [window.end]: toFilterDate(to) };
  return { ...selection, params, includes };
}

/**
 * Whether a record of the cache begins in the window, a day and more from its ends. Builds differ in whether they list what
 * began before the window and is not over, so that nothing follows from the absence of such a row.
 */
export function beginsWithin({ window }: WindowSource, record: HaloRow, { from, to }: Window): boolean {
  const start = record[window.startOfRecord];
  return typeof start === 'string' && start >= shiftDate(from, day) && start <= shiftDate(to, -day);
}
