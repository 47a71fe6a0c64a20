import { afterEach, describe, expect, it } from 'vitest';

import { hostFailureOf } from '../../halo/transport/host-errors.js';
import { readConnectFailure } from '../../halo/transport/token-failure.js';
import { startHalo, type RunningHalo, type StartHaloOptions } from '../../sandbox/halo/index.js';
import {
  createHttpTransport,
  Definitions,
  fetchToken,
  guardEgress,
  TokenRequestError,
  type Transport,
} from '../../sandbox/platform/index.js';

const definition = (await Definitions.load(['providers/halo-psa.yaml'])).get('halo-psa');

let halo: RunningHalo | undefined;
afterEach(async () => {
  await halo?.close();
  halo = undefined;
});

/** What is made of a token request, and of a call of the API, where both really go to a socket. */
async function failuresAt(hostname: string, send: Transport): Promise<{ token: string; call: string }> {
  if (!definition) throw new Error('providers/halo-psa.yaml defines no halo-psa');
  const config = { hostname, oauth_scopes: 'all' };
  const token = await fetchToken(definition, config, { id: 'client', secret: 'secret' }, send, () => Date.now())
    .then(() => 'a token')
    .catch((error: unknown) => {
      if (!(error instanceof TokenRequestError)) throw error;
      const { code, message, payload } = error;
      return readConnectFailure({ error: { code, message, payload } })?.code ?? '';
    });
  const call = await send({ method: 'GET', url: `https://${hostname}/api/authinfo`, headers: {} })
    .then(() => 'an answer')
    .catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return hostFailureOf(code)?.code ?? code;
    });
  return { token, call };
}

/** The same at a tenant that is served on this machine under that name. */
async function failuresOf(hostname: string, options: StartHaloOptions = {}): Promise<{ token: string; call: string }> {
  halo = await startHalo({ tickets: 1, customers: 1, assets: 0, ...options });
  const { port, certificate } = halo;
  const transport = createHttpTransport([{ hostname, port, certificate }]);
  const seen = await failuresAt(hostname, transport.send);
  await transport.close();
  return seen;
}

describe('a host that cannot be reached: a call says why, and a token request hardly ever does', () => {
  it('because its certificate has expired', async () => {
    const seen = await failuresOf('acme.halopsa.test', { expiredCertificate: true });
    expect(seen).toEqual({ token: 'halo_token_server_silent', call: 'halo_certificate_invalid' });
  });

  it('because its certificate is for another name', async () => {
    const seen = await failuresOf('other.halopsa.test', { hostname: 'acme.halopsa.test' });
    expect(seen).toEqual({ token: 'halo_token_server_silent', call: 'halo_certificate_invalid' });
  });

  it('because its name cannot be resolved', async () => {
    const transport = createHttpTransport([]);
    const unknown = () => Promise.reject(new Error('getaddrinfo ENOTFOUND nobody.invalid'));
    const seen = await failuresAt('nobody.invalid', guardEgress(transport.send, [], unknown));
    await transport.close();
    expect(seen).toEqual({ token: 'halo_host_not_found', call: 'halo_host_not_found' });
  });

  it("because Nango's outbound policy denies its name", async () => {
    const transport = createHttpTransport([]);
    const seen = await failuresAt('localhost', guardEgress(transport.send, []));
    await transport.close();
    expect(seen).toEqual({ token: 'halo_host_denied', call: 'halo_host_denied' });
  });

  it('because nothing listens there', async () => {
    const gone = await startHalo({ tickets: 1, customers: 1, assets: 0 });
    const { port, certificate, hostname } = gone;
    await gone.close();
    const transport = createHttpTransport([{ hostname, port, certificate }]);
    const seen = await failuresAt(hostname, transport.send);
    await transport.close();
    expect(seen).toEqual({ token: 'halo_token_server_silent', call: 'halo_host_unreachable' });
  });
});

it('a temporary failure says nothing about the host', () => {
  const codes = ['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'status 502', 'no answer'];
  expect(codes.map((code) => hostFailureOf(code))).toEqual(codes.map(() => undefined));
});

it('an error code is recognised as a whole, and not as part of another text', () => {
  const texts = ['certus.halopsa.test', 'my certificate', 'not ENOTFOUND at all', 'denied_hostname.example'];
  expect(texts.map((text) => hostFailureOf(text))).toEqual(texts.map(() => undefined));
});
