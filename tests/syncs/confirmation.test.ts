import { expect, test } from 'vitest';

import { projects } from '../../records/tickets/projects.js';
import { askAbout, findDeselected } from '../../syncs/deleting/confirmation.js';
import { ScriptedConnection } from '../support/connection.js';

const notKept = { params: {}, keeps: () => false };

test('an existing row that is not selected is recognised, and a row in doubt counts as existing', async () => {
  const { client } = new ScriptedConnection(() => ({ data: { id: 1005, use: 'ticket' } }));
  const run = { client, source: projects };
  expect(await askAbout(run, notKept, 1005)).toBe('not selected');
  expect(await askAbout(run, { ...notKept, doubts: () => true }, 1005)).toBe('living');
});

test('the same holds for a hundred rows that are requested at once', async () => {
  const { client } = new ScriptedConnection(() => ({ data: { record_count: 1, tickets: [{ id: 1005 }] } }));
  const run = { client, source: projects };
  expect(await findDeselected(run, notKept, [1005])).toEqual([1005]);
  expect(await findDeselected(run, { ...notKept, doubts: () => true }, [1005])).toEqual([]);
});
