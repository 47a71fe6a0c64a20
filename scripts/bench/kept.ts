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

/** Kilobytes that an execution may leave behind: a runner of 384 MB then lives through some ten thousand of them. */
export const keptAllowed = 10;

/**
 * Executes every function on a small tenant, many times in one process, as a runner does. Nothing is timed.
 *
 * @param functions what is deployed
 */
export async function measureKept(functions: readonly FunctionName[], sizes: Sizes['kept']): Promise<Kept> {
  const measured = functions.filter(({ name }) => sizes.only?.includes(name) ?? true);
  const lanes = Array.from({ length: sizes.lanes }, (_, lane) =>
    measured.filter((_function, index) => index % sizes.lanes === lane),
  );
  const [described, ...kept] = await Promise.all([
    Harness.play(measureControl),
    ...lanes.map((lane) => Harness.play((harness) => measureEach(harness, lane, sizes))),
  ]);
  const byName = new Map(kept.flatMap((each) => [...each]));
  const kbPerRun = Object.fromEntries(measured.map(({ name }) => [name, byName.get(name) ?? Number.NaN]));
  return { kbPerRun, control: { function: control.name, kbPerRun: described } };
}

async function measureEach(
  harness: Harness,
  functions: readonly FunctionName[],
  { warmUp, runs, every }: Sizes['kept'],
): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for (const { tenant, isFor } of tenants) {
    const own = functions.filter(({ kind }) => isFor(kind)).map((one) => ({ ...one, ...inputOf(one) }));
    if (own.length === 0) continue;
    await harness.open(tenant);
    // Compiled code and the caches of the platform's own modules come with the first executions, of whatever function.
    for (const one of own) await harness.execute({ ...one, runs: warmUp, every: warmUp });
    for (const one of own) {
      kept.set(one.name, await leastOf(async () => perRun(await harness.execute({ ...one, runs, every }), every)));
    }
  }
  return kept;
}

/** Measurements of one function at most. */
const mostMeasurements = 3;

/**
 * The least of some measurements, of which another is made only while all show too much. What executions keep, each
 * measurement shows. What is there for a time shows in one and not in the next: code that a busy machine optimises
 * late, or a heap that was read before everything was released.
 */
export async function leastOf(measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let measured = 0; measured < mostMeasurements && !(least <= keptAllowed); measured += 1) {
    least = Math.min(least, await measure());
  }
  return least;
}

/** Few executions: each keeps megabytes. */
async function measureControl(harness: Harness): Promise<number> {
  await harness.open({ tickets: 20, customers: 5, assets: 5 });
  await harness.execute({ ...control, runs: 10, every: 10 });
  return perRun(await harness.execute({ ...control, runs: 10, every: 2, describes: true }), 2);
}

const perRun = (heapMb: readonly number[], every: number): number => (trend(heapMb) * 1024) / every;
