import type { FastifyReply } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestPlatform } from '../support/platform.js';
import { startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let other: Upstream;
let platform: TestPlatform;

beforeAll(async () => {
  upstream = await Upstream.start('acme.halopsa.test');
  other = await Upstream.start('other.halopsa.test');
  const nobody = { ...other.route, hostname: 'closed.halopsa.test', port: 1 };
  const misnamed = { ...other.route, hostname: 'misnamed.halopsa.test' };
  platform = await startTestPlatform(upstream, { routes: [upstream.route, other.route, misnamed, nobody] });
  await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
});
afterEach(() => {
  upstream.tokenFailure = undefined;
  upstream.seen.length = 0;
  other.seen.length = 0;
});
afterAll(async () => {
  await platform.close();
  await upstream.close();
  await other.close();
});

/** The Connect form's call. */
async function connect(params: Record<string, string> = { hostname: 'acme.halopsa.test' }) {
  const { data } = await platform.nango.createConnectSession({ end_user: { id: 'u' } });
  const query = new URLSearchParams({ connect_session_token: data.token });
  for (const [name, value] of Object.entries(params)) query.set(`params[${name}]`, value);
  return platform.call('POST', `/oauth2/auth/halo-psa?${query.toString()}`, {
    client_id: 'client',
    client_secret: 'very-secret',
  });
}

const fetchError = (payload: unknown) => ({
  status: 400,
  body: {
    error: {
      code: 'client_credentials_fetch_error',
      message: `Failed to fetch client credentials token: ${JSON.stringify(payload)}`,
      payload,
    },
  },
});

const said = (payload: unknown) => fetchError(JSON.stringify({ provider_error_payload: payload }));
const nothing = fetchError('{}');
const noAnswer = fetchError('{"name":"Error","message":"fetch_unknown_error"}');
const uuid = '[0-9a-f-]{36}';
const ownFailure = {
  status: 500,
  body: {
    error: {
      code: 'generic_error_support',
      message: expect.stringMatching(
        new RegExp(`^An error occurred\\. Please contact support with this unique id: "${uuid}"$`),
      ) as string,
      payload: expect.stringMatching(new RegExp(`^${uuid}$`)) as string,
    },
  },
};

const page = '<!DOCTYPE html><title>Sign in</title>';
const html = (reply: FastifyReply, status: number) => reply.status(status).type('text/html').send(page);

const answers: readonly [string, (reply: FastifyReply) => unknown, object][] = [
  [
    'a refusal: its known fields, nested ones too, and nothing else of it',
    (reply) =>
      reply.status(400).send({
        error: 'invalid_client',
        error_description: 'Wrong secret',
        trace: 'internal',
        detail: { of: 'objects' },
      }),
    said({ error: 'invalid_client', error_description: 'Wrong secret' }),
  ],
  [
    'a refusal with an object for an error',
    (reply) => reply.status(401).send({ error: { error_description: 'Nested', code: 7 } }),
    said({ error_description: 'Nested' }),
  ],
  ['a refusal as text', (reply) => reply.status(503).type('text/plain').send('down'), said('down')],
  ['a refusal as a web page', (reply) => html(reply, 404), said(page)],
  ['a refusal without a body', (reply) => reply.status(403).send(), nothing],
  ['a refusal without a known field', (reply) => reply.status(400).send({ trace: 'internal' }), nothing],
  [
    'a refusal as JSON that says it is text',
    (reply) => reply.status(400).type('text/plain').send('{"a":1}'),
    said('{"a":1}'),
  ],
  ['JSON that breaks off', (reply) => reply.status(200).type('application/json').send('{"access'), noAnswer],
  ['a web page with status 200', (reply) => html(reply, 200), ownFailure],
  ['JSON without a token', (reply) => reply.send({ token: 'x' }), ownFailure],
  [
    'a token in an answer that says it is text',
    (reply) => reply.type('text/plain').send('{"access_token":"x"}'),
    ownFailure,
  ],
  ['a connection that ends', (reply) => reply.raw.destroy(), noAnswer],
  ['a redirect that turns it into a question', (reply) => reply.redirect('/api/things', 302), ownFailure],
  [
    'a redirect that would send the body elsewhere',
    (reply) => reply.redirect('https://other.halopsa.test/auth/token', 307),
    noAnswer,
  ],
  ['a redirect to a host that Nango does not ask', (reply) => reply.redirect('https://localhost/', 302), noAnswer],
  ['a redirect without end', (reply) => reply.redirect('/auth/token', 307), noAnswer],
  [
    'a redirect that leads nowhere',
    (reply) => reply.status(302).header('location', 'https://').send({ error: 'moved' }),
    said({ error: 'moved' }),
  ],
];

describe('a first token that is not issued', () => {
  it.each(answers)('%s', async (_name, answer, expected) => {
    upstream.tokenFailure = answer;
    expect(await connect()).toEqual(expected);
    expect((await platform.nango.listConnections()).connections).toEqual([]);
  });

  it('is redirected without the credentials', async () => {
    upstream.tokenFailure = (reply) => reply.redirect('https://other.halopsa.test/api/things', 302);
    await connect();
    const [followed] = other.seen;
    expect(followed).toMatchObject({ method: 'GET', url: '/api/things' });
    expect(followed?.headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(other.seen)).not.toContain('very-secret');
  });

  it.each([
    ['nobody.invalid', { host: 'nobody.invalid', code: 'dns_resolution_failed', message: 'DNS resolution failed.' }],
    [
      'localhost',
      { host: 'localhost', code: 'denied_hostname', message: 'URL hostname is denied by outbound policy.' },
    ],
    ['127.0.0.2', { host: '127.0.0.2', code: 'denied_ip', message: 'URL resolves to a blocked address (loopback).' }],
  ])('from the host %s', async (hostname, payload) => {
    expect(await connect({ hostname })).toEqual(fetchError(payload));
  });

  it.each(['misnamed.halopsa.test', 'closed.halopsa.test'])(
    'from %s, whose certificate is wrong or where nothing listens: these look alike',
    async (hostname) => {
      expect(await connect({ hostname })).toEqual(noAnswer);
    },
  );

  it('from a hostname that no address can be made of', async () => {
    expect(await connect({ hostname: 'a b' })).toEqual(ownFailure);
    expect(await connect({ hostname: '' })).toEqual(ownFailure);
  });

  it('without a hostname: the server takes its own sentence for the name of an error', async () => {
    const sentence =
      'Missing Connection Config param(s) in Auth request to interpolate url https://${connectionConfig.hostname}/auth/token. ' +
      'Provided Connection Config: {"oauth_scopes":"all"}';
    const message = `An unhandled error of type '${sentence}' with payload '{}' has occurred`;
    expect(await connect({})).toEqual({
      status: 500,
      body: { error: { code: `unhandled_${sentence}`, message, payload: {} } },
    });
  });
});
