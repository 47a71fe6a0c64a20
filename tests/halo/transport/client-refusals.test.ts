import { describe, expect, test } from 'vitest';

import { MissingScopeError, PermissionDeniedError, UnavailableError } from '../../../halo/errors.js';
import { HostDeniedError } from '../../../halo/transport/host-errors.js';
import { NoTokenError } from '../../../halo/transport/token-errors.js';
import {
  networkError,
  ScriptedConnection,
  statusError,
  TenantConnection,
  useSimulatedClock,
  type TenantConnectionOptions,
} from '../../support/connection.js';

const simulated = useSimulatedClock();
const tenant = (options: TenantConnectionOptions = {}) =>
  new TenantConnection({ tickets: 3, clock: simulated.clock, ...options });
const paged = { pageinate: 'true', page_no: '1', page_size: '3' };
const list = (connection: TenantConnection) => connection.client.list('tickets', '/Tickets', paged);

describe('a token that has expired', () => {
  test('is replaced once, and the read continues', async () => {
    const connection = tenant();
    const { client } = connection;
    await client.list('tickets', '/Tickets', paged);
    connection.api.tokens.revoke();
    await client.list('tickets', '/Tickets', paged);
    expect([connection.refreshes, connection.requested.length]).toEqual([1, 3]);
  });

  test('is replaced again when the next one expires during another read', async () => {
    const connection = tenant();
    const { client } = connection;
    for (let read = 0; read < 3; read += 1) {
      connection.api.tokens.revoke();
      await client.list('tickets', '/Tickets', paged);
    }
    // The first read came before any token was issued.
    expect(connection.refreshes).toBe(2);
  });

  test('is replaced once for two simultaneous reads, where a new token invalidates the previous one', async () => {
    const connection = tenant();
    connection.switches.tokens.revokesEarlier = true;
    const { client } = connection;
    await client.list('tickets', '/Tickets', paged);
    connection.api.tokens.revoke();
    const reads = [1, 2, 3].map(() => client.list('tickets', '/Tickets', paged));
    await Promise.all(reads);
    expect(connection.refreshes).toBe(1);
  });
});

describe('a refusal that a new token does not resolve', () => {
  test.each([401, 403] as const)('of one resource with %d is reported as a missing permission', async (status) => {
    const connection = tenant({ application: { sight: { refused: { Tickets: status } } } });
    await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
    expect(connection.refreshes).toBe(1);
    await connection.client.list('customers', '/Client', paged);
  });

  test('is reported with the resource and the step of the guide', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 403 } } } });
    await expect(list(connection)).rejects.toMatchObject({
      code: 'halo_permission_denied',
      resource: 'tickets',
      step: 'step-4-set-application-permissions',
    });
  });

  test('is resolved if the permission was given in the meantime', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
    const { client } = connection;
    await expect(client.list('tickets', '/Tickets', paged)).rejects.toThrow(PermissionDeniedError);
    connection.application.sight.refused = {};
    await expect(client.list('tickets', '/Tickets', paged)).resolves.toMatchObject({ body: { record_count: 3 } });
  });

  test.each([401, 403] as const)(
    'of a scope that is too narrow with %d is reported as a missing permission',
    async (status) => {
      const connection = tenant({
        scopes: ['read:customers'],
        adjust: (switches) => (switches.narrowScopeStatus = status),
      });
      await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
    },
  );

  test('of every call with a token without a scope is reported as a missing scope', async () => {
    await expect(list(tenant({ scopes: [] }))).rejects.toThrow(MissingScopeError);
  });

  test('of every call of a disabled agent is reported as neither of these', async () => {
    const connection = tenant();
    connection.tenant.agents.archive(connection.application.agentId);
    const error: unknown = await list(connection).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ step: 'step-2-create-an-api-only-agent' });
    expect(error).not.toBeInstanceOf(PermissionDeniedError);
    expect(error).not.toBeInstanceOf(MissingScopeError);
  });

  test('costs a limited number of requests', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
    await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
    expect(connection.requested).toEqual([expect.any(String), expect.any(String), '/Agent/me']);
  });
});

describe("a host that Nango's outbound policy denies", () => {
  const refusal = (error: Error) => new ScriptedConnection(() => error);

  test.each([
    ['a name that is looked up', networkError('denied_dns')],
    ['an address', Object.assign(new Error('URL resolves to a blocked address (private).'), { code: 'denied_ip' })],
    ['a name on the list', Object.assign(new Error('URL hostname is denied'), { code: 'denied_hostname' })],
  ])('by %s is reported at once, because waiting would not help', async (_name, error) => {
    const connection = refusal(error);
    const started = simulated.clock.now();
    await expect(connection.client.list('tickets', '/Tickets', paged)).rejects.toThrow(HostDeniedError);
    expect([connection.asked.length, simulated.clock.now() - started]).toEqual([1, 0]);
  });

  test('is distinguished from a name that cannot be resolved at the moment', async () => {
    const connection = refusal(networkError('dns_resolution_failed'));
    await expect(connection.client.list('tickets', '/Tickets', paged)).rejects.toThrow(UnavailableError);
    expect(connection.asked.length).toBeGreaterThan(1);
  });
});

test('a token that expires while the reason of a refusal is examined is reported as expired', async () => {
  let calls = 0;
  const lost = statusError(400, { error: { code: 'invalid_credentials', payload: { connection: {} } } });
  const connection = new ScriptedConnection(() => statusError(401));
  const failing = Object.assign(connection, {
    // Read for the renewal first, and for its scopes last.
    getConnection: () => ((calls += 1) > 3 ? Promise.reject(lost) : Promise.resolve({})),
  });
  await expect(failing.client.list('tickets', '/Tickets', paged)).rejects.toThrow(NoTokenError);
});

test('no error carries the token, the secret or the address of a request', async () => {
  const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
  const error: unknown = await list(connection).catch((reason: unknown) => reason);
  const shown = JSON.stringify([error, String(error)]);
  expect(shown).not.toContain(connection.application.clientSecret);
  expect(shown).not.toContain('sim.');
  expect(shown).not.toContain('page_no');
});
