import { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import { readFlag, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../described.js';
import { computed } from '../field.js';

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
  stateOf,
);

function stateOf(row: HaloRow): State | undefined {
  const letter = row['slaresponsestate'];
  if (typeof letter === 'string' && letter.trim() !== '') {
    return statesByLetter[letter.trim().toUpperCase()] ?? 'unknown';
  }
  const isRunning =
    readFlag(row['excludefromsla']) !== true &&
    typeof readDate(row['respondbydate']) === 'string' &&
    typeof readDate(row['responsedate']) !== 'string';
  return isRunning ? 'running' : undefined;
}
