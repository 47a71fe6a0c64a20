import { Agent, fetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SimulatedClock } from '../../../sandbox/clock.js';
import { startHalo, type RunningHalo, type StartHaloOptions } from '../../../sandbox/halo/index.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  while (open.length > 0) await open.pop()?.close();
});

async function start(
  options: StartHaloOptions = {},
): Promise<{ halo: RunningHalo; agent: Agent; url: (path: string) => string }> {
  const halo = await startHalo({ tickets: 120, clock: new SimulatedClock('2026-10-01T08:00:00Z'), ...options });
  // The name resolves to nothing: the test connects to the port and checks the certificate for the name.
  const agent = new Agent({ connect: { ca: halo.certificate, servername: halo.hostname } });
  open.push(halo, agent);
  return { halo, agent, url: (path) => `https://127.0.0.1:${halo.port}${path}` };
}

async function bearer(halo: RunningHalo, agent: Agent, url: (path: string) => string): Promise<string> {
  const { clientId, clientSecret } = halo.application;
  const answer = await fetch(url('/auth/token'), {
    method: 'POST',
    dispatcher: agent,
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'all' }),
  });
  const { access_token } = z.object({ access_token: z.string() }).parse(await answer.json());
  return `Bearer ${access_token}`;
}

describe('the HTTPS server', () => {
  it('issues a token and serves lists to a client that trusts its certificate', async () => {
    const { halo, agent, url } = await start();
    const authorization = await bearer(halo, agent, url);
    const answer = await fetch(url('/api/Tickets?pageinate=true&page_no=2&page_size=100'), {
      dispatcher: agent,
      headers: { authorization },
    });
    const list = z.object({ record_count: z.number(), tickets: z.array(z.unknown()) }).parse(await answer.json());
    expect([answer.status, list.record_count, list.tickets.length]).toEqual([200, 120, 20]);
    expect(answer.headers.get('date')).toBe('Thu, 01 Oct 2026 08:00:00 GMT');
    expect(halo.api.requests.of('/auth/token', 'POST')).toBe(1);
  });

  it('is not trusted by other clients, nor with an expired certificate', async () => {
    const { url } = await start();
    await expect(fetch(url('/api/authinfo'))).rejects.toThrow();
    const expired = await start({ expiredCertificate: true });
    const failure = await fetch(expired.url('/api/authinfo'), { dispatcher: expired.agent }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ cause: { code: 'CERT_HAS_EXPIRED' } });
  });

  it('can drop connections, send no date, and wait by its own clock', async () => {
    const { halo, agent, url } = await start();
    halo.api.faults.add({ fault: { kind: 'dropped', when: 'after' } });
    await expect(fetch(url('/api/authinfo'), { dispatcher: agent })).rejects.toThrow();
    halo.switches.dateHeader = 'missing';
    halo.api.faults.add({ fault: { kind: 'slow', ms: 600_000 } });
    const answer = await fetch(url('/api/authinfo'), { dispatcher: agent });
    expect([answer.status, answer.headers.get('date')]).toEqual([200, null]);
  });

  it('ends with connections open', async () => {
    const { halo, agent, url } = await start();
    await (await fetch(url('/api/authinfo'), { dispatcher: agent })).text();
    await halo.close();
    await expect(fetch(url('/api/authinfo'), { dispatcher: agent })).rejects.toThrow();
  });
});
