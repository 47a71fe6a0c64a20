import fc from 'fast-check';

import type { RecordType } from '../../sandbox/halo/index.js';
import { Runtime } from '../support/world.js';
import { schedules, type ScheduleRules, type Step } from './schedule.js';
import { noTally, play, type Tally } from './search.js';
import type { Subject } from './subject.js';
import { variants, type Variant } from './variants.js';

export interface SearchOptions {
  runs: number;
  seed: number;
  /** Only these builds. Default: all variants. */
  builds?: readonly Variant[];
  /** The types of the tenant. Default: all that are described. */
  types?: readonly RecordType[] | undefined;
  /** What happens in the schedules, where it is not everything. */
  rules?: Partial<ScheduleRules>;
}

export interface SearchResult {
  tally: Tally;
  /** The shortest schedule that was found, and what it shows. */
  counterexample?: { variant: string; steps: readonly Step[]; reason: string; seed: number };
}

/** Searches schedules against one sync, the builds of Halo in turn, until one shows an error or all runs are made. */
export async function search(subject: Subject, options: SearchOptions): Promise<SearchResult> {
  const { runs, seed, builds = variants, rules, types } = options;
  const runtime = new Runtime();
  const tally = noTally();
  const arbitrary = fc.tuple(
    fc.integer({ min: 0, max: builds.length - 1 }),
    schedules({ changes: subject.changes, faults: true, kills: true, ...rules }),
  );
  const property = fc.asyncProperty(arbitrary, async ([index, steps]) => {
    const variant = builds[index];
    if (variant) await play(subject, steps, { runtime, variant, types }, tally);
  });
  const details = await fc.check(property, { numRuns: runs, seed });
  if (!details.failed) return { tally };
  const [index, steps] = details.counterexample?.[0] ?? [0, []];
  const reason = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return { tally, counterexample: { variant: builds[index]?.name ?? '', steps, reason, seed } };
}
