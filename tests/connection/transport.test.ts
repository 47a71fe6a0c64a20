import { afterEach, describe, expect, it } from 'vitest';

import { explainTokenFailure } from '../../halo/transport/token-failure.js';
import { readHostFailure } from '../../halo/transport/token-errors.js';
import { startHalo, type RunningHalo, type StartHaloOptions } from '../../sandbox/halo/index.js';
import { createHttpTransport, Definitions, fetchToken, NetworkError } from '../../sandbox/platform/index.js';

const definition = (await Definitions.load(['providers/halo-psa.yaml'])).get('halo-psa');

let halo: RunningHalo | undefined;
afterEach(async () => {
  await halo?.close();
  halo = undefined;
});

/** What a real TLS connection to a real socket comes to: the message of the token request, and the code of a call. */
async function failuresAt(hostname: string, options: StartHaloOptions = {}): Promise<{ token: string; call: string }> {
  halo = await startHalo({ tickets: 1, customers: 1, assets: 0, ...options });
  const { port, certificate, application } = halo;
  const transport = createHttpTransport([{ hostname: options.hostname ?? hostname, port, certificate }]);
  const served = options.hostname === undefined ? transport : createHttpTransport([{ hostname, port, certificate }]);
  if (!definition) throw new Error('providers/halo-psa.yaml defines no halo-psa');
  const client = { id: application.clientId, secret: application.clientSecret };
  const token = await fetchToken(definition, { hostname, oauth_scopes: 'all' }, client, served.send, () => Date.now())
    .then(() => 'a token')
    .catch((error: unknown) => (error instanceof Error ? error.message : ''));
  const url = `https://${hostname}/api/authinfo`;
  const call = await served
    .send({ method: 'GET', url, headers: {} })
    .then(() => 'an answer')
    .catch((error: unknown) => (error instanceof NetworkError ? error.code : ''));
  await transport.close();
  await served.close();
  return { token, call };
}

describe('a host that cannot be talked to is told by what the network really says', () => {
  it('when its certificate has ended', async () => {
    const { token, call } = await failuresAt('acme.halopsa.test', { expiredCertificate: true });
    expect(explainTokenFailure(token).code).toBe('halo_certificate_invalid');
    expect(readHostFailure(call)?.code).toBe('halo_certificate_invalid');
  });

  it('when its certificate is for another name', async () => {
    const { token, call } = await failuresAt('other.halopsa.test', { hostname: 'acme.halopsa.test' });
    expect(explainTokenFailure(token).code).toBe('halo_certificate_invalid');
    expect(readHostFailure(call)?.code).toBe('halo_certificate_invalid');
  });

  it('when its name is not known', async () => {
    const transport = createHttpTransport([]);
    const failure = await transport
      .send({ method: 'GET', url: 'https://nobody.invalid/api/authinfo', headers: {} })
      .then(() => undefined)
      .catch((error: unknown) => (error instanceof NetworkError ? error : undefined));
    await transport.close();
    expect(readHostFailure(failure?.code ?? '')?.code).toBe('halo_host_not_found');
    expect(explainTokenFailure(failure?.message ?? '').code).toBe('halo_host_not_found');
  });

  it('when nothing listens there', async () => {
    halo = await startHalo({ tickets: 1, customers: 1, assets: 0 });
    const { port, certificate, hostname } = halo;
    await halo.close();
    halo = undefined;
    const transport = createHttpTransport([{ hostname, port, certificate }]);
    const failure = await transport
      .send({ method: 'GET', url: `https://${hostname}/api/authinfo`, headers: {} })
      .then(() => undefined)
      .catch((error: unknown) => (error instanceof NetworkError ? error : undefined));
    await transport.close();
    expect(readHostFailure(failure?.code ?? '')?.code).toBe('halo_host_unreachable');
  });
});

it('a failure that comes and goes says nothing about the host', () => {
  expect(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'status 502'].map((text) => readHostFailure(text))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});
