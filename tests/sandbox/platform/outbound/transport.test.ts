import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpTransport } from '../../../../sandbox/platform/outbound/transport.js';
import { createHttpTransport } from '../../../../sandbox/platform/outbound/transport.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let other: Upstream;
let transport: HttpTransport;
let plain: string;

const server = createServer((request, response) => {
  if (request.url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"ok":true}'));
  else if (request.url === '/redirect') response.writeHead(302, { location: '/gzip' }).end();
  else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
  else if (request.url === '/cut') {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setTimeout(() => response.destroy(), 20);
  } else if (request.url === '/drop') request.socket.destroy();
  else response.end('ok');
});

beforeAll(async () => {
  upstream = await Upstream.start('acme.halopsa.test');
  other = await Upstream.start('other.halopsa.test');
  transport = createHttpTransport([upstream.route, { ...other.route, certificate: upstream.route.certificate }]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  plain = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  await transport.close();
  await upstream.close();
  await other.close();
  server.close();
});

const send = (url: string) => transport.send({ method: 'GET', url, headers: {} });

describe('the transport', () => {
  it('reaches a routed hostname on this machine, trusting its certificate', async () => {
    const answer = await send('https://acme.halopsa.test/api/things');
    expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([200, { more: true }]);
    expect(upstream.seen.at(-1)?.headers['host']).toBe('acme.halopsa.test');
  });

  it('trusts no other certificate for it, and no self-signed one elsewhere', async () => {
    await expect(send('https://other.halopsa.test/api/things')).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|SIGNED|ISSUER/) as string,
    });
    await expect(send(`https://127.0.0.1:${String(upstream.route.port)}/api/things`)).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  it('follows a limited number of redirects, and decompresses', async () => {
    expect((await send(`${plain}/redirect`)).body.toString()).toBe('{"ok":true}');
    const stuck = await send(`${plain}/loop`).catch((error: unknown) => error);
    expect(stuck instanceof Error || (stuck as { status: number }).status === 302).toBe(true);
  });

  it('reports connection errors as Node does', async () => {
    await expect(send(`${plain}/drop`)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(send(`${plain}/cut`)).rejects.toMatchObject({ code: 'ERR_BAD_RESPONSE', partial: { status: 200 } });
    await expect(send('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(send('https://no-such-host.invalid/')).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string,
    });
  });
});
