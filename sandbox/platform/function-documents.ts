import type { DeployedEvent, DeployedFlow } from './deploy.js';
import type { FunctionDocument } from './state/documents.js';

type Stored = Omit<FunctionDocument, 'number'>;
type Common = Pick<FunctionDocument, 'sdkVersion' | 'source' | 'updated_at'>;

const blank = {
  orphaned: false,
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
};

function versionBump(version: string): string {
  const parts = version.split('.');
  const last = Number(parts.pop() ?? 0);
  return [...parts, String(Number.isNaN(last) ? 1 : last + 1)].join('.');
}

/** A sync or an action as it was sent. Without a version of its own it gets the next one, if its code changed at all. */
export function flowDocument(flow: DeployedFlow, before: FunctionDocument | undefined, common: Common): Stored {
  const given = flow.version === '' ? undefined : flow.version;
  const isSame = before?.js === flow.fileBody.js && before.ts === flow.fileBody.ts;
  const next = before && !isSame ? versionBump(before.version) : (before?.version ?? '1');
  return {
    ...blank,
    ...common,
    ...flow.fileBody,
    id: `${flow.providerConfigKey}/${flow.type}/${flow.syncName}`,
    integration: flow.providerConfigKey,
    type: flow.type,
    name: flow.syncName,
    version: given ?? next,
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

/** An event function as it was sent, which is always of a project. Its version counts the deployments that kept it active. */
export function eventDocument(
  integration: string,
  { name, event, fileBody }: DeployedEvent,
  active: readonly FunctionDocument[],
  common: Common,
): Stored {
  const id = `${integration}/on-event/${name}/${event}`;
  const before = active.find((known) => known.id === id);
  const version = before ? versionBump(before.version) : '0.0.1';
  return {
    ...blank,
    ...common,
    ...fileBody,
    id,
    integration,
    source: 'repo',
    type: 'on-event',
    name,
    event,
    version,
  };
}
