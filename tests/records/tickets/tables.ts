import type { HaloRow } from '../../../halo/values/rows.js';
import { ScriptedConnection } from '../../support/connection.js';

/** A connection with set-up lists that a test gives; `/Status` with `excludeclosed` returns the open ones. */
export function tables(lists: Record<string, readonly HaloRow[]>): ScriptedConnection {
  return new ScriptedConnection(({ endpoint, params }) => {
    const rows = lists[endpoint] ?? [];
    return { data: params?.['excludeclosed'] === 'true' ? rows.filter((row) => row['closed'] !== true) : rows };
  });
}

/** Priorities of two SLAs, whose numbers repeat and whose names differ. */
export const priorities: readonly HaloRow[] = [
  { id: 'a', slaid: 1, priorityid: 1, name: 'Critical' },
  { id: 'b', slaid: 2, priorityid: 1, name: 'P1 Urgent' },
  { id: 'c', slaid: 1, priorityid: 2, name: 'High' },
  { id: 'd', slaid: 2, priorityid: 2, name: 'High' },
  { id: 'e', slaid: 1, priorityid: 3, name: 'Whenever' },
  { id: 'f', slaid: 1, priorityid: 4, name: 'High to low' },
];
