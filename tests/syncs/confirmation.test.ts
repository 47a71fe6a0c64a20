import { expect, test } from 'vitest';

import { projects } from '../../records/tickets/projects.js';
import { askAbout, findDeselected } from '../../syncs/deleting/confirmation.js';
import { ScriptedConnection } from '../support/connection.js';

const notKept = { params: {}, keeps: () => false };

test('a row that lives and is not selected is said to be so, and one of which that is not known lives', async () => {
  const { client } = new ScriptedConnection(() => ({ data: { id: 1005, use: 'ticket' } }));
  const run = { client, source: projects };
  expect(await askAbout(run, notKept, 1005)).toBe('not selected');
  expect(await askAbout(run, { ...notKept, doubts: () => true }, 1005)).toBe('living');
});

test('the same holds for a hundred that are asked for at once', async () => {
  const { client } = new ScriptedConnection(() => ({ data: { record_count: 1, tickets: [{ id: 1005 }] } }));
  const run = { client, source: projects };
  expect(await findDeselected(run, notKept, [1005])).toEqual([1005]);
  expect(await findDeselected(run, { ...notKept, doubts: () => true }, [1005])).toEqual([]);
});
