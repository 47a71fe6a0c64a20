import { fileURLToPath } from 'node:url';

import * as z from 'zod';

import { functions as described } from '../../actions/registry.js';
import { isRow } from '../../halo/values/rows.js';
import { COMPILED, readDeclarations } from '../contract/declarations.js';
import type { ExecutionsCommand, FunctionName } from './protocol.js';
import type { Sizes } from './sizes.js';
import { Harness } from './harness.js';
import { trend } from './statistics.js';

/** What an execution leaves on the heap of the process that made it. */
export interface Kept {
  /** Kilobytes an execution, by the name of the function. */
  kbPerRun: Record<string, number>;
  /** The same of a function that describes its schemas where it runs: what the measurement has to notice. */
  control: { function: string; kbPerRun: number };
}

/** Every function that `npm run compile` left behind. */
export async function compiledFunctions(): Promise<FunctionName[]> {
  const declared = await readDeclarations(fileURLToPath(new URL(`../../${COMPILED}`, import.meta.url)));
  return declared.flatMap(({ syncs, actions, onEventScripts }) => [
    ...syncs.map(({ name }) => ({ kind: 'sync' as const, name })),
    ...actions.map(({ name }) => ({ kind: 'action' as const, name })),
    ...Object.values(onEventScripts)
      .flat()
      .map((name) => ({ kind: 'on-event' as const, name })),
  ]);
}

/** What a function is called with: a change is only checked, so that each execution meets the same tenant. */
function inputOf({ kind, name }: FunctionName): Pick<z.input<typeof ExecutionsCommand>, 'input'> {
  const own = kind === 'action' ? described.find((one) => one.name === name) : undefined;
  if (own === undefined || !isRow(own.example)) return {};
  const input = own.marks.readOnly ? own.example : { ...own.example, dry_run: true };
  return { input: z.json().parse(JSON.parse(JSON.stringify(input))) };
}

/** Syncs read all of a tenant, so that theirs is small; that of actions has what their examples name. */
const tenants: readonly { tenant: Parameters<Harness['open']>[0]; isFor: (kind: FunctionName['kind']) => boolean }[] = [
  { tenant: { tickets: 60, customers: 12, assets: 20 }, isFor: (kind) => kind === 'action' },
  { tenant: { tickets: 20, customers: 5, assets: 5 }, isFor: (kind) => kind !== 'action' },
];

/** The sync that is also measured as it must not be. */
const control = { kind: 'sync', name: 'tickets' } as const;

/**
 * Executes every function on a small tenant, many times in one process, as a runner does. Nothing is timed.
 *
 * @param functions what is deployed
 */
export async function measureKept(functions: readonly FunctionName[], sizes: Sizes['kept']): Promise<Kept> {
  const { warmUp, runs, every, only } = sizes;
  const measured = functions.filter(({ name }) => only?.includes(name) ?? true);
  return Harness.play(async (harness) => {
    const kbPerRun: Record<string, number> = {};
    for (const { tenant, isFor } of tenants) {
      await harness.open(tenant);
      const own = measured.filter(({ kind }) => isFor(kind)).map((one) => ({ ...one, ...inputOf(one) }));
      // Compiled code and the caches of the platform's own modules come with the first executions, of whatever function.
      for (const one of own) await harness.execute({ ...one, runs: warmUp, every: warmUp });
      for (const one of own) kbPerRun[one.name] = perRun(await harness.execute({ ...one, runs, every }), every);
    }
    // Few executions: each keeps megabytes.
    const described = await harness.execute({ ...control, runs: 10, every: 2, describes: true });
    return { kbPerRun, control: { function: control.name, kbPerRun: perRun(described, 2) } };
  });
}

const perRun = (heapMb: readonly number[], every: number): number => (trend(heapMb) * 1024) / every;
