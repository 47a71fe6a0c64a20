import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CLIDeployFlowConfig, IncomingOnEventScript, IncomingScriptFiles } from '@nangohq/types';

import {
  readDeclarations,
  type ActionDeclaration,
  type IntegrationDeclaration,
  type SyncDeclaration,
} from '../contract/declarations.js';
import { DeployProblem } from './problem.js';
import type { FunctionName } from './functions.js';

/** A sync or an action as a deployment sends it. */
export interface Flow extends Omit<CLIDeployFlowConfig, 'type' | 'sync_type' | 'endpoints' | 'models_json_schema'> {
  type: 'sync' | 'action';
  sync_type?: SyncDeclaration['sync_type'];
  endpoints: SyncDeclaration['endpoints'];
  models_json_schema: SyncDeclaration['json_schema'];
}

/** What was compiled for one integration, with the code that is sent. */
export interface Compiled {
  readonly flows: readonly Flow[];
  readonly events: readonly IncomingOnEventScript[];
}

/**
 * Reads what `nango compile` left in a Nango root, in the form in which the CLI would send it: the bundle of each function
 * with the source of its entry file, and what its declaration says.
 * @param key the integration's key, which is the name of its folder
 * @throws {DeployProblem} when there is no sync and no action: the server does nothing with event functions alone
 */
export async function readCompiled(folder: string, key: string): Promise<Compiled> {
  const compiled = await readCompiledParts(folder, key);
  if (compiled.flows.length === 0) {
    throw new DeployProblem('integrations/index.ts imports no sync and no action, so there is nothing to deploy.');
  }
  return compiled;
}

/** As `readCompiled`, for a root that may hold a part of the functions. */
export async function readCompiledParts(folder: string, key: string): Promise<Compiled> {
  const declarations = await readDeclarations(join(folder, '.nango/nango.json'));
  const declared = declarations.find(({ providerConfigKey }) => providerConfigKey === key);
  if (!declared) return { flows: [], events: [] };
  const filesOf = (kind: string, name: string) => readFiles(folder, key, kind, name);
  const flows = [
    ...declared.syncs.map(async (sync) => syncFlow(key, sync, await filesOf('syncs', sync.name))),
    ...declared.actions.map(async (action) => actionFlow(key, action, await filesOf('actions', action.name))),
  ];
  const events = eventsOf(declared).map(async ({ name, event }) => ({
    name,
    event,
    fileBody: await filesOf('on-events', name),
  }));
  return { flows: await Promise.all(flows), events: await Promise.all(events) };
}

/** Their names. */
export function functionsOf({ flows, events }: Compiled): FunctionName[] {
  return [
    ...flows.map(({ type, syncName: name }) => ({ type, name })),
    ...events.map(({ name, event }) => ({ type: 'on-event' as const, name, event })),
  ];
}

function eventsOf({ onEventScripts }: IntegrationDeclaration): Pick<IncomingOnEventScript, 'name' | 'event'>[] {
  const events = ['post-connection-creation', 'pre-connection-deletion', 'validate-connection'] as const;
  return events.flatMap((event) => (onEventScripts[event] ?? []).map((name) => ({ name, event })));
}

function common(key: string, declared: SyncDeclaration | ActionDeclaration, fileBody: IncomingScriptFiles) {
  const { name, version, description, scopes, input, json_schema, features } = declared;
  return {
    syncName: name,
    providerConfigKey: key,
    version,
    metadata: { ...(description !== '' && { description }), scopes },
    ...(input !== null && { input }),
    fileBody,
    models_json_schema: json_schema,
    features,
  };
}

function syncFlow(key: string, sync: SyncDeclaration, fileBody: IncomingScriptFiles): Flow {
  return {
    ...common(key, sync, fileBody),
    type: 'sync',
    models: sync.output,
    runs: sync.runs,
    track_deletes: sync.track_deletes,
    auto_start: sync.auto_start,
    attributes: {},
    sync_type: sync.sync_type,
    endpoints: sync.endpoints,
    webhookSubscriptions: sync.webhookSubscriptions,
  };
}

function actionFlow(key: string, action: ActionDeclaration, fileBody: IncomingScriptFiles): Flow {
  return {
    ...common(key, action, fileBody),
    type: 'action',
    models: action.output ?? [],
    runs: null,
    track_deletes: false,
    endpoints: action.endpoint ? [action.endpoint] : [],
  };
}

async function readFiles(folder: string, key: string, kind: string, name: string): Promise<IncomingScriptFiles> {
  const [js, ts] = await Promise.all([
    readFile(join(folder, 'build', `${key}_${kind}_${name}.cjs`), 'utf8'),
    readFile(join(folder, key, kind, `${name}.ts`), 'utf8'),
  ]);
  return { js, ts };
}
