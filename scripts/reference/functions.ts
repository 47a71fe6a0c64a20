import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  COMPILED,
  readDeclarations,
  type ActionDeclaration,
  type IntegrationDeclaration,
  type JsonSchema,
  type SyncDeclaration,
} from '../contract/declarations.js';
import { declaredDescription, strategyOf } from './source.js';

/** A sync with the integration that it belongs to, and with what only its source says. */
export interface DescribedSync extends SyncDeclaration {
  readonly providerConfigKey: string;
  /** File name of the strategy it uses, `changes` for `syncs/changes.ts`. */
  readonly strategy: string | undefined;
}

/** An action with the integration that it belongs to. */
export interface DescribedAction extends ActionDeclaration {
  readonly providerConfigKey: string;
}

/** An event function; the compiled declarations hold nothing but its name. */
export interface DescribedEvent {
  readonly providerConfigKey: string;
  readonly name: string;
  readonly event: string;
  readonly description: string;
}

/** Every function of the package, sorted by name. */
export interface Functions {
  readonly syncs: readonly DescribedSync[];
  readonly actions: readonly DescribedAction[];
  readonly events: readonly DescribedEvent[];
}

/** Reads the compiled declarations of all functions at `root`, and their sources for what compiling leaves out. */
export async function readFunctions(root: string): Promise<Functions> {
  const declared = await readDeclarations(join(root, COMPILED));
  const each = await Promise.all(declared.map((integration) => describe(root, integration)));
  return {
    syncs: each.flatMap(({ syncs }) => syncs).sort(byName),
    actions: each.flatMap(({ actions }) => actions).sort(byName),
    events: each.flatMap(({ events }) => events).sort(byName),
  };
}

async function describe(root: string, integration: IntegrationDeclaration): Promise<Functions> {
  const { providerConfigKey, syncs, actions, onEventScripts } = integration;
  const source = (kind: string, name: string): Promise<string> =>
    readFile(join(root, 'integrations', providerConfigKey, kind, `${name}.ts`), 'utf8');
  const pairs = Object.entries(onEventScripts).flatMap(([event, names]) => names.map((name) => ({ event, name })));
  return {
    syncs: await Promise.all(
      syncs.map(async (sync) => ({
        ...sync,
        providerConfigKey,
        strategy: strategyOf(await source('syncs', sync.name)),
      })),
    ),
    actions: actions.map((action) => ({ ...action, providerConfigKey })),
    events: await Promise.all(
      pairs.map(async (pair) => ({
        ...pair,
        providerConfigKey,
        description: declaredDescription(await source('on-events', pair.name)),
      })),
    ),
  };
}

/** The models that syncs save, by name, each with its schema; sorted by name. */
export function modelsOf(syncs: readonly SyncDeclaration[]): Map<string, JsonSchema> {
  const found = syncs.flatMap((sync) => sync.output.map((model) => [model, schemaOf(sync, model)] as const));
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The schema of a model as a function declares it. @throws when the compiled declaration has none */
export function schemaOf({ name, json_schema }: SyncDeclaration | ActionDeclaration, model: string): JsonSchema {
  const schema = json_schema.definitions[model];
  if (!schema) throw new Error(`${name}: the compiled declaration has no schema for ${model}`);
  return schema;
}

// Plain code-unit order: the same on every machine, whatever its locale.
function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
