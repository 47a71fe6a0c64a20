import { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import { readFlag, type HaloRow } from '../../halo/values/rows.js';
import { described } from '../described.js';
import { computed } from '../field.js';
import { inDetail, nameIn } from '../origin.js';
import type { TicketContext } from './context.js';
import { slaStates, type SlaState } from './sla-states.js';

/** Whether the first response was in time, in words. */
export const responseState = computed(
  ['responseState', 1, 'slaresponsestate', 'respondbydate', 'responsedate', 'excludefromsla'],
  described(
    z.enum(slaStates).optional(),
    'Whether the first response was in time: running until it was given or too late, unknown for a letter of Halo that is ' +
      "not known and not in the connection's metadata. Halo: slaresponsestate.",
  ),
  (row, context: TicketContext) => stateOf(row, context, 'slaresponsestate', 'respondbydate', 'responsedate'),
);

/** Whether it was resolved in time, in words. */
export const resolutionState = computed(
  ['resolutionState', 1, 'slastate', 'fixbydate', 'dateclosed', 'excludefromsla'],
  described(
    z.enum(slaStates).optional(),
    'Whether it was resolved in time: running until it is closed or too late, unknown for a letter of Halo that is not ' +
      `known and not in the connection's metadata. ${nameIn('slastate', inDetail)}`,
  ),
  (row, context: TicketContext) =>
    row['slastate'] === undefined ? undefined : stateOf(row, context, 'slastate', 'fixbydate', 'dateclosed'),
  inDetail,
);

/** Halo writes a letter once the clock has stopped, and nothing while it runs (halo-api.md §6.3). */
function stateOf(
  row: HaloRow,
  { slaStates: states }: TicketContext,
  key: string,
  dueKey: string,
  doneKey: string,
): SlaState | undefined {
  const letter = row[key];
  if (typeof letter === 'string' && letter.trim() !== '') return states.meaning(letter.trim());
  const isRunning =
    readFlag(row['excludefromsla']) !== true &&
    typeof readDate(row[dueKey]) === 'string' &&
    typeof readDate(row[doneKey]) !== 'string';
  return isRunning ? 'running' : undefined;
}
