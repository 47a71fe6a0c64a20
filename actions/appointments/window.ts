import { readListAnswer } from '../../halo/lists/answer.js';
import { readDate, shiftDate, toFilterDate } from '../../halo/values/dates.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { appointmentList } from '../../records/appointments.js';
import type { Call } from '../call.js';

const day = 86_400_000;
const mostPages = 5;

/** Most appointments that are read at once. */
export const mostRows = mostPages * appointmentList.pageSize;

/**
 * The appointments that begin within a window. What Halo's window means is not known (docs/assumptions.md,
 * `appointmentWindow`), nor in which zone it reads its ends: a day more is asked for on either side, and what does not
 * belong is left out here. Pages are named by their numbers, because everything comes otherwise (halo-api.md §3.8).
 */
export async function readWindow(
  call: Call,
  from: string,
  to: string,
  params: Readonly<Record<string, string>>,
): Promise<{ rows: readonly HaloRow[]; isWhole: boolean }> {
  const { name, endpoint, key, pageSize } = appointmentList;
  const window = { start_date: toFilterDate(shiftDate(from, -day)), end_date: toFilterDate(shiftDate(to, day)) };
  const found = new Map<number, HaloRow>();
  let isWhole = false;
  for (let page = 1; page <= mostPages && !isWhole; page += 1) {
    const paging = { pageinate: 'true', page_no: String(page), page_size: String(pageSize) };
    const { body } = await call.client.list(name, endpoint, { ...params, ...window, ...paging });
    const { rows, recordCount } = readListAnswer(name, key, body);
    const known = found.size;
    for (const row of rows) {
      const id = toId(row['id']);
      if (id !== undefined) found.set(id, row);
    }
    // A page that brings nothing new is the last, or the first again (halo-api.md §3.7).
    isWhole = found.size === known || Array.isArray(body) || found.size >= (recordCount ?? Number.POSITIVE_INFINITY);
  }
  return { rows: [...found.values()].filter((row) => begins(row, from, to)), isWhole };
}

function begins(row: HaloRow, from: string, to: string): boolean {
  const start = readDate(row['start_date']);
  if (typeof start !== 'string') return false;
  return Date.parse(start) >= Date.parse(from) && Date.parse(start) < Date.parse(to);
}
