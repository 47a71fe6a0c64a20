import type { Compiled } from '../../deploy/compiled.js';
import type { Api } from '../api.js';
import { activeEventFunctions } from './guard.js';
import type { TestBed } from './test-bed.js';

const SDK = '0.71.10-zero';
/** An action that does nothing: a deployment without any sync or action has no effect, so something has to be sent. */
const nothing = { js: "module.exports.default = { type: 'action', exec: async () => null };", ts: '// Does nothing.' };

interface Second {
  readonly api: Api;
  /** The second integration. */
  readonly second: string;
}

/**
 * Deploys an action to the second integration, by the request that the CLI would send: compiling again would show nothing
 * new. Only what is sent is touched, but for event functions.
 */
async function deploy({ api, second }: Second, action: string, scripts: Compiled['events']): Promise<void> {
  const common = { syncName: action, providerConfigKey: second, models: [], runs: null, endpoints: [] };
  await send(api, {
    flows: [{ ...common, type: 'action', fileBody: nothing }],
    events: scripts.length === 0 ? [] : [{ providerConfigKey: second, scripts }],
  });
}

interface Sent {
  readonly flows: readonly object[];
  readonly events: readonly object[];
}

async function send(api: Api, { flows, events }: Sent): Promise<void> {
  await api.call('POST', '/sync/deploy', {
    flowConfigs: flows,
    onEventScriptsByProvider: events,
    deployMode: 'single',
    reconcile: false,
    debug: false,
    nangoYamlBody: '',
    sdkVersion: SDK,
  });
}

/** Deploys an action and, after it, a sync of the same name. What the second one replaces shows when the action is called. */
export async function deployTwins({ options }: TestBed, name: string): Promise<void> {
  const { api, integration, compiled } = options;
  const common = { syncName: name, providerConfigKey: integration, models: [], runs: null, endpoints: [] };
  const twin = { js: "module.exports.default = { type: 'sync', exec: async () => undefined };", ts: '// A sync.' };
  await send(api, {
    flows: [
      { ...common, type: 'action', fileBody: nothing },
      { ...common, type: 'sync', runs: 'every day', fileBody: twin },
    ],
    events: compiled.events.length === 0 ? [] : [{ providerConfigKey: integration, scripts: compiled.events }],
  });
}

/** Deploys an action and an event function. */
export async function deployToSecond({ options }: TestBed, action: string): Promise<void> {
  await deploy(
    options,
    action,
    options.compiled.events.filter(({ event }) => event === 'validate-connection'),
  );
}

/**
 * Switches off the event functions of both integrations, which nothing but a deployment does.
 *
 * @param integration the first of the two, with whose key that of the second begins
 * @throws Error when others have become active meanwhile, which a deployment would deactivate as well
 */
export async function deactivateOwn({ api, second }: Second, integration: string): Promise<void> {
  const active = await activeEventFunctions(api);
  if (active.length === 0) return;
  const others = active.filter((name) => !name.startsWith(integration));
  if (others.length > 0) throw new Error(`not without switching off ${others.join(', ')}`);
  await deploy({ api, second }, 'last', []);
}
