import type { DeployedFlow, Deployment } from './deploy.js';
import { unknownIntegration } from './failure.js';
import type { FunctionDocument } from './state/documents.js';
import type { State } from './state/state.js';

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

/** Answer of `POST /sync/deploy/confirmation`. */
export interface Differences {
  newSyncs: SyncDifference[];
  updatedSyncs: SyncDifference[];
  deletedSyncs: SyncDifference[];
  newActions: Named[];
  updatedActions: Named[];
  deletedActions: Named[];
  newOnEventScripts: EventDifference[];
  updatedOnEventScripts: EventDifference[];
  deletedOnEventScripts: EventDifference[];
  deletedModels: string[];
}

const versionBump = (version: string): string => {
  const parts = version.split('.');
  const last = Number(parts.pop() ?? 0);
  return [...parts, String(Number.isNaN(last) ? 1 : last + 1)].join('.');
};

/** The deployed functions of one platform. */
export class Functions {
  constructor(
    private readonly state: State,
    private readonly now: () => number,
  ) {}

  find(integration: string, type: FunctionDocument['type'], name: string): FunctionDocument | undefined {
    return this.state.functions.get(`${integration}/${type}/${name}`);
  }

  of(integration: string): FunctionDocument[] {
    return this.state.functions.values().filter((known) => known.integration === integration);
  }

  /** Event functions in the order of their names. */
  forEvent(integration: string, event: FunctionDocument['event']): FunctionDocument[] {
    return this.of(integration).filter((known) => known.event === event);
  }

  /**
   * What a deployment would leave without a function: everything else of the integration (mode `integration`) or of the
   * environment (mode `all`, which is the trap: it reaches the functions of other projects).
   */
  outdated({ flowConfigs, onEventScriptsByProvider = [], deployMode }: Deployment): FunctionDocument[] {
    if (deployMode === 'single' || flowConfigs.length === 0) return [];
    const kept = new Set([
      ...flowConfigs.map((flow) => `${flow.providerConfigKey}/${flow.type}/${flow.syncName}`),
      ...onEventScriptsByProvider.flatMap(({ providerConfigKey: key, scripts }) =>
        scripts.map((script) => `${key}/on-event/${script.name}`),
      ),
    ]);
    const scope = deployMode === 'integration' ? flowConfigs[0]?.providerConfigKey : undefined;
    return this.state.functions
      .values()
      .filter((known) => scope === undefined || known.integration === scope)
      .filter((known) => !kept.has(known.id));
  }

  differences(deployment: Deployment, connectionsOf: (integration: string) => number): Differences {
    const exists = (flow: DeployedFlow) => this.find(flow.providerConfigKey, flow.type, flow.syncName) !== undefined;
    const syncs = deployment.flowConfigs.filter((flow) => flow.type === 'sync');
    const actions = deployment.flowConfigs.filter((flow) => flow.type === 'action');
    const outdated = this.outdated(deployment);
    const named = (flow: DeployedFlow): Named => ({ name: flow.syncName, providerConfigKey: flow.providerConfigKey });
    const sync = (flow: DeployedFlow): SyncDifference => ({
      ...named(flow),
      connections: connectionsOf(flow.providerConfigKey),
      auto_start: flow.auto_start,
    });
    const gone = ({ name, integration: providerConfigKey }: FunctionDocument): Named => ({ name, providerConfigKey });
    const events = (deployment.onEventScriptsByProvider ?? []).flatMap(({ providerConfigKey, scripts }) =>
      scripts.map(({ name, event }) => ({ name, providerConfigKey, event })),
    );
    const known = (script: EventDifference) =>
      this.find(script.providerConfigKey, 'on-event', script.name)?.event === script.event;
    return {
      newSyncs: syncs.filter((flow) => !exists(flow)).map(sync),
      updatedSyncs: syncs.filter(exists).map(sync),
      deletedSyncs: outdated
        .filter(({ type }) => type === 'sync')
        .map((item) => ({ ...gone(item), connections: connectionsOf(item.integration), auto_start: false })),
      newActions: actions.filter((flow) => !exists(flow)).map(named),
      updatedActions: actions.filter(exists).map(named),
      deletedActions: outdated.filter(({ type }) => type === 'action').map(gone),
      newOnEventScripts: events.filter((script) => !known(script)),
      updatedOnEventScripts: events.filter(known),
      deletedOnEventScripts: outdated.flatMap((item) =>
        item.event === null ? [] : [{ ...gone(item), event: item.event }],
      ),
      deletedModels: syncs.flatMap((flow) =>
        connectionsOf(flow.providerConfigKey) === 0 ? [] : this.#lostModels(flow),
      ),
    };
  }

  #lostModels(flow: DeployedFlow): string[] {
    const before = this.find(flow.providerConfigKey, 'sync', flow.syncName)?.models ?? [];
    return before.filter((model) => !flow.models.includes(model));
  }

  /** Stores what was sent. @throws ApiFailure unknown_provider_config before anything is stored */
  async deploy(deployment: Deployment): Promise<FunctionDocument[]> {
    const events = deployment.onEventScriptsByProvider ?? [];
    for (const { providerConfigKey } of [...deployment.flowConfigs, ...events]) {
      if (!this.state.integrations.get(providerConfigKey)) throw unknownIntegration(providerConfigKey);
    }
    const sdkVersion = deployment.sdkVersion ?? null;
    const documents = deployment.flowConfigs.map((flow) => this.#fromFlow(flow, sdkVersion));
    for (const { providerConfigKey: integration, scripts } of events) {
      for (const { name, event, fileBody } of scripts) {
        const id = `${integration}/on-event/${name}`;
        const before = this.state.functions.get(id);
        documents.push({
          ...this.#blank(sdkVersion),
          ...fileBody,
          id,
          integration,
          type: 'on-event',
          name,
          event,
          version: before ? versionBump(before.version) : '0.0.1',
        });
      }
    }
    for (const document of documents) await this.state.functions.set(document);
    return documents;
  }

  #blank(sdkVersion: string | null) {
    return {
      event: null,
      models: [],
      input: null,
      runs: null,
      autoStart: false,
      trackDeletes: false,
      syncType: 'full' as const,
      description: '',
      scopes: [],
      endpoints: [],
      webhookSubscriptions: [],
      features: [],
      schemas: null,
      sdkVersion,
      updated_at: new Date(this.now()).toISOString(),
    };
  }

  #fromFlow(flow: DeployedFlow, sdkVersion: string | null): FunctionDocument {
    const id = `${flow.providerConfigKey}/${flow.type}/${flow.syncName}`;
    const before = this.state.functions.get(id);
    const given = flow.version === undefined || flow.version === '' ? undefined : flow.version;
    return {
      ...this.#blank(sdkVersion),
      ...flow.fileBody,
      id,
      integration: flow.providerConfigKey,
      type: flow.type,
      name: flow.syncName,
      version: given ?? (before ? versionBump(before.version) : '1'),
      models: flow.models,
      input: flow.input ?? null,
      runs: flow.runs === '' ? null : flow.runs,
      autoStart: flow.auto_start,
      trackDeletes: flow.track_deletes,
      syncType: flow.sync_type ?? 'full',
      description: flow.metadata?.description ?? '',
      scopes: flow.metadata?.scopes ?? [],
      endpoints: flow.endpoints ?? [],
      webhookSubscriptions: flow.webhookSubscriptions ?? [],
      features: flow.features,
      schemas: flow.models_json_schema ? { definitions: flow.models_json_schema.definitions } : null,
    };
  }
}
