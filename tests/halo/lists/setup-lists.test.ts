import { describe, expect, test } from 'vitest';

import { IncompleteListError, UnreadableAnswerError } from '../../../halo/errors.js';
import { setupLists } from '../../support/lists.js';
import { readSetupList } from '../../../halo/lists/setup-lists.js';
import { answering, answeringInTurn, TenantConnection } from '../../support/connection.js';

test.each(Object.entries(setupLists))('%s is read with one request', async (_name, list) => {
  const connection = new TenantConnection();
  expect((await readSetupList(connection.client, list)).length).toBeGreaterThan(0);
  expect(connection.requested).toHaveLength(1);
});

describe('an envelope', () => {
  test('is read if a build sends one', async () => {
    const connection = new TenantConnection({
      agents: 30,
      adjust: (switches) => {
        switches.containers = { Agent: 'results', Status: 'keyed' };
      },
    });
    expect(await readSetupList(connection.client, setupLists.agents)).toHaveLength(30);
    expect((await readSetupList(connection.client, setupLists.statuses)).length).toBeGreaterThan(0);
  });

  test('is an error if it counts more rows than it contains', async () => {
    const client = answering({ record_count: 3, statuses: [{ id: 1 }] });
    await expect(readSetupList(client, setupLists.statuses)).rejects.toThrow(IncompleteListError);
  });

  test('is an error if it is a first page that counts only itself', async () => {
    const connection = new TenantConnection({
      agents: 80,
      adjust: (switches) => {
        switches.containers = { Agent: 'results' };
        switches.ignoresPaging = {};
      },
    });
    await expect(readSetupList(connection.client, setupLists.agents)).rejects.toThrow(IncompleteListError);
  });

  test('is an error if it contains no rows', async () => {
    await expect(readSetupList(answering({ record_count: 3 }), setupLists.statuses)).rejects.toThrow(
      UnreadableAnswerError,
    );
  });
});

test('the agents include disabled ones and the API-only one', async () => {
  const connection = new TenantConnection({ agents: 5 });
  connection.tenant.agents.archive(3);
  const ids = (await readSetupList(connection.client, setupLists.agents)).map((row) => row['id']);
  expect(ids).toEqual(expect.arrayContaining([2, 3]));
});

test('the rows of a bare array are returned unchanged', async () => {
  const { client } = answeringInTurn([{ id: 'a' }, {}]);
  expect(await readSetupList(client, setupLists.priorities)).toEqual([{ id: 'a' }, {}]);
});
