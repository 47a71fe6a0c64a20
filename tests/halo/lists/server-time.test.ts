import { describe, expect, test } from 'vitest';

import { lists } from '../../support/lists.js';
import { readServerTime } from '../../../halo/lists/server-time.js';
import { answering, TenantConnection } from '../../support/connection.js';

const header = '2026-10-01T08:00:00.000Z';

test('the Date header of an answer is used without a further request', async () => {
  const connection = new TenantConnection();
  expect(await readServerTime(connection.client, lists.tickets, header)).toBe(header);
  expect(connection.requested).toEqual([]);
});

test("the time is that of the server's clock, not of the runner's", async () => {
  const connection = new TenantConnection({ adjust: (switches) => (switches.dateHeader = { skewSeconds: 3600 }) });
  expect(await readServerTime(connection.client, lists.tickets, undefined)).toBe('2026-10-01T09:00:00.000Z');
});

describe('behind a gateway that strips dates', () => {
  const stripped = (tickets: number, customers = 0) =>
    new TenantConnection({ tickets, customers, adjust: (switches) => (switches.dateHeader = 'missing') });

  test.each(['last_update', 'flastupdate', 'lastupdate'] as const)('the newest %s of all is the time', async (key) => {
    const connection = stripped(20);
    connection.switches.lastUpdateKey = key;
    connection.clock.advance(60_000);
    connection.tenant.tickets.edit(1004, { summary: 'changed last' });
    const changed = new Date(connection.clock.now()).toISOString();
    connection.clock.advance(60_000);
    const time = await readServerTime(connection.client, lists.tickets, undefined);
    if (key === 'last_update') expect(time).toBe(changed);
    // The sandbox sorts by `last_update` whatever the row calls it; the stamp may lag, but never lead.
    expect(time <= changed && time !== '').toBe(true);
  });

  test('an empty tenant gives no time', async () => {
    expect(await readServerTime(stripped(0).client, lists.tickets, undefined)).toBe('');
  });

  test('rows without time stamps give no time', async () => {
    expect(await readServerTime(stripped(0, 5).client, lists.customers, undefined)).toBe('');
  });

  // A ticket may be opened for a day that is yet to come; a watermark in the future would skip everything until then.
  test('a ticket with a planned date in the future does not move the time forward', async () => {
    const row = { id: 1, last_update: '2026-10-01T08:00:00', dateoccurred: '2026-12-24T09:00:00' };
    const client = answering({ record_count: 1, tickets: [row] });
    expect(await readServerTime(client, lists.tickets, undefined)).toBe('2026-10-01T08:00:00.000Z');
  });

  test('a time stamp that cannot be read gives no time', async () => {
    const client = answering({ record_count: 1, tickets: [{ id: 1, last_update: 'yesterday' }] });
    expect(await readServerTime(client, lists.tickets, undefined)).toBe('');
  });
});
