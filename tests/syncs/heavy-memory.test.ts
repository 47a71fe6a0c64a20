import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSwitches, startHalo, type RunningHalo } from '../../sandbox/halo/index.js';
import { AdvancingClock } from '../../scripts/bench/clock.js';
import { Done, SyncReport, type Address } from '../../scripts/bench/protocol.js';
import { startWorker } from '../../scripts/bench/worker.js';
import { hours } from './three.js';

/** The heap of a usual runner, in megabytes (nango-platform.md §17). */
const heap = 384;

/** All of them at once are more than such a heap holds: as the text of an answer, and as the rows in it. */
const heavy = { tickets: 64, length: 2_400_000 };

let halo: RunningHalo;

beforeAll(async () => {
  const switches = createSwitches();
  switches.rateLimit = 'off';
  const clock = new AdvancingClock();
  halo = await startHalo({ seed: 1, clock, switches, tickets: heavy.tickets, customers: 5, assets: 0 });
  for (const id of halo.tenant.living('tickets')) halo.tenant.tickets.edit(id, { details: 'x'.repeat(heavy.length) });
  // What changed last is read twice by a first run.
  clock.advance(hours(1));
});

afterAll(() => halo.close());

/** Runs the compiled tickets sync in a process that has the heap of a usual runner. @returns how many tickets it stored */
async function syncHeavyTickets(unweighed: boolean): Promise<number> {
  const { hostname, port, certificate, application } = halo;
  const { clientId, clientSecret } = application;
  const options = [`--max-old-space-size=${heap}`];
  const runner = startWorker('measured-process', options, unweighed ? 'ignore' : 'inherit');
  try {
    await runner.call('connect', { hostname, port, certificate, clientId, clientSecret } satisfies Address, Done);
    const command = { sync: 'tickets', store: 'ids', fresh: true, unweighed };
    return (await runner.call('sync', command, SyncReport)).saved;
  } finally {
    await runner.close();
  }
}

test(`${heavy.tickets} tickets of ${heavy.length / 1e6} MB are all stored by a runner with ${heap} MB`, async () => {
  expect(await syncHeavyTickets(false)).toBe(heavy.tickets);
});

test('a runner would run out of memory if the first page had its full size', async () => {
  await expect(syncHeavyTickets(true)).rejects.toThrow();
});
