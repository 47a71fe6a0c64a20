import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { COMPILED, parseDeclarations } from '../../scripts/contract/declarations.js';
import type { FunctionDocument } from '../../sandbox/platform/state/documents.js';

export type FunctionKind = FunctionDocument['type'];

/** The integration that the functions belong to. */
export const integration = 'halo-psa';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** What the CLI read from the functions. */
export const declarations = parseDeclarations(read(COMPILED));

function modelsOf(name: string): string[] {
  return declarations.flatMap(({ syncs }) =>
    syncs.filter((sync) => sync.name === name).flatMap(({ output }) => output),
  );
}

/** The folder that the CLI's names of bundles carry. */
const folders: Readonly<Record<FunctionKind, string>> = { sync: 'syncs', action: 'actions', 'on-event': 'on-events' };

/** A function as it stands on the platform after a deploy; the test set-up has compiled it. */
export function deployed(kind: FunctionKind, name: string): FunctionDocument {
  const event = name === 'validate-connection' || name === 'post-connection-creation' ? name : null;
  return {
    id: `${integration}/${kind}/${name}`,
    number: 1,
    integration,
    orphaned: false,
    source: 'repo',
    type: kind,
    name,
    event,
    version: '1.0.0',
    js: read(`integrations/build/${integration}_${folders[kind]}_${name}.cjs`),
    ts: '',
    models: modelsOf(name),
    input: null,
    runs: null,
    autoStart: false,
    trackDeletes: false,
    syncType: 'full',
    description: '',
    scopes: [],
    endpoints: [],
    webhookSubscriptions: [],
    features: [],
    schemas: null,
    sdkVersion: null,
    updated_at: new Date(0).toISOString(),
  };
}
