import { describe, expect, it } from 'vitest';

import { ConnectionIdentity } from '../../connection/model.js';
import { neededResources } from '../../connection/resources.js';
import { COMPILED, parseDeclarations } from '../../scripts/contract/declarations.js';
import { readFileSync } from 'node:fs';
import { core, syncNeeds } from '../../records/registry.js';
import { Desk } from '../support/functions.js';

describe('the connection check', () => {
  it('accepts a connection with which nothing is wrong, without a warning', async () => {
    const desk = await Desk.open();
    expect(await desk.connect()).toEqual({ result: 'connected', warnings: [] });
  });

  it('needs at most ten requests: the public ones, then the lists in the order of the registry', async () => {
    const desk = await Desk.open();
    await desk.connect();
    const lists = neededResources(syncNeeds(core)).map(({ list }) => `GET /api${list.endpoint}`);
    const open = ['GET /api/authinfo', 'GET /api/InstanceInfo', 'GET /api/Agent/me'];
    expect(desk.requested).toEqual([...open, ...lists].slice(0, 10));
  });

  it('ends within half a minute although Halo never answers', async () => {
    const desk = await Desk.open();
    desk.switches.slowMs = 0;
    await desk.import();
    desk.switches.slowMs = 24 * 3_600_000;
    const started = desk.clock.now();
    const result = await desk.run('on-event', 'validate-connection');
    expect(result.success).toBe(true);
    expect(result.durationMs).toBeLessThanOrEqual(30_000);
    expect(desk.clock.now() - started).toBeLessThanOrEqual(30_000);
    expect(desk.metadata['halo_warnings']).toMatchObject([{ code: 'halo_no_answer' }]);
  });

  it('keeps other metadata, and removes warnings that no longer apply', async () => {
    const desk = await Desk.open();
    await desk.import({ customers: [21], halo_warnings: [{ code: 'old' }] });
    await desk.run('on-event', 'validate-connection');
    expect(desk.metadata).toEqual({ customers: [21], halo_warnings: [] });
  });

  it('first gets a token for a connection that was imported with a placeholder', async () => {
    const desk = await Desk.open();
    await desk.import();
    desk.api.tokens.revoke();
    const result = await desk.run('on-event', 'validate-connection');
    expect(result.success).toBe(true);
    expect(desk.requested.length).toBeLessThanOrEqual(10);
    expect(desk.api.requests.of('/auth/token', 'POST')).toBe(2);
    expect(desk.metadata['halo_warnings']).toEqual([]);
  });

  it('names the syncs and lists that a warning is about', async () => {
    const desk = await Desk.open();
    desk.application.sight = { refused: { Client: 403, Asset: 401 } };
    expect(await desk.connect()).toMatchObject({
      warnings: [
        { code: 'halo_permission_denied', resources: ['customers', 'assets'], syncs: ['customers', 'assets'] },
      ],
    });
  });

  it('refuses a connection that can read no list, and warns if it can read one', async () => {
    const refused = { Tickets: 403, Client: 403, Site: 401, Users: 403, Asset: 401 } as const;
    const none = await Desk.open();
    none.application.sight = { refused };
    expect(await none.connect()).toMatchObject({ result: 'refused', refusal: { code: 'halo_permission_denied' } });
    const { Tickets, ...others } = refused;
    expect(Tickets).toBe(403);
    const one = await Desk.open();
    one.application.sight = { refused: others };
    expect(await one.connect()).toMatchObject({ result: 'connected' });
  });
});

describe('the lists that the check reads', () => {
  it('include an entry for each deployed sync and for no other', () => {
    const declared = parseDeclarations(readFileSync(COMPILED, 'utf8')).flatMap(({ syncs }) => syncs);
    expect(
      syncNeeds()
        .map(({ sync }) => sync)
        .toSorted(),
    ).toEqual(declared.map(({ name }) => name).toSorted());
  });
});

describe('post-connection-creation', () => {
  it('adds the agent and the instance to the existing metadata', async () => {
    const desk = await Desk.open();
    await desk.import({ theirs: 1 });
    expect((await desk.run('on-event', 'post-connection-creation')).success).toBe(true);
    expect(desk.requested).toHaveLength(3);
    expect(desk.metadata).toEqual({
      theirs: 1,
      halo_connection: {
        product: 'HaloPSA',
        version: '2.236.133',
        tenant_id: 'acme',
        authorisation_server: 'https://acme.halopsa.test/auth',
        agent_id: '2',
        agent_name: 'Integration API',
        application: 'Integration',
      },
    });
    expect(ConnectionIdentity.safeParse(desk.metadata).success).toBe(true);
  });

  it('adds what it can if Halo is busy', async () => {
    const desk = await Desk.open();
    await desk.import();
    desk.api.faults.add({ fault: { kind: 'rateLimited' }, on: '/api/Agent/me', times: 9 });
    expect((await desk.run('on-event', 'post-connection-creation')).success).toBe(true);
    const { halo_connection: kept } = ConnectionIdentity.parse(desk.metadata);
    expect(kept).toMatchObject({ product: 'HaloPSA', tenant_id: 'acme' });
    expect(kept).not.toHaveProperty('agent_id');
  });
});
