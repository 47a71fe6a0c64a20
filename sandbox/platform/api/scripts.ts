import type { FunctionDocument } from '../state/documents.js';
import type { Routes } from './routes.js';

type Presented = ReturnType<typeof present>;

function present(deployed: FunctionDocument) {
  return {
    id: deployed.number,
    name: deployed.name,
    type: deployed.type,
    returns: deployed.models,
    description: deployed.description,
    attributes: {},
    scopes: deployed.scopes,
    version: deployed.version,
    source: deployed.source,
    endpoints: deployed.endpoints,
    ...(deployed.input !== null && { input: deployed.input }),
    enabled: true,
    last_deployed: deployed.updated_at,
    webhookSubscriptions: deployed.webhookSubscriptions,
    json_schema: deployed.schemas,
    sdk_version: deployed.sdkVersion,
    models: Object.keys(deployed.schemas?.definitions ?? {}).map((name) => ({ name, fields: [] })),
    features: deployed.features,
    ...(deployed.type === 'sync' && {
      sync_type: deployed.syncType,
      auto_start: deployed.autoStart,
      runs: deployed.runs,
      track_deletes: deployed.trackDeletes,
    }),
  };
}

/** A tool for a language model: the schema of an action's input under the action's name. */
function asTool(deployed: FunctionDocument) {
  const definition = deployed.input === null ? undefined : deployed.schemas?.definitions[deployed.input];
  const { properties = {}, required = [] } = definition ?? {};
  return {
    name: deployed.name,
    description: deployed.description,
    parameters: { type: 'object', properties, required },
  };
}

interface Group {
  providerConfigKey: string;
  provider: string;
  syncs: Presented[];
  actions: Presented[];
  'on-events': [];
}

/**
 * Functions in groups. The real server of 0.71.4 groups them by provider, not by integration: those of all integrations of a
 * provider stand under the key of whichever has the function with the first name. Event functions are never listed, nor is
 * a group without syncs and actions.
 */
function grouped(
  deployed: readonly FunctionDocument[],
  providerOf: (integration: string) => string,
  groupOf: (integration: string) => string,
): Group[] {
  const groups = new Map<string, Group>();
  const sorted = deployed.filter(({ type }) => type !== 'on-event').sort((a, b) => a.name.localeCompare(b.name));
  for (const item of sorted) {
    const provider = providerOf(item.integration);
    const key = groupOf(item.integration);
    const group: Group = groups.get(key) ?? {
      providerConfigKey: item.integration,
      provider,
      syncs: [],
      actions: [],
      'on-events': [],
    };
    groups.set(key, group);
    group[item.type === 'sync' ? 'syncs' : 'actions'].push(present(item));
  }
  return [...groups.values()];
}

/** What is deployed in the environment; and the environment's variables. */
export const scriptRoutes: Routes = (app, core) => {
  app.get<{ Querystring: { format?: string } }>('/scripts/config', (request) => {
    const deployed = core.state.functions.values();
    if (request.query.format === 'openai') {
      return { data: deployed.filter(({ type }) => type !== 'on-event').map(asTool) };
    }
    const providerOf = (key: string): string => core.state.integrations.get(key)?.provider ?? key;
    const isByProvider = core.facts['deployments.listing'] === 'by provider';
    return grouped(deployed, providerOf, isByProvider ? providerOf : (key) => key);
  });

  app.get('/environment-variables', () =>
    Object.entries(core.environmentVariables).map(([name, value]) => ({ name, value })),
  );
};
