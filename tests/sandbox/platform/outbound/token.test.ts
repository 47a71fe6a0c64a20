import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import { interpolate, missesVariable, tokenUrl } from '../../../../sandbox/platform/outbound/templates.js';
import type { TestPlatform } from '../support/platform.js';
import { definitionFile, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
const clock = new SimulatedClock();

beforeEach(async () => {
  upstream = await Upstream.start();
  platform = await startTestPlatform(upstream, { clock });
});
afterEach(async () => {
  await platform.close();
  await upstream.close();
});

describe('the token request on the wire', () => {
  it('has a Basic header over the raw pair, a form body and the scope, and no secret in the body', async () => {
    await platform.connect();
    expect(upstream.seen).toHaveLength(1);
    const [request] = upstream.seen;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/auth/token',
      body: { grant_type: 'client_credentials', scope: 'all' },
    });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from('client:very-secret').toString('base64')}`,
      host: 'acme.halopsa.test',
    });
  });

  it('asks for the scopes of the connection rather than those of the integration, separated as defined', async () => {
    await platform.connect({ oauth_scopes: 'read:tickets,read:assets' });
    expect(upstream.seen[0]?.body).toMatchObject({ scope: 'read:tickets read:assets' });
  });

  it('names no scope when neither the connection nor the definition has one', async () => {
    const bare = await startTestPlatform(upstream, { definitions: [await definitionFile({ default_scopes: [] })] });
    await bare.connect();
    expect(upstream.seen[0]?.body).toEqual({ grant_type: 'client_credentials' });
    await bare.close();
  });

  it('takes defaults of the session for fields that the form may not change', async () => {
    await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
    const session = await platform.nango.createConnectSession({
      end_user: { id: 'u' },
      integrations_config_defaults: {
        'halo-psa': { connection_config: { hostname: 'acme.halopsa.test' }, authorization_params: { audience: 'x' } },
      },
    });
    const query = new URLSearchParams({ connect_session_token: session.data.token, 'params[hostname]': 'evil.test' });
    const answer = await platform.call('POST', `/oauth2/auth/halo-psa?${query.toString()}`, {
      client_id: 'a',
      client_secret: 'b',
    });
    expect(answer.status).toBe(200);
    expect(upstream.seen[0]?.body).toMatchObject({ audience: 'x' });
  });
});

describe('the token of a connection', () => {
  const expire = (minutes: number) => {
    clock.advance(minutes * 60_000);
  };
  const token = async (id: string, force = false) => {
    const { credentials } = await platform.nango.getConnection('halo-psa', id, force);
    return 'token' in credentials ? String(credentials.token) : undefined;
  };

  it('is renewed when it expires in less than 15 minutes, and only then', async () => {
    const id = await platform.connect();
    expire(44);
    expect(await token(id)).toBe('token-1');
    expire(2);
    expect(await token(id)).toBe('token-2');
    expect(await token(id)).toBe('token-2');
  });

  it('is fetched once for callers that ask at the same time, and at once when forced', async () => {
    const id = await platform.connect();
    expire(50);
    expect(await Promise.all([token(id), token(id), token(id)])).toEqual(['token-2', 'token-2', 'token-2']);
    expect(await token(id, true)).toBe('token-3');
  });

  it('is not requested again for 30 seconds after a failure, unless forced', async () => {
    const id = await platform.connect();
    expire(50);
    upstream.tokenFailure = (reply) => reply.status(500).send('down');
    const path = `/connections/${id}?provider_config_key=halo-psa`;
    expect(await platform.call('GET', path)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_credentials' } },
    });
    upstream.tokenFailure = undefined;
    expect(await platform.call('GET', path)).toMatchObject({
      status: 424,
      body: { error: { code: 'invalid_credentials', message: /Backing off/ } },
    });
    expect(
      await platform.call('GET', '/proxy/things', undefined, {
        'connection-id': id,
        'provider-config-key': 'halo-psa',
      }),
    ).toMatchObject({
      status: 424,
      body: { error: { code: 'connection_refresh_backoff' } },
    });
    expect(await token(id, true)).toBe('token-2');
    expire(1);
    expect(await token(id)).toBe('token-2');
  });

  it('imported without a time of expiry is used as it is, and with one in the past is replaced', async () => {
    await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
    const import_ = (id: string, expires_at?: string) =>
      platform.call('POST', '/connections', {
        provider_config_key: 'halo-psa',
        connection_id: id,
        connection_config: { hostname: 'acme.halopsa.test' },
        credentials: {
          type: 'OAUTH2_CC',
          token: 'placeholder',
          client_id: 'a',
          client_secret: 'b',
          ...(expires_at && { expires_at }),
        },
      });
    expect((await import_('plain')).status).toBe(201);
    expect((await import_('past', '2020-01-01T00:00:00Z')).status).toBe(201);
    expect(upstream.tokens).toBe(0);
    expect(await token('plain')).toBe('placeholder');
    expect(await token('past')).toBe('token-1');
    // An imported connection gets no scopes of the integration.
    expect(upstream.seen[0]?.body).toEqual({ grant_type: 'client_credentials' });
  });
});

describe('templates', () => {
  const fallback = 'https://${connectionConfig.authHost}/auth/token || https://${connectionConfig.hostname}/auth/token';
  const trap =
    'https://${connectionConfig.hostname}/auth/token?tenant=${connectionConfig.tenant} || https://${connectionConfig.hostname}/auth/token';

  it('choose the side before the bars when anything of it resolves', () => {
    expect(tokenUrl(fallback, { hostname: 'a.test' }).href).toBe('https://a.test/auth/token');
    expect(tokenUrl(fallback, { hostname: 'a.test', authHost: 'b.test' }).href).toBe('https://b.test/auth/token');
    expect(() => tokenUrl(trap, { hostname: 'a.test', tenant: '' })).toThrow('Missing config parameters');
    expect(tokenUrl(trap, { hostname: 'a.test', tenant: 't' }).href).toBe('https://a.test/auth/token?tenant=t');
  });

  it('take a whole address from one field', () => {
    const template = '${connectionConfig.token_url} || https://${connectionConfig.hostname}/auth/token';
    const token_url = 'https://auth.test/auth/token?tenant=a';
    expect(tokenUrl(template, { hostname: 'a.test', token_url }).href).toBe(token_url);
    expect(tokenUrl(template, { hostname: 'a.test', token_url: '' }).href).toBe('https://a.test/auth/token');
  });

  it('leave an unset variable unchanged and report that something is missing', () => {
    expect(interpolate('a ${b.c} ${d}', { b: { c: 1 } })).toBe('a 1 ${d}');
    expect(interpolate('${connectionConfig.tenant} || ', { connectionConfig: {} })).toBe('');
    expect(missesVariable(fallback, { hostname: 'a' })).toBe(false);
    expect(missesVariable(fallback, { authHost: 'a' })).toBe(false);
    expect(missesVariable(fallback, { hostname: '' })).toBe(false);
    expect(missesVariable(fallback, {})).toBe(true);
    expect(missesVariable('https://${connectionConfig.hostname}', { authHost: 'a' })).toBe(true);
  });

  it('accept a host with a path, as the real API does, because only the form refuses it', () => {
    expect(tokenUrl('https://${connectionConfig.hostname}/auth/token', { hostname: 'a.test/evil' }).href).toBe(
      'https://a.test/evil/auth/token',
    );
  });
});
