import type { Core } from './core.js';
import type { DeployedFlow, Deployment } from './deploy.js';
import type { FunctionDocument } from './state/documents.js';

interface Named {
  name: string;
  providerConfigKey: string;
}
interface SyncDifference extends Named {
  connections: number;
  auto_start: boolean;
}
interface EventDifference extends Named {
  event: string;
}
interface EventDifferences {
  newOnEventScripts: EventDifference[];
  updatedOnEventScripts: EventDifference[];
  deletedOnEventScripts: EventDifference[];
}

/** Answer of `POST /sync/deploy/confirmation`. */
export interface Differences extends EventDifferences {
  newSyncs: SyncDifference[];
  updatedSyncs: SyncDifference[];
  deletedSyncs: SyncDifference[];
  newActions: Named[];
  updatedActions: Named[];
  deletedActions: Named[];
  deletedModels: string[];
}

type DeployCore = Pick<Core, 'functions' | 'connections' | 'state'>;

/** What the server says that a deployment would do. For event functions that is less than what it does. */
export function differencesOf(core: DeployCore, deployment: Deployment): Differences {
  const { functions, connections } = core;
  const connectionsOf = (integration: string) => connections.of(integration).length;
  const before = (flow: DeployedFlow) => functions.find(flow.providerConfigKey, flow.type, flow.syncName);
  const isNew = (flow: DeployedFlow) => before(flow) === undefined;
  const syncs = deployment.flowConfigs.filter((flow) => flow.type === 'sync');
  const actions = deployment.flowConfigs.filter((flow) => flow.type === 'action');
  const outdated = functions.outdated(deployment);
  const named = (flow: DeployedFlow): Named => ({ name: flow.syncName, providerConfigKey: flow.providerConfigKey });
  const sync = (flow: DeployedFlow): SyncDifference => ({
    ...named(flow),
    connections: connectionsOf(flow.providerConfigKey),
    auto_start: flow.auto_start,
  });
  const scope = deployment.deployMode === 'integration' ? deployment.flowConfigs[0]?.providerConfigKey : undefined;
  const compared = deployment.deployMode === 'single' ? [] : syncs;
  return {
    newSyncs: syncs.filter(isNew).map(sync),
    updatedSyncs: syncs.filter((flow) => !isNew(flow)).map(sync),
    deletedSyncs: outdated
      .filter(({ type }) => type === 'sync')
      .map((item) => ({ ...nameOf(item), connections: connectionsOf(item.integration), auto_start: false })),
    newActions: actions.filter(isNew).map(named),
    updatedActions: actions.filter((flow) => !isNew(flow)).map(named),
    deletedActions: outdated.filter(({ type }) => type === 'action').map(nameOf),
    ...eventDifferences(core, deployment),
    deletedModels: compared
      .filter(({ providerConfigKey }) => scope === undefined || providerConfigKey === scope)
      .filter(({ providerConfigKey }) => connectionsOf(providerConfigKey) > 0)
      .flatMap((flow) => (before(flow)?.models ?? []).filter((model) => !flow.models.includes(model))),
  };
}

/**
 * Event functions are compared within a scope, and deactivated everywhere: in mode `integration` the scope is the first
 * integration that sends any, so that those of all others are missing here, and the CLI prints "to delete [ 0 ]".
 */
function eventDifferences({ functions, state }: DeployCore, deployment: Deployment): EventDifferences {
  const { onEventScriptsByProvider: providers = [], deployMode } = deployment;
  const senders = providers.map(({ providerConfigKey }) => providerConfigKey);
  const isInScope = {
    all: () => true,
    integration: (key: string) => key === senders[0],
    single: (key: string) => senders.includes(key),
  }[deployMode];
  const known = functions.events().filter(({ integration }) => isInScope(integration));
  const sent = providers.flatMap(({ providerConfigKey, scripts }) =>
    state.integrations.get(providerConfigKey)
      ? scripts.map(({ name, event }) => ({ name, providerConfigKey, event }))
      : [],
  );
  const idOf = ({ providerConfigKey, name, event }: EventDifference): string =>
    `${providerConfigKey}/on-event/${name}/${event}`;
  const knownIds = new Set(known.map(({ id }) => id));
  const sentIds = new Set(sent.map(idOf));
  const isListed = deployment.onEventScriptsByProvider !== undefined;
  return {
    newOnEventScripts: sent.filter((script) => !knownIds.has(idOf(script))),
    updatedOnEventScripts: sent.filter((script) => knownIds.has(idOf(script))),
    deletedOnEventScripts: known
      .filter(({ id }) => isListed && !sentIds.has(id))
      .flatMap((item) => (item.event === null ? [] : [{ ...nameOf(item), event: item.event }])),
  };
}

function nameOf({ name, integration }: FunctionDocument): Named {
  return { name, providerConfigKey: integration };
}
