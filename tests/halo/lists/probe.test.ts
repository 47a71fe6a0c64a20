import { ExecutionInterruptedSDKError } from '@nangohq/runner-sdk';
import { describe, expect, test } from 'vitest';

import { lists } from '../../support/lists.js';
import { probeChangedSince } from '../../../halo/lists/probe.js';
import {
  ScriptedConnection,
  statusError,
  TenantConnection,
  useSimulatedClock,
  type Scripted,
} from '../../support/connection.js';

useSimulatedClock();

const rows = { tickets: 60, customers: 60, assets: 60 };

describe.each([
  ['Client', lists.customers],
  ['Asset', lists.assets],
  ['Site', lists.sites],
  ['Users', lists.contacts],
] as const)('"updated since" on %s', (name, list) => {
  test('filters', async () => {
    const connection = new TenantConnection(rows);
    expect(await probeChangedSince(connection.client, list, {}, connection)).toBe('filters');
    expect(connection.requested).toHaveLength(1);
  });

  test('is ignored', async () => {
    const connection = new TenantConnection({
      ...rows,
      adjust: (switches) => (switches.updatedSince[name] = 'ignore'),
    });
    expect(await probeChangedSince(connection.client, list, {}, connection)).toBe('ignores');
    expect(connection.requested).toHaveLength(1);
  });
});

test('the question uses the same selection as the reading', async () => {
  const connection = new TenantConnection(rows);
  await probeChangedSince(connection.client, lists.assets, { client_id: '21' }, connection);
  expect(connection.requested[0]).toContain('client_id=21');
  expect(connection.requested[0]).toContain('lastupdatefromdate=2099-01-01');
});

describe('a question without an answer counts as "ignored", and the log says so', () => {
  test.each<[string, Scripted]>([
    ['401', statusError(401)],
    ['403', statusError(403)],
    ['404', statusError(404)],
    ['429 without an end', statusError(429)],
    ['400', statusError(400, 'No such parameter')],
    ['503', statusError(503)],
    ['a web page', { data: '<!DOCTYPE html><html></html>' }],
    ['cut-off JSON', { data: '{"clients":[{"i' }],
    ['no list', { data: { message: 'Hello' } }],
  ])('%s', async (_name, answer) => {
    const connection = new ScriptedConnection(() => answer);
    const logged: unknown[][] = [];
    const log = (...args: unknown[]) => void logged.push(args);
    expect(await probeChangedSince(connection.client, lists.customers, {}, { log })).toBe('ignores');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toEqual([expect.stringMatching(/^customers: whether "updated since" works/), { level: 'warn' }]);
  });
});

test('more rows than were requested are no error', async () => {
  const { client } = new ScriptedConnection(() => ({ data: { record_count: 2, clients: [{ id: 2 }, { id: 1 }] } }));
  expect(await probeChangedSince(client, lists.customers, {}, { log: () => undefined })).toBe('ignores');
});

test('an interruption of the run by Nango is passed on', async () => {
  const interruption = new ExecutionInterruptedSDKError();
  const { client } = new ScriptedConnection(() => interruption);
  const probing = probeChangedSince(client, lists.customers, {}, { log: () => undefined });
  await expect(probing).rejects.toBe(interruption);
});
