import fc from 'fast-check';

import type { Fault } from '../../sandbox/halo/index.js';

/** Something that people do to the tenant. `pick` chooses among the records that there are, `0` the first. */
export type Change =
  | { kind: 'create' }
  | { kind: 'edit' | 'delete' | 'restore' | 'archive' | 'unarchive' | 'close' | 'merge' | 'destroy'; pick: number }
  /** It goes to another customer. */
  | { kind: 'move'; pick: number }
  /** Children: a note is added, changed or removed. */
  | { kind: 'add' | 'change' | 'remove'; pick: number }
  /** The agent loses sight of most customers, or of everything, or sees all again. */
  | { kind: 'hide' | 'blind' | 'show'; pick: number };

/** What happens before one request of the sync is answered. */
export interface Step {
  changes: readonly Change[];
  /** Seconds that pass. */
  seconds: number;
  fault?: Fault;
  /** How many further calls to the platform the run makes before it is killed. */
  killAfter?: { calls: number; when: 'before' | 'after' };
}

/** What may happen in a schedule. */
export interface ScheduleRules {
  changes: readonly Change['kind'][];
  faults: boolean;
  kills: boolean;
}

const faults: Fault[] = [
  { kind: 'rateLimited' },
  { kind: 'rateLimited', retryAfterSeconds: 20 },
  { kind: 'unauthorized' },
  { kind: 'serverError', status: 500 },
  { kind: 'serverError', status: 502, body: 'html' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'emptyBody' },
  { kind: 'dropped', when: 'before' },
  { kind: 'dropped', when: 'after' },
  { kind: 'repeatedPage' },
  { kind: 'ignoredParameters', names: ['pageinate', 'page_no', 'page_size'] },
  { kind: 'ignoredParameters', names: ['lastupdatefromdate'] },
  { kind: 'ignoredParameters', names: ['order', 'orderdesc'] },
  { kind: 'emptyList' },
  { kind: 'wrongContainer' },
  { kind: 'slow', ms: 45_000 },
];

const pick = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function change(kinds: readonly Change['kind'][]): fc.Arbitrary<Change> {
  return fc
    .tuple(fc.constantFrom(...kinds), pick)
    .map(([kind, at]) => (kind === 'create' ? { kind } : { kind, pick: at }));
}

/** Schedules: one step for each request of the sync, until they are used up and the tenant is quiet. */
export function schedules(rules: ScheduleRules): fc.Arbitrary<readonly Step[]> {
  const step: fc.Arbitrary<Step> = fc.record(
    {
      changes: fc.array(change(rules.changes), { maxLength: 3 }),
      seconds: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(0, 1) }, fc.integer({ min: 2, max: 400 })),
      ...(rules.faults ? { fault: fc.constantFrom(...faults) } : {}),
      ...(rules.kills
        ? { killAfter: fc.record({ calls: fc.integer({ min: 0, max: 3 }), when: fc.constantFrom('before', 'after') }) }
        : {}),
    },
    { requiredKeys: ['changes', 'seconds'] },
  );
  // Most counterexamples are short; some need a long history.
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(step, { maxLength: 40 }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: 12, maxLength: 40 }) },
  );
}
