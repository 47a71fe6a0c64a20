import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { SimulatedClock } from '../../../sandbox/clock.js';
import type { TestPlatform } from './support/platform.js';
import { bundleCode, deployment, startTestPlatform } from './support/platform.js';
import { Upstream } from './support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let connection: string;
let answers: number[] = [];
const heard: { body: string; headers: IncomingHttpHeaders }[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    heard.push({ body, headers: request.headers });
    response.writeHead(answers.shift() ?? 200).end();
  });
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.custom<AddressInfo>().parse(server.address());
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { clock: new SimulatedClock() });
  const js = bundleCode(
    'sync',
    `const { mode } = await nango.getMetadata();
     if (mode === 'fail') throw new Error('Halo denies this');
     if (mode === 'change') await nango.batchSave([{ id: '1', at: Math.random() }], 'Ticket');`,
  );
  await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  await platform.call(
    'POST',
    '/sync/deploy',
    deployment([{ type: 'sync', name: 'tickets', models: ['Ticket', 'Note'], js }]),
  );
  const set = await platform.call('PATCH', '/api/v1/environments/webhook?env=dev', {
    primary_url: `http://127.0.0.1:${port}/hooks`,
  });
  expect(set.body).toEqual({ success: true });
  connection = await platform.connect();
  await platform.waitForIdle();
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
  server.close();
});
beforeEach(() => {
  heard.length = 0;
  answers = [];
});

async function sync(mode: string): Promise<unknown[]> {
  await platform.nango.setMetadata('halo-psa', connection, { mode });
  await platform.nango.triggerSync('halo-psa', ['tickets'], connection);
  await platform.waitForIdle();
  return heard.map(({ body }) => JSON.parse(body) as unknown);
}

it('a run that changed records sends a webhook for each changed model, signed so that the client accepts it', async () => {
  expect(await sync('change')).toEqual([
    expect.objectContaining({
      from: 'nango',
      type: 'sync',
      connectionId: connection,
      providerConfigKey: 'halo-psa',
      syncName: 'tickets',
      syncVariant: 'base',
      model: 'Ticket',
      success: true,
      responseResults: { added: 1, updated: 0, deleted: 0 },
    }),
  ]);
  const [{ body, headers } = { body: '', headers: {} }] = heard;
  const client = new Nango({ apiKey: 'k', webhookSigningKey: platform.signingKey });
  expect(client.verifyIncomingWebhookRequest(body, headers)).toBe(true);
  expect(client.verifyIncomingWebhookRequest(`${body} `, headers)).toBe(false);
});

it('a run that changed nothing sends no webhook, unless that is requested', async () => {
  expect(await sync('nothing')).toEqual([]);
  const address = '/api/v1/environments/webhook';
  await platform.call('PATCH', address, { on_sync_completion_always: true });
  const bodies = z.array(z.object({ model: z.string() })).parse(await sync('nothing'));
  // They are sent side by side, so that either may arrive first.
  expect(bodies.map(({ model }) => model).sort()).toEqual(['Note', 'Ticket']);
  await platform.call('PATCH', address, { on_sync_completion_always: false });
});

it('a failure sends one webhook, with its reason', async () => {
  expect(await sync('fail')).toMatchObject([
    { success: false, model: 'Ticket,Note', error: { type: 'script_internal_error', description: 'Halo denies this' } },
  ]);
});

it('a webhook is sent again after an answer of 500, and not after a refusal, and the log has the results', async () => {
  answers = [503, 500, 200];
  expect(await sync('change')).toHaveLength(3);
  heard.length = 0;
  answers = [401];
  expect(await sync('change')).toHaveLength(1);
  const { body } = await platform.call('POST', '/api/v1/logs/operations', { types: ['webhook:sync'], limit: 2 });
  expect(body).toMatchObject({ data: [{ state: 'failed' }, { state: 'success' }] });
});

it('a new connection sends a webhook too', async () => {
  const made = await platform.connect();
  await platform.waitForIdle();
  expect(heard.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
    { type: 'auth', operation: 'creation', success: true, connectionId: made, endUser: { endUserId: 'user-1' } },
  ]);
});
