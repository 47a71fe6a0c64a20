import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';

/** What a deployment does to the whole environment, as the source of server 0.71.4 has it. */

let platform: TestPlatform;

beforeEach(async () => {
  platform = await startTestPlatform(undefined);
  for (const unique_key of ['halo-psa', 'halo-psa-eu', 'other']) {
    await platform.nango.createIntegration({ provider: unique_key === 'other' ? 'github' : 'halo-psa', unique_key });
  }
});
afterEach(() => platform.close());

type Mode = 'all' | 'integration' | 'single';
const script = (name: string, event = 'validate-connection') => ({
  name,
  event,
  fileBody: { js: bundleCode('onEvent', ''), ts: `// ${name}` },
});

/** A body of one action for the first integration, and event functions by integration. */
function body(
  events: Record<string, ReturnType<typeof script>[]>,
  { mode = 'integration', names = ['act'] }: { mode?: Mode; names?: string[] } = {},
) {
  const [key = 'halo-psa'] = Object.keys(events);
  const sent = deployment(
    names.map((name) => ({ type: 'action' as const, name, js: bundleCode('action', '') })),
    mode,
  );
  return {
    ...sent,
    flowConfigs: sent.flowConfigs.map((flow) => ({ ...flow, providerConfigKey: key })),
    onEventScriptsByProvider: Object.entries(events).map(([providerConfigKey, scripts]) => ({
      providerConfigKey,
      scripts,
    })),
  };
}

const deploy = (sent: object) => platform.call('POST', '/sync/deploy', sent);
const confirm = async (sent: object) => (await platform.call('POST', '/sync/deploy/confirmation', sent)).body;

/** `<name>/<event>` of the event functions that are active. */
async function active(uniqueKey: string): Promise<string[]> {
  const { data } = await platform.nango.listFunctions({ uniqueKey }, { type: 'on-event' });
  return data.map((item) => `${item.name}/${item.type === 'on-event' ? item.event : ''}`);
}

describe('event functions of the environment', () => {
  it.each<Mode>(['integration', 'all', 'single'])(
    'are all deactivated before those are activated that were sent: %s',
    async (mode) => {
      await deploy(body({ other: [script('theirs')] }));
      expect(await active('other')).toEqual(['theirs/validate-connection']);
      const answer = await deploy(body({ 'halo-psa': [script('ours')] }, { mode }));
      expect(answer.body).toMatchObject([
        { name: 'act', type: 'action' },
        { name: 'ours', type: 'on-event', providerConfigKey: 'halo-psa', version: '0.0.1', models: [] },
      ]);
      expect([await active('halo-psa'), await active('other')]).toEqual([['ours/validate-connection'], []]);
    },
  );

  it('stay unchanged if a deployment has no list of them, or no sync and no action', async () => {
    await deploy(body({ other: [script('theirs')] }));
    const { onEventScriptsByProvider: events, ...withoutList } = body({ 'halo-psa': [script('ours')] });
    await deploy(withoutList);
    expect((await deploy({ ...withoutList, flowConfigs: [], onEventScriptsByProvider: events })).body).toEqual([]);
    expect([await active('halo-psa'), await active('other')]).toEqual([[], ['theirs/validate-connection']]);
  });

  it('are kept for every integration that the deployment names, with the next version', async () => {
    const both = {
      'halo-psa': [script('ours'), script('ours', 'post-connection-creation')],
      'halo-psa-eu': [script('ours')],
    };
    await deploy(body(both));
    const again = await deploy(body({ ...both, none: [script('skipped')] }));
    expect(again.body).toMatchObject([
      { name: 'act' },
      { name: 'ours', providerConfigKey: 'halo-psa', version: '0.0.2' },
      { name: 'ours', providerConfigKey: 'halo-psa', version: '0.0.2' },
      { name: 'ours', providerConfigKey: 'halo-psa-eu', version: '0.0.2' },
    ]);
    expect(await active('halo-psa')).toEqual(['ours/post-connection-creation', 'ours/validate-connection']);
    expect(await active('halo-psa-eu')).toEqual(['ours/validate-connection']);
  });
});

describe('the confirmation', () => {
  const eventsOf = async (sent: object) => {
    const { newOnEventScripts, updatedOnEventScripts, deletedOnEventScripts } = (await confirm(sent)) as Record<
      string,
      { providerConfigKey: string; name: string }[]
    >;
    const named = (list: { providerConfigKey: string; name: string }[] = []) =>
      list.map(({ providerConfigKey, name }) => `${providerConfigKey}/${name}`);
    return [named(newOnEventScripts), named(updatedOnEventScripts), named(deletedOnEventScripts)];
  };

  it('does not list other integrations for a deployment of one, and lists them for a deployment of everything', async () => {
    await deploy(body({ other: [script('theirs')], 'halo-psa': [script('ours'), script('old')] }));
    const sent = { 'halo-psa': [script('ours'), script('new')] };
    expect(await eventsOf(body(sent))).toEqual([['halo-psa/new'], ['halo-psa/ours'], ['halo-psa/old']]);
    expect(await eventsOf(body(sent, { mode: 'all' }))).toEqual([
      ['halo-psa/new'],
      ['halo-psa/ours'],
      ['other/theirs', 'halo-psa/old'],
    ]);
    const nothing = { ...body({}), flowConfigs: [], deployMode: 'all' };
    expect(await eventsOf(nothing)).toEqual([[], [], ['other/theirs', 'halo-psa/ours', 'halo-psa/old']]);
    expect(await active('other')).toEqual(['theirs/validate-connection']);
  });

  it('lists those of a second integration as new', async () => {
    const both = { 'halo-psa': [script('ours')], 'halo-psa-eu': [script('ours')] };
    await deploy(body(both));
    expect(await eventsOf(body(both))).toEqual([['halo-psa-eu/ours'], ['halo-psa/ours'], []]);
  });

  it('continues to list those of a deleted integration, also when there is a new one with its name', async () => {
    await deploy(body({ other: [script('theirs')] }));
    await platform.nango.deleteIntegration('other');
    await platform.nango.createIntegration({ provider: 'github', unique_key: 'other' });
    const nothing = { ...body({}), flowConfigs: [], deployMode: 'all' };
    expect(await eventsOf(nothing)).toEqual([[], [], ['other/theirs']]);
    expect(await active('other')).toEqual([]);
    await deploy(body({ 'halo-psa': [script('ours')] }));
    expect(await eventsOf(nothing)).toEqual([[], [], ['halo-psa/ours']]);
  });
});

describe('what is deployed', () => {
  it('is listed by provider, without event functions, and not at all where there is neither sync nor action', async () => {
    expect(await platform.nango.getScriptsConfig()).toEqual([]);
    await deploy(body({ 'halo-psa': [script('ours')] }, { names: ['second', 'fourth'] }));
    await deploy(body({ 'halo-psa-eu': [] }, { names: ['first', 'third'] }));
    const names = ['first', 'fourth', 'second', 'third'];
    expect(await platform.nango.getScriptsConfig()).toMatchObject([
      {
        providerConfigKey: 'halo-psa-eu',
        provider: 'halo-psa',
        syncs: [],
        actions: names.map((name) => ({ name })),
        'on-events': [],
      },
    ]);
  });

  it('is not deleted one by one when it came from a project', async () => {
    await deploy(body({ 'halo-psa': [] }));
    expect(await platform.call('DELETE', '/integrations/halo-psa/functions/act?type=action')).toMatchObject({
      status: 400,
      body: { error: { code: 'function_managed_by_deploy' } },
    });
    await deploy({ ...body({ 'halo-psa': [] }), source: 'standalone' });
    await platform.nango.deleteFunction({ uniqueKey: 'halo-psa', name: 'act' }, { type: 'action' });
    expect((await platform.nango.listFunctions({ uniqueKey: 'halo-psa' })).data).toEqual([]);
  });
});
