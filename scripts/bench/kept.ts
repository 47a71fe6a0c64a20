import { fileURLToPath } from 'node:url';

import { COMPILED, readDeclarations } from '../contract/declarations.js';
import type { FunctionName } from './protocol.js';
import type { Sizes } from './sizes.js';
import { Stage } from './stage.js';
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

/** The sync that is also measured as it must not be. */
const control = { kind: 'sync', name: 'tickets' } as const;

/**
 * Executes every function on a small tenant, many times in one process, as a runner does. Nothing is timed.
 *
 * @param functions what is deployed
 */
export async function measureKept(functions: readonly FunctionName[], sizes: Sizes['kept']): Promise<Kept> {
  const { warmUp, runs, every } = sizes;
  return Stage.play(async (stage) => {
    await stage.open({ tickets: 20, customers: 5, assets: 5 });
    // Compiled code and the caches of the platform's own modules come with the first executions, of whatever function.
    for (const one of functions) await stage.execute({ ...one, runs: warmUp, every: warmUp });
    const kbPerRun: Record<string, number> = {};
    for (const one of functions) {
      kbPerRun[one.name] = perRun(await stage.execute({ ...one, runs, every }), every);
    }
    // Few executions: each keeps megabytes.
    const described = await stage.execute({ ...control, runs: 10, every: 2, describes: true });
    return { kbPerRun, control: { function: control.name, kbPerRun: perRun(described, 2) } };
  });
}

const perRun = (heapMb: readonly number[], every: number): number => (trend(heapMb) * 1024) / every;
