import type { FunctionDocument } from '../state/documents.js';
import type { Routes } from './server.js';

function present(deployed: FunctionDocument) {
  return {
    name: deployed.name,
    type: deployed.type,
    version: deployed.version,
    description: deployed.description,
    scopes: deployed.scopes,
    input: deployed.input,
    returns: deployed.models,
    runs: deployed.runs,
    auto_start: deployed.autoStart,
    track_deletes: deployed.trackDeletes,
    sync_type: deployed.syncType,
    endpoints: deployed.endpoints,
    webhookSubscriptions: deployed.webhookSubscriptions,
    features: deployed.features,
    json_schema: deployed.schemas,
    enabled: true,
    last_deployed: deployed.updated_at,
    is_public: false,
    pre_built: false,
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

/** What is deployed, by integration; and the environment's variables. */
export const scriptRoutes: Routes = (app, core) => {
  app.get<{ Querystring: { format?: string } }>('/scripts/config', (request) => {
    const deployed = core.state.functions.values();
    if (request.query.format === 'openai') {
      return { data: deployed.filter(({ type }) => type !== 'on-event').map(asTool) };
    }
    return core.state.integrations.values().map(({ id, provider }) => {
      const own = (type: FunctionDocument['type']) =>
        deployed.filter((item) => item.integration === id && item.type === type).map(present);
      return {
        providerConfigKey: id,
        provider,
        syncs: own('sync'),
        actions: own('action'),
        'on-events': own('on-event'),
      };
    });
  });

  app.get('/environment-variables', () =>
    Object.entries(core.environmentVariables).map(([name, value]) => ({ name, value })),
  );
};
