import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let id: string;
const clock = new SimulatedClock();
const day = 24 * 3_600_000;

/** A function that does one thing and tells how it was refused, as it sees it. */
const witness = (name: string, call: string) => ({
  type: 'action' as const,
  name,
  js: bundleCode(
    'action',
    `try { await ${call}; return 'no error'; } catch (error) {
      return { isAxiosError: error.isAxiosError, status: error.response?.status, data: error.response?.data };
    }`,
  ),
});

const doors = {
  proxy: "nango.get({ endpoint: '/things', retries: 2 })",
  connection: 'nango.getConnection()',
  metadata: 'nango.getMetadata()',
  token: 'nango.getToken()',
  forced: 'nango.getConnection(undefined, undefined, { forceRefresh: true })',
};

beforeAll(async () => {
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { clock });
  await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  const witnesses = Object.entries(doors).map(([name, call]) => witness(name, call));
  expect((await platform.call('POST', '/sync/deploy', deployment(witnesses))).status).toBe(200);
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
});
beforeEach(async () => {
  upstream.tokenFailure = undefined;
  id = await platform.connect({ note: 'invalid_scope' });
  await platform.nango.setMetadata('halo-psa', id, { tenant_id: 'tenant', theirs: 'ENOTFOUND' });
});

const read = (query = '') => platform.call('GET', `/connections/${id}?provider_config_key=halo-psa${query}`);
const forced = () => read('&force_refresh=true');
const refuse = (): void => {
  upstream.tokenFailure = (reply) => reply.status(400).send({ error: 'invalid_client', error_description: 'Wrong' });
};
const log = expect.stringMatching(/^\d+_[0-9a-f]{8}$/) as string;
const without = (log_id: string | undefined) => ({
  connection: expect.objectContaining({
    connection_id: id,
    connection_config: { hostname: 'acme.halopsa.test', note: 'invalid_scope', oauth_scopes: 'all' },
    metadata: { tenant_id: 'tenant', theirs: 'ENOTFOUND' },
    credentials: {},
    errors: log_id === undefined ? [] : [{ type: 'auth', log_id }],
  }) as object,
});
const unforeseen =
  'The external API returned an error when trying to refresh the access token. Please try again later.';

describe('a renewal that fails', () => {
  it('answers with the whole connection twice, and with nothing of what the authorisation server said', async () => {
    refuse();
    const { status, body } = await forced();
    const { error } = body as { error: { code: string; message: string; payload: object } };
    expect([status, error.code]).toEqual([400, 'invalid_credentials']);
    expect(error.payload).toEqual(without(log));
    const prefix = 'Failed to fetch client credentials token: ';
    expect(error.message.startsWith(prefix)).toBe(true);
    expect(JSON.parse(error.message.slice(prefix.length))).toMatchObject({
      connection: {
        connection_id: id,
        metadata: { tenant_id: 'tenant' },
        connection_config: { note: 'invalid_scope' },
      },
    });
    const shown = JSON.stringify(body);
    for (const hidden of ['invalid_client', 'Wrong', 'very-secret', 'token-']) expect(shown).not.toContain(hidden);
  });

  it.each([
    ['no answer', () => (upstream.tokenFailure = (reply) => reply.raw.destroy())],
    ['a refusal without a body', () => (upstream.tokenFailure = (reply) => reply.status(500).send())],
  ])('looks alike after %s', async (_name, arrange) => {
    arrange();
    const { status, body } = await forced();
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { payload: without(log) } } });
    expect(JSON.stringify(body)).toContain('Failed to fetch client credentials token: {');
  });

  it('with an answer of status 200 without a token has a message of its own', async () => {
    upstream.tokenFailure = (reply) => reply.type('text/html').send('<html>');
    expect(await forced()).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_credentials', message: unforeseen, payload: without(log) } },
    });
  });

  it('for lack of a hostname has it too', async () => {
    const credentials = { type: 'OAUTH2_CC', token: 'x', client_id: 'a', client_secret: 'b', expires_at: '2020-01-01' };
    await platform.call('POST', '/connections', {
      provider_config_key: 'halo-psa',
      connection_id: 'hostless',
      credentials,
    });
    const answer = await platform.call('GET', '/connections/hostless?provider_config_key=halo-psa');
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_credentials', message: unforeseen } },
    });
  });

  it('is noted in the connection until one succeeds', async () => {
    refuse();
    await forced();
    const list = async () => (await platform.nango.listConnections({ connectionId: id })).connections[0]?.errors;
    expect(await list()).toEqual([{ type: 'auth', log_id: log }]);
    upstream.tokenFailure = undefined;
    expect(await forced()).toMatchObject({ status: 200, body: { errors: [] } });
    expect(await list()).toEqual([]);
  });

  it('is not tried again for half a minute', async () => {
    refuse();
    await forced();
    upstream.tokenFailure = undefined;
    const message = 'A recent refresh attempt failed. Backing off before retrying.';
    expect(await read()).toEqual({
      status: 424,
      body: { error: { code: 'invalid_credentials', message, payload: without(log) } },
    });
    clock.advance(30_000);
    expect(await read()).toMatchObject({ status: 200 });
  });

  it('on four days is not tried any more, until somebody forces it', async () => {
    refuse();
    for (let days = 0; days < 4; days += 1) {
      clock.advance(day);
      expect(await read()).toMatchObject({ status: 400 });
    }
    upstream.tokenFailure = undefined;
    clock.advance(day);
    const message = 'The refresh limit has been reached for this connection.';
    expect(await read()).toMatchObject({ status: 424, body: { error: { code: 'invalid_credentials', message } } });
    expect(await forced()).toMatchObject({ status: 200 });
    expect(await read()).toMatchObject({ status: 200 });
  });

  it('reaches the server’s own proxy under another name', async () => {
    const headers = { 'connection-id': id, 'provider-config-key': 'halo-psa' };
    clock.advance(3_600_000);
    refuse();
    const first = await platform.call('GET', '/proxy/things', undefined, headers);
    expect(first).toMatchObject({ status: 400, body: { error: { code: 'server_error' } } });
    expect(JSON.stringify(first.body)).toContain("Failed to get connection credentials: 'Failed to fetch");
    expect(await platform.call('GET', '/proxy/things', undefined, headers)).toMatchObject({
      status: 424,
      body: { error: { code: 'connection_refresh_backoff' } },
    });
  });
});

describe('a function meets it', () => {
  it.each(Object.keys(doors))('through %s as an error of axios, with the answer of the API in it', async (door) => {
    clock.advance(3_600_000);
    refuse();
    const seen = await platform.nango.triggerAction('halo-psa', id, door);
    expect(seen).toMatchObject({
      isAxiosError: true,
      status: 400,
      data: { error: { code: 'invalid_credentials', payload: without(log) } },
    });
    if (door === 'forced') return;
    expect(await platform.nango.triggerAction('halo-psa', id, door)).toMatchObject({
      status: 424,
      data: { error: { code: 'invalid_credentials' } },
    });
  });
});
