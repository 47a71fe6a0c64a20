import { describe, expect, test } from 'vitest';

import { MissingScopeError, PermissionDeniedError } from '../../../halo/errors.js';
import { TenantConnection, useSimulatedClock, type TenantConnectionOptions } from '../../support/connection.js';

const stage = useSimulatedClock();
const tenant = (options: TenantConnectionOptions = {}) =>
  new TenantConnection({ tickets: 3, clock: stage.clock, ...options });
const paged = { pageinate: 'true', page_no: '1', page_size: '3' };
const list = (connection: TenantConnection) => connection.client.list('tickets', '/Tickets', paged);

describe('a token that ended', () => {
  test('is replaced once, and the read goes on', async () => {
    const connection = tenant();
    const { client } = connection;
    await client.list('tickets', '/Tickets', paged);
    connection.api.tokens.revoke();
    await client.list('tickets', '/Tickets', paged);
    expect([connection.refreshes, connection.requested.length]).toEqual([1, 3]);
  });

  test('is replaced again when the next one ends too, in another read', async () => {
    const connection = tenant();
    const { client } = connection;
    for (let read = 0; read < 3; read += 1) {
      connection.api.tokens.revoke();
      await client.list('tickets', '/Tickets', paged);
    }
    // The first read came before any token was issued.
    expect(connection.refreshes).toBe(2);
  });

  test('is replaced once for two reads at the same time, where a new token ends the one before', async () => {
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

describe('a refusal that a new token does not cure', () => {
  test.each([401, 403] as const)('of one resource by %d is a permission that lacks', async (status) => {
    const connection = tenant({ application: { sight: { refused: { Tickets: status } } } });
    await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
    expect(connection.refreshes).toBe(1);
    await connection.client.list('customers', '/Client', paged);
  });

  test('names the resource and the step of the guide', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 403 } } } });
    await expect(list(connection)).rejects.toMatchObject({
      code: 'halo_permission_denied',
      resource: 'tickets',
      step: 'step-4-set-application-permissions',
    });
  });

  test('a permission that was given in the meantime is found by the new token', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
    const { client } = connection;
    await expect(client.list('tickets', '/Tickets', paged)).rejects.toThrow(PermissionDeniedError);
    connection.application.sight.refused = {};
    await expect(client.list('tickets', '/Tickets', paged)).resolves.toMatchObject({ body: { record_count: 3 } });
  });

  test.each([401, 403] as const)('of a scope that is too narrow by %d is a permission that lacks', async (status) => {
    const connection = tenant({
      scopes: ['read:customers'],
      adjust: (switches) => (switches.narrowScopeStatus = status),
    });
    await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
  });

  test('of every call by a token without a scope is the scope', async () => {
    await expect(list(tenant({ scopes: [] }))).rejects.toThrow(MissingScopeError);
  });

  test('of every call to a disabled agent is neither', async () => {
    const connection = tenant();
    connection.tenant.agents.archive(connection.application.agentId);
    const error: unknown = await list(connection).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ step: 'step-2-create-an-api-only-agent' });
    expect(error).not.toBeInstanceOf(PermissionDeniedError);
    expect(error).not.toBeInstanceOf(MissingScopeError);
  });

  test('costs a bounded number of requests', async () => {
    const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
    await expect(list(connection)).rejects.toThrow(PermissionDeniedError);
    expect(connection.requested).toEqual([expect.any(String), expect.any(String), '/Agent/me']);
  });
});

test('no error carries the token, the secret or the address of a request', async () => {
  const connection = tenant({ application: { sight: { refused: { Tickets: 401 } } } });
  const error: unknown = await list(connection).catch((reason: unknown) => reason);
  const shown = JSON.stringify([error, String(error)]);
  expect(shown).not.toContain(connection.application.clientSecret);
  expect(shown).not.toContain('sim.');
  expect(shown).not.toContain('page_no');
});
