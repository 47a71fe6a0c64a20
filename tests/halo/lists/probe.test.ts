import { describe, expect, test } from 'vitest';

import { lists } from '../../../halo/lists/lists.js';
import { probeChangedSince } from '../../../halo/lists/probe.js';
import { TenantConnection } from '../../support/connection.js';

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

test('the rows that are wanted are the ones that are asked about', async () => {
  const connection = new TenantConnection(rows);
  await probeChangedSince(connection.client, lists.assets, { client_id: '21' }, connection);
  expect(connection.requested[0]).toContain('client_id=21');
  expect(connection.requested[0]).toContain('lastupdatefromdate=2099-01-01');
});
