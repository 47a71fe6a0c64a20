import type { RunResult } from '../../sandbox/platform/functions/run.js';
import type { Application } from '../../sandbox/halo/index.js';
import { WatchedStore } from '../properties/search.js';
import { smallWorld, type Kind } from '../support/kinds.js';
import type { Runtime, World } from '../support/world.js';
import { Killed, type CatalogueFault, type Outcome } from './fault.js';

export type Situation = 'first' | 'later';

/** What a fault did to a sync. */
export interface Endurance {
  outcome: Outcome;
  /** Records of living rows that were reported deleted, at any moment. */
  wronglyDeleted: string[];
  /** How the records differ from the tenant after a quiet run and, if need be, one a day later. */
  differences: string[];
  /** False when only the sweep, or the complete listing, of the next day made the records equal. */
  isWholeAtOnce: boolean;
}

const minutes = (count: number) => count * 60_000;
const hours = (count: number) => count * 3_600_000;

/**
 * Plays a fault during one run of a sync. Then all is quiet again: one more run and, where that is not enough, one a day
 * later, which brings what only a sweep or a complete listing can find.
 */
export async function endure(
  kind: Kind,
  fault: CatalogueFault,
  situation: Situation,
  runtime: Runtime,
): Promise<Endurance> {
  const { sync, subject } = kind;
  const records = new WatchedStore(runtime.clock);
  const world = smallWorld(kind, { runtime, records, rows: 14, page: 4 });
  const wronglyDeleted: string[] = [];
  records.onDelete = (ids) => {
    const living = subject.expected(world.tenant);
    wronglyDeleted.push(...ids.filter((id) => living.has(id)));
  };
  if (situation === 'later') {
    await world.sync(sync);
    world.clock.advance(hours(25));
    for (const [index, change] of subject.changes.entries()) {
      if (change === 'hide' || change === 'blind' || change === 'show') continue;
      // Each to another row, or the last one, a deletion, would undo the others.
      const pick = index / subject.changes.length;
      subject.apply(world.tenant, change === 'create' ? { kind: change } : { kind: change, pick }, change);
    }
    world.clock.advance(minutes(5));
  }
  const restore = remember(world);
  await fault.inject(world, kind);
  const result = await world.run(sync);
  restore();
  fault.undo?.(world, kind);
  world.clock.advance(minutes(5));
  await world.sync(sync);
  const isWholeAtOnce = (await compare(world, kind)).length === 0;
  if (!isWholeAtOnce) {
    world.clock.advance(hours(25));
    await world.sync(sync);
  }
  const differences = await compare(world, kind);
  return { outcome: outcomeOf(result), wronglyDeleted, differences, isWholeAtOnce };
}

function outcomeOf(result: RunResult): Outcome {
  if (result.success) return 'recovered';
  const { cause, payload } = result.error;
  if (cause instanceof Killed) return 'killed';
  const code = String(payload['code']);
  if (!isHaloCode(code)) throw new Error(`The run stopped without a code: ${JSON.stringify(result.error)}`, { cause });
  return code;
}

const isHaloCode = (code: string): code is `halo_${string}` => code.startsWith('halo_');

/** Remembers how the tenant's build, the application and the kill switch are, and puts them back. */
function remember(world: World): () => void {
  const { metadata } = world;
  const switches = structuredClone(world.switches);
  const application: Application = structuredClone(world.application);
  return () => {
    Object.assign(world.switches, switches);
    Object.assign(world.application, application);
    world.api.faults.clear();
    world.api.onRequest = undefined;
    world.beforeCall = undefined;
    world.afterCall = undefined;
    world.metadata = metadata;
  };
}

async function compare(world: World, { subject }: Kind): Promise<string[]> {
  const records = await world.living(subject.model);
  const expected = subject.expected(world.tenant);
  const differences: string[] = [];
  for (const [id, fields] of expected) {
    const record = records.get(id);
    const observed = record && JSON.stringify(subject.observed(record));
    if (observed !== JSON.stringify(fields))
      differences.push(`${id}: ${String(observed)}, not ${JSON.stringify(fields)}`);
  }
  for (const id of records.keys()) if (!expected.has(id)) differences.push(`${id} is gone`);
  return differences;
}
