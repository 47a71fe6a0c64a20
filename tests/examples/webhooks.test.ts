import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { Nango } from '@nangohq/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { createWebhookServer } from '../../examples/consumer/webhooks.js';

const key = 'signing-key';
let port = 0;
let heard: string[] = [];
let close: () => Promise<void>;

beforeEach(async () => {
  heard = [];
  const server = createWebhookServer(new Nango({ apiKey: 'k', webhookSigningKey: key }), {
    integration: 'halo-psa',
    onRecords: ({ providerConfigKey, connectionId }) => {
      if (connectionId === 'broken') throw new Error('no database');
      heard.push(`records of ${connectionId} in ${providerConfigKey}`);
    },
    onSyncFailure: (_, sync, message) => {
      heard.push(`${sync}: ${message}`);
    },
    onError: (error) => heard.push(String(error)),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = z.custom<AddressInfo>().parse(server.address()).port;
  close = () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
});
afterEach(() => close());

/** A webhook as Nango sends it after a run that changed two records. */
const event = (changes: object = {}): string =>
  JSON.stringify({
    from: 'nango',
    type: 'sync',
    connectionId: 'c',
    providerConfigKey: 'halo-psa',
    syncName: 'tickets',
    model: 'Ticket',
    success: true,
    responseResults: { added: 0, updated: 2, deleted: 0 },
    ...changes,
  });

async function send(body: string, signedWith = key): Promise<{ status: number; heard: string[] }> {
  const signature = createHmac('sha256', signedWith).update(body).digest('hex');
  const headers = { 'x-nango-hmac-sha256': signature };
  const { status } = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body });
  return { status, heard };
}

describe('the webhook server of the example', () => {
  it.each([
    ['reads when records changed', event(), 200, ['records of c in halo-psa']],
    ['does not read when none did', event({ responseResults: { added: 0, updated: 0, deleted: 0 } }), 200, []],
    ['tells of a failed sync', event({ success: false, error: { description: 'refused' } }), 200, ['tickets: refused']],
    ['lets other webhooks pass', JSON.stringify({ type: 'auth', from: 'nango' }), 200, []],
    ['asks for another try when it fails', event({ connectionId: 'broken' }), 500, ['Error: no database']],
    ['lets webhooks of other integrations pass', event({ providerConfigKey: 'zendesk' }), 200, []],
    [
      'lets failures of other integrations pass',
      event({ providerConfigKey: 'zendesk', success: false, error: { description: 'refused' } }),
      200,
      [],
    ],
    ['refuses a signed body that is not JSON', 'records changed', 400, []],
    ['refuses an empty body', '', 400, []],
    ['refuses JSON that is no webhook', '[]', 400, []],
    ['refuses a webhook of a sync that lacks its parts', event({ responseResults: undefined }), 400, []],
  ])('%s', async (_, body, status, expected) => {
    expect(await send(body)).toEqual({ status, heard: expected });
  });

  it('refuses what Nango did not sign', async () => {
    expect(await send(event(), 'another key')).toEqual({ status: 401, heard: [] });
    expect(await send('records changed', 'another key')).toEqual({ status: 401, heard: [] });
  });

  it('says which method it accepts', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('stops reading if a body has no end', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 40; sent += 1) socket.write(chunk);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });
});
