import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../../halo/values/rows.js';
import { readSettings } from '../../../records/settings.js';
import { TicketNames } from '../../../records/tickets/names.js';
import { priorities, tables } from './tables.js';

const usual = {
  '/Status': [],
  '/Priority': priorities,
};

async function names(row: HaloRow, metadata: object = {}, lists: Record<string, readonly HaloRow[]> = usual) {
  const all = new TicketNames(tables(lists).client, readSettings(metadata));
  await all.load([row]);
  return all;
}

// The same number is another priority under another SLA (halo-api.md §6.9).
describe('the priority of a ticket', () => {
  test.each([
    [{ priority_id: 1, sla_id: 1 }, 'Critical'],
    [{ priority_id: 1, sla_id: 2 }, 'P1 Urgent'],
    [{ priority_id: 2, sla_id: 2 }, 'High'],
    [{ priority_id: 2, sla_id: 99 }, 'High'],
    [{ priority_id: 2 }, 'High'],
    [{ priority_id: 1 }, undefined],
    [{ priority_id: 1, sla_id: 99 }, undefined],
    [{ sla_id: 1 }, undefined],
  ])('%j is %s', async (row, name) => {
    expect((await names(row)).priority(row)).toBe(name);
  });

  test.each([
    [{ priority_id: 1, sla_id: 1 }, 'urgent'],
    [{ priority_id: 1, sla_id: 2 }, 'urgent'],
    [{ priority_id: 2, sla_id: 1 }, 'high'],
    [{ priority_id: 3, sla_id: 1 }, 'unknown'],
    [{ priority_id: 4, sla_id: 1 }, 'unknown'],
    [{ priority_id: 0 }, 'unknown'],
    [{ priority_name: 'P2 - High' }, 'high'],
    [{ priority_name: 'Medium' }, 'normal'],
    [{ priority_name: 'P4' }, 'low'],
    [{ priority_name: 'Highlander' }, 'unknown'],
    [{ priority_name: 'constructor' }, 'unknown'],
    // A negation is not the thing (halo-api.md §6.14).
    [{ priority_name: 'Non-Urgent' }, 'unknown'],
    [{ priority_name: 'Not Urgent' }, 'unknown'],
    [{ priority_name: 'P3 Non-Urgent' }, 'unknown'],
    [{ priority_name: 'No high priority' }, 'unknown'],
    [{ priority_name: 'Less critical' }, 'unknown'],
  ])('%j has the level %s', async (row, level) => {
    expect((await names(row)).level(row)).toBe(level);
  });

  test.each([
    [{ '3': 'low' }, 'low'],
    [{ Whenever: 'normal' }, 'normal'],
    [{ WHENEVER: 'normal' }, 'normal'],
  ])('the metadata %j takes precedence', async (priority_levels, level) => {
    const row = { priority_id: 3, sla_id: 1 };
    expect((await names(row, { priority_levels })).level(row)).toBe(level);
  });

  // The row of a build that sends the priority as an object, under an SLA that is not in the table (halo-api.md §6.3).
  test('is named by the object in its row', async () => {
    const row = { priority_id: 4, sla_id: 99, priority: { priorityid: 4, slaid: 99, name: 'Urgent' } };
    const all = await names(row);
    expect([all.priority(row), all.level(row)]).toEqual(['Urgent', 'urgent']);
  });
});
