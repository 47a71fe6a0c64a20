import { createHash } from 'crypto';

import { readDate, shiftDate } from '../../halo/values/dates.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { appointmentList } from '../../records/appointments.js';
import type { Call } from '../call.js';
import { TooLargeError } from '../errors.js';
import type { KeyPlace } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { mostRows, readWindow } from './window.js';

/** Appointments of one agent at the same second whose notes are read one by one. */
const mostAtOnce = 10;

/**
 * An appointment has no field for another product's id, and its list no search (halo-api.md §4.9). Rows carry the notes as
 * plain text (halo-api.md §6.12), so the key is the last line of the notes, where people see it, as a hash. It is looked for
 * among the agent's appointments that begin within the same second, which a call with the same key asks for again.
 */
export const appointmentKey: KeyPlace = {
  put: (body, key) => ({ ...body, note_html: `${textOf(body['note_html'])}<p>${markOf(key)}</p>` }),
  holds: (row, key) => textOf(row['note']).includes(markOf(key)),
  find: async (call, key, body) => {
    const start = readDate(body['start_date']);
    if (typeof start !== 'string') return [];
    const agent = toId(body['agent_id']);
    const { rows, isWhole } = await readWindow(call, start, shiftDate(start, 1000), {
      ...(agent === undefined ? {} : { agents: String(agent) }),
    });
    if (!isWhole) throw new TooLargeError('The number of appointments around that time', String(mostRows));
    if (rows.filter((row) => textOf(row['note']) === '').length > mostAtOnce) {
      throw new TooLargeError('The number of appointments of the agent at that very time', String(mostAtOnce));
    }
    const read = await Promise.all(rows.map((row) => withNotes(call, row)));
    return read
      .filter((row) => appointmentKey.holds(row, key))
      .toSorted((a, b) => (toId(a['id']) ?? 0) - (toId(b['id']) ?? 0));
  },
};

/** A row without notes may have been left without them by a list that shows none. */
async function withNotes(call: Call, row: HaloRow): Promise<HaloRow> {
  const id = toId(row['id']);
  if (id === undefined || textOf(row['note']) !== '') return row;
  return (await readOne(call, appointmentList, String(id))) ?? row;
}

function markOf(key: string): string {
  return `[key ${createHash('sha256').update(key).digest('hex').slice(0, 24)}]`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Notes without the key at their end. */
export function withoutKey(row: HaloRow): HaloRow {
  return { ...row, note: textOf(row['note']).replace(/\s*\[key [0-9a-f]{24}\]\s*$/, '') };
}
