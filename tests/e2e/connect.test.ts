import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { API_AGENT_ID } from '../../sandbox/halo/index.js';
import { ConnectProblem } from '../../scripts/start/problem.js';
import { deployedSyncs } from '../support/deployment.js';
import { startWorld, type E2eWorld } from './support/world.js';

/** What whoever connects reads when the set-up is wrong. With Nango's official definition: it names no scope. */

let world: E2eWorld;
const all = { oauth_scopes: 'all' };

beforeAll(async () => {
  world = await startWorld({ tickets: 20, customers: 15, assets: 5, definitions: [] });
});
afterAll(() => world.close());
afterEach(() => {
  world.halo.switches.hostAnswers = 'halo';
  world.halo.application.sight = {};
});

/** Code and sentence of a refusal; fails when the connection is made. */
async function refusalOf(changes: Parameters<E2eWorld['connect']>[0]): Promise<{ code: string; message: string }> {
  const outcome = await world.connect(changes).catch((error: unknown) => error);
  if (!(outcome instanceof ConnectProblem)) throw new Error('No refusal', { cause: outcome });
  const { code, message } = outcome;
  expect(message).not.toContain(world.halo.application.clientSecret);
  expect((await world.nango.listConnections()).connections).toEqual([]);
  return { code, message };
}

describe('a connection that cannot work says why', () => {
  it('wrong secret', async () => {
    const { code, message } = await refusalOf({ clientSecret: 'wrong', form: all });
    expect(code).toBe('halo_credentials_refused');
    expect(message).toContain('Check that the API application is active');
    expect(message).toContain('See step 3 of the connect guide.');
  });

  it('a host that answers with web pages', async () => {
    world.halo.switches.hostAnswers = 'html';
    const { code, message } = await refusalOf({ form: all });
    expect(code).toBe('halo_token_address_wrong');
    expect(message).toContain('Something other than Halo answers at the token address. Check the hostname.');
  });

  it('a host that does not resolve', async () => {
    const { code, message } = await refusalOf({ hostname: 'nowhere.invalid', form: all });
    expect(code).toBe('halo_host_not_found');
    expect(message).toContain('There is no host with this name');
  });

  it('a hostname with a path', async () => {
    const { code, message } = await refusalOf({ hostname: `${world.halo.hostname}/halo`, form: all });
    expect(code).toBe('halo_token_address_wrong');
    expect(message).toContain('Check the hostname.');
  });

  it('a host that Nango does not ask', async () => {
    const { code, message } = await refusalOf({ hostname: 'localhost', form: all });
    expect(code).toBe('halo_host_denied');
    expect(message).toContain('NANGO_OUTBOUND_URL_POLICY');
  });

  // Nango loses the sentence of every second refusal or so, the first one among them: it takes another try to be told.
  it('no scope', async () => {
    const { code, message } = await refusalOf({ form: {} });
    expect(code).toBe('connection_validation_failed');
    expect(message).toContain('no scope was asked for. Set the scope "all"');
    expect(message).toContain('See step 4 of the connect guide.');
  });

  it('an agent who sees nothing', async () => {
    world.halo.application.sight = { blind: true };
    const { code, message } = await refusalOf({ form: all });
    expect(code).toBe('connection_validation_failed');
    expect(message).toContain("The agent's role or restrictions hide everything");
    expect(message).toContain('See step 2 of the connect guide.');
  });
});

describe('with the official definition and the scope "all"', () => {
  it('connects, and an agent who loses sight later stops the syncs with a sentence and deletes nothing', async () => {
    const connection = await world.connect({ form: all });
    const started = deployedSyncs().filter(({ auto_start: isOn }) => isOn);
    expect(world.platform.runs.map(({ status }) => status)).toEqual(started.map(() => 'success'));
    const already = world.platform.runs.length;

    const { agents } = world.halo.tenant;
    agents.edit(API_AGENT_ID, { team_ids: [] });
    world.halo.application.sight = { blind: true };
    const names = ['customers', 'tickets'];
    const { providerConfigKey, connectionId } = connection;
    await world.nango.triggerSync(providerConfigKey, names, connectionId, { reset: true });
    await world.platform.waitForIdle();
    const runs = world.platform.runs.slice(already);
    expect(runs.map(({ sync, status, deleted }) => ({ sync, status, deleted }))).toEqual(
      names.map((sync) => ({ sync, status: 'stopped', deleted: 0 })),
    );
    for (const { error } of runs) {
      expect(error?.payload).toMatchObject({ code: 'halo_agent_sees_nothing' });
      expect(error?.message).toContain('is not a member of any team');
    }
    const { records } = await world.nango.listRecords({ ...connection, model: 'Customer' });
    expect(records.filter(({ _nango_metadata: { deleted_at: deletedAt } }) => deletedAt === null)).toHaveLength(15);
  });
});
