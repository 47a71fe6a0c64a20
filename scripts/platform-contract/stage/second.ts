import type { Compiled } from '../../deploy/compiled.js';
import { activeEventFunctions } from './guard.js';
import type { Stage } from './stage.js';

const SDK = '0.71.10-zero';

/**
 * Deploys an action to the second integration, by the request that the CLI would send: compiling again would show nothing
 * new. Only what is sent is touched, but for event functions.
 */
async function deploy({ options }: Stage, action: string, eventFunctions: object[]): Promise<void> {
  const { api, second, compiled } = options;
  await api.call('POST', '/sync/deploy', {
    flowConfigs: [
      {
        type: 'action',
        syncName: action,
        providerConfigKey: second,
        models: [],
        runs: null,
        endpoints: [],
        fileBody: flow(compiled, 'input'),
      },
    ],
    onEventScriptsByProvider: eventFunctions,
    deployMode: 'single',
    reconcile: false,
    debug: false,
    nangoYamlBody: '',
    sdkVersion: SDK,
  });
}

function flow({ flows }: Compiled, name: string): object {
  const found = flows.find(({ syncName }) => syncName === name);
  if (!found) throw new Error(`the probe ${name} was not compiled`);
  return found.fileBody;
}

/** Deploys an action and an event function. */
export async function deployToSecond(stage: Stage, action: string): Promise<void> {
  const { second, compiled } = stage.options;
  const scripts = compiled.events.filter(({ event }) => event === 'validate-connection');
  await deploy(stage, action, [{ providerConfigKey: second, scripts }]);
}

/**
 * Switches off the event functions of both integrations, which nothing but a deployment does.
 *
 * @throws Error when others have become active meanwhile, which a deployment would switch off as well
 */
export async function deactivateOwn(stage: Stage): Promise<void> {
  const { api, integration } = stage.options;
  const active = await activeEventFunctions(api);
  if (active.length === 0) return;
  const others = active.filter((name) => !name.startsWith(integration));
  if (others.length > 0) throw new Error(`not without switching off ${others.join(', ')}`);
  await deploy(stage, 'last', []);
}
