import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import * as z from 'zod';

import { SimulatedClock } from '../../sandbox/clock.js';
import { loadBundle, type FunctionDefinition } from '../../sandbox/platform/functions/bundle.js';
import type { LentZod } from '../../sandbox/platform/functions/lent-zod.js';

/** What the test set-up has compiled: the bundles, and what the CLI read from them. */
const root = fileURLToPath(new URL('../../integrations/', import.meta.url));

const Schema = z.record(z.string(), z.unknown());
const Declared = z.looseObject({
  name: z.string(),
  description: z.string().min(1),
  version: z.string(),
  scopes: z.array(z.string()),
  json_schema: z.object({ definitions: z.record(z.string(), Schema) }),
});
const Sync = Declared.extend({ runs: z.string(), auto_start: z.boolean(), output: z.array(z.string()) });
const Manifest = z.array(
  z.object({
    providerConfigKey: z.string(),
    syncs: z.array(Sync),
    actions: z.array(Declared),
    onEventScripts: z.record(z.string(), z.array(z.string())),
  }),
);

const manifest = Manifest.parse(JSON.parse(readFileSync(`${root}.nango/nango.json`, 'utf8')));
export const syncs = manifest.flatMap((integration) => integration.syncs);

/** Every function that would be deployed: its bundle, and what kind the bundle must say it is. */
export const functions = manifest.flatMap(({ providerConfigKey: key, syncs, actions, onEventScripts }) => [
  ...syncs.map(({ name }) => ({ file: `${key}_syncs_${name}.cjs`, type: 'sync' })),
  ...actions.map(({ name }) => ({ file: `${key}_actions_${name}.cjs`, type: 'action' })),
  ...Object.values(onEventScripts)
    .flat()
    .map((name) => ({ file: `${key}_on-events_${name}.cjs`, type: 'onEvent' })),
]);

/** The code of a bundle. */
export const read = (file: string): string => readFileSync(`${root}build/${file}`, 'utf8');

/** What a bundle exports where that zod is lent. */
export function load(file: string, zod: LentZod = 'runner'): FunctionDefinition {
  return loadBundle(read(file), file, { clock: new SimulatedClock(), zod }).definition;
}

/** The zods that bundles are run with: the usual runner's and that of the runner on AWS Lambda. */
export const zods: readonly LentZod[] = ['runner', 'lambda'];
