import { afterAll, beforeAll, expect, it } from 'vitest';

import { startHalo, type RunningHalo } from '../../sandbox/halo/index.js';
import { openRemote } from '../../scripts/start/halo.js';
import { readRemote } from '../../scripts/start/remote.js';
import { start } from '../../scripts/start/start.js';
import { deployedSyncs } from '../support/deployment.js';
import { checkOut, type Checkout } from './support/checkout.js';

/** `npm start` against a tenant that it did not make; here a simulated one stands at the real one's address. */

let halo: RunningHalo;
let checkout: Checkout;
beforeAll(async () => {
  halo = await startHalo({ tickets: 120, customers: 12, assets: 60 });
  checkout = await checkOut();
});
afterAll(async () => {
  await halo.close();
  await checkout.remove();
});

it('reads both rounds, changes nothing, and prints no secret', { timeout: 300_000 }, async () => {
  const { hostname, port, certificate, application } = halo;
  const remote = readRemote({
    HALO_HOSTNAME: hostname,
    HALO_CLIENT_ID: application.clientId,
    HALO_CLIENT_SECRET: application.clientSecret,
    HALO_SCOPES: 'read:tickets read:customers read:assets',
    HALO_TOKEN_URL: `https://${hostname}/auth/token`,
  });
  if (remote === undefined) throw new Error('The environment names a tenant');
  let output = '';
  await start({
    root: checkout.root,
    opening: 'Use the tenant',
    openHalo: () => Promise.resolve(openRemote(remote, [{ hostname, port, certificate }])),
    json: true,
    terminal: { print: (text) => (output += `${text}\n`), isLive: false, isQuiet: true },
    signal: new AbortController().signal,
  });

  const syncs: unknown = expect.arrayContaining([
    expect.objectContaining({ name: 'statuses' }),
    expect.objectContaining({ name: 'agents', records: 8 }),
    expect.objectContaining({ name: 'assets', records: 60 }),
    expect.objectContaining({ name: 'contacts', records: 30 }),
    expect.objectContaining({ name: 'customers', records: 12 }),
    expect.objectContaining({ name: 'sites', records: 15 }),
    expect.objectContaining({ name: 'teams', records: 5 }),
    expect.objectContaining({ name: 'tickets', records: 120 }),
  ]);
  const started = deployedSyncs().filter(({ auto_start: isOn }) => isOn);
  expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toMatchObject({
    syncs,
    second: started.map(() => ({ added: 0, updated: 0, deleted: 0 })),
  });
  expect(output).toContain('Syncing again.');
  expect(output).not.toContain(application.clientSecret);
  expect(output).not.toContain(application.clientId);
  expect(halo.tenant.changed).toBe(0);
  const writes = Object.keys(halo.api.requests.all()).filter((request) => !request.startsWith('GET '));
  expect(writes).toEqual(['POST /auth/token']);
});
