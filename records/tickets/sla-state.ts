import { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import { readFlag, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../described.js';
import { computed } from '../field.js';
import { inDetail, nameIn } from '../origin.js';

const states = ['met', 'missed', 'running', 'unknown'] as const;
type State = (typeof states)[number];

/** Halo writes I for "in" and O for "out of" time, and nothing while it is open (halo-api.md §6.3). */
const statesByLetter: Readonly<Record<string, State>> = { I: 'met', O: 'missed' };

/** Whether the first response was in time, in words. */
export const responseState = computed(
  ['responseState', 1, 'slaresponsestate', 'respondbydate', 'responsedate', 'excludefromsla'],
  described(
    z.enum(states).optional(),
    'Whether the first response was in time: running until it was given or too late, unknown for a letter of Halo that is ' +
      'not known. Halo: slaresponsestate.',
  ),
  (row) => stateOf(row, 'slaresponsestate', 'respondbydate', 'responsedate'),
);

/** Whether it was resolved in time, in words. */
export const resolutionState = computed(
  ['resolutionState', 1, 'slastate', 'fixbydate', 'dateclosed', 'excludefromsla'],
  described(
    z.enum(states).optional(),
    `Whether it was resolved in time: running until it is closed or too late, unknown for a letter of Halo that is not known. ${nameIn('slastate', inDetail)}`,
  ),
  (row) => (row['slastate'] === undefined ? undefined : stateOf(row, 'slastate', 'fixbydate', 'dateclosed')),
  inDetail,
);

function stateOf(row: HaloRow, key: string, dueKey: string, doneKey: string): State | undefined {
  const letter = row[key];
  if (typeof letter === 'string' && letter.trim() !== '') {
    return statesByLetter[letter.trim().toUpperCase()] ?? 'unknown';
  }
  const isRunning =
    readFlag(row['excludefromsla']) !== true &&
    typeof readDate(row[dueKey]) === 'string' &&
    typeof readDate(row[doneKey]) !== 'string';
  return isRunning ? 'running' : undefined;
}
