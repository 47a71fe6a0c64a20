import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConnectFailure, readTokenFailure } from '../../../../halo/transport/token-failure.js';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import { selfHosted, withFacts, type Profile } from '../../../../sandbox/platform/index.js';
import type { TestPlatform } from '../support/platform.js';
import { startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

/** Other versions of Nango: what they say of tokens is the profile's, and is read as far as it goes. */

let upstream: Upstream;
let platform: TestPlatform | undefined;
let clock: SimulatedClock;

beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(() => upstream.close());
beforeEach(() => {
  clock = new SimulatedClock();
  upstream.tokenFailure = undefined;
});
afterEach(async () => {
  await platform?.close();
});

const start = async (facts: Partial<Profile['facts']>) =>
  (platform = await startTestPlatform(upstream, { clock, profile: withFacts(selfHosted, 'another', facts) }));

const refuse = (): void => {
  upstream.tokenFailure = (reply) => reply.status(400).send({ error: 'invalid_scope', error_description: 'Wrong.' });
};

/** What a forced renewal that is refused answers, and what a function would conclude from it. */
async function refusedRenewal(fact: Partial<Profile['facts']['tokens.refusedRenewal']>) {
  const facts = { 'tokens.refusedRenewal': { ...selfHosted.facts['tokens.refusedRenewal'], ...fact } };
  const running = await start(facts);
  const id = await running.connect();
  refuse();
  const answer = await running.call('GET', `/connections/${id}?provider_config_key=halo-psa&force_refresh=true`);
  const again = await running.call('GET', `/connections/${id}?provider_config_key=halo-psa`);
  const conclude = (data: unknown) => readTokenFailure({ isAxiosError: true, response: { status: 400, data } });
  return { answer, again, conclusion: conclude(answer.body) };
}

describe('a renewal that is refused', () => {
  it('is reported with its reason by a version that passes it on, and diagnosed by it', async () => {
    const { answer, conclusion } = await refusedRenewal({ reason: 'given' });
    expect(answer).toMatchObject({
      body: { error: { payload: { provider_error_payload: { error: 'invalid_scope', error_description: 'Wrong.' } } } },
    });
    expect(conclusion?.code).toBe('halo_scope_unknown');
  });

  it('is reported without the connection by a version that does not pass it on', async () => {
    const { answer, conclusion } = await refusedRenewal({ wholeConnection: false });
    expect(JSON.stringify(answer.body)).not.toContain('connection_config');
    expect(conclusion).toMatchObject({
      code: 'halo_no_token',
      message: expect.stringContaining('the log entry') as string,
    });
  });

  it('has the status and code of the profile, and others while no renewal is tried', async () => {
    const { answer, again } = await refusedRenewal({
      status: 409,
      code: 'client_credentials_fetch_error',
      again: { status: 503, code: 'connection_refresh_backoff' },
    });
    expect([answer, again]).toMatchObject([
      { status: 409, body: { error: { code: 'client_credentials_fetch_error' } } },
      { status: 503, body: { error: { code: 'connection_refresh_backoff' } } },
    ]);
  });
});

describe('a first token that is refused', () => {
  const refusedFirst = async (facts: Partial<Profile['facts']>, params?: Record<string, string>): Promise<unknown> => {
    const running = await start(facts);
    const error: unknown = await running.connect(params).catch((caught: unknown) => caught);
    return JSON.parse(error instanceof Error ? error.message : '{}');
  };

  it('may come without its reason', async () => {
    refuse();
    const fact = { status: 422, code: 'client_credentials_fetch_error', reason: 'hidden' as const };
    const answer = await refusedFirst({ 'tokens.refusedFirst': fact });
    expect(answer).toEqual({ error: { code: 'client_credentials_fetch_error' } });
    expect(readConnectFailure(answer)?.code).toBe('halo_no_token');
  });

  it('has the messages of the profile for a host that does not exist or is denied, and for a web page', async () => {
    const fact = { status: 400, code: 'client_credentials_fetch_error' };
    const unknown = { 'tokens.unknownHost': { ...fact, reason: 'ENOTFOUND' } };
    const answer = await refusedFirst(unknown, { hostname: 'nobody.invalid' });
    expect(answer).toMatchObject({ error: { payload: { code: 'ENOTFOUND', host: 'nobody.invalid' } } });
    expect(readConnectFailure(answer)?.code).toBe('halo_host_not_found');
    await platform?.close();

    const denied = { 'tokens.deniedHost': { ...fact, reason: 'denied_ip' } };
    expect(readConnectFailure(await refusedFirst(denied, { hostname: 'localhost' }))?.code).toBe('halo_host_denied');
    await platform?.close();

    upstream.tokenFailure = (reply) => reply.type('text/html').send('<html>');
    const page = { 'tokens.webPage': { status: 400, code: 'generic_error_support' } };
    expect(readConnectFailure(await refusedFirst(page))?.code).toBe('halo_token_address_wrong');
  });
});

it('a token is renewed as long before it expires as the profile says', async () => {
  const running = await start({ 'tokens.renewal': { ...selfHosted.facts['tokens.renewal'], marginSeconds: 60 } });
  const id = await running.connect();
  const tokens = upstream.tokens;
  clock.advance(58 * 60_000);
  await running.nango.getConnection('halo-psa', id);
  expect(upstream.tokens).toBe(tokens);
  clock.advance(60_001);
  await running.nango.getConnection('halo-psa', id);
  expect(upstream.tokens).toBe(tokens + 1);
});
