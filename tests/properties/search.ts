import { isDeepStrictEqual } from 'node:util';

import { idOf } from '../../halo/lists/description.js';
import { followedLists } from '../../records/registry.js';
import type { RecordType } from '../../sandbox/halo/index.js';
import type { RecordData, RecordScope, WriteOptions, WriteSummary } from '../../sandbox/platform/records/types.js';
import { selfHosted, withFacts } from '../../sandbox/platform/profile/profile.js';
import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import { World, type Runtime } from '../support/world.js';
import type { Change, Step } from './schedule.js';
import type { Subject } from './subject.js';
import type { Variant } from './variants.js';

/** Rows of the tenant at the start, and rows and records a page: small, so that every boundary is met often. */
const sizes = { rows: 12, page: 4, cachePage: 5 };

/** A server as it is, but with so small a page of its cache. */
const profile = withFacts(selfHosted, 'small pages', {
  'records.list': { ...selfHosted.facts['records.list'], page: sizes.cachePage },
});

const hour = 3_600_000;

/** The lists that syncs follow, by the names that settings use. */
const acceptable = followedLists().map(idOf);

/** A counterexample: what went wrong, in words. */
export class Counterexample extends Error {
  override readonly name = 'Counterexample';
}

/** Counts of what a search did. */
export interface Tally {
  schedules: number;
  steps: number;
  faults: number;
  kills: number;
  runs: number;
}

export const noTally = (): Tally => ({ schedules: 0, steps: 0, faults: 0, kills: 0, runs: 0 });

/** Most runs that a schedule may take to be used up, and most requests of them all: a reading that never ends is an error. */
const limits = { runs: 80, requests: 5000 };

class Killed extends Error {}

/**
 * Plays a schedule against a sync: before each of its requests the next step happens, until the steps are used up.
 * Then the tenant is quiet, and the records must equal it after one more run, or after one more with a sweep where the
 * schedule holds changes that only a sweep can find. No living row may be reported deleted at any moment on the way.
 *
 * @throws Counterexample
 */
export async function play(
  subject: Subject,
  steps: readonly Step[],
  { runtime, variant, types }: { runtime: Runtime; variant: Variant; types?: readonly RecordType[] | undefined },
  tally: Tally,
): Promise<void> {
  const records = new WatchedStore(runtime.clock);
  const world = new World({
    runtime,
    records,
    seed: 7,
    profile,
    ...sizesOfTickets(subject),
    customers: sizes.rows,
    assets: sizes.rows,
    each: sizes.rows,
    ...(types ? { types } : {}),
    adjust(switches) {
      switches.pageCaps = { default: sizes.page };
      switches.defaultPageSize = sizes.page;
      subject.adjust?.(switches);
      variant.adjust(switches);
    },
    metadata: { ...variant.metadata, ...subject.metadata },
  });
  const { tenant, clock, api } = world;
  /** When a row came into being, or came back: a run that began before it cannot have been meant to see it. */
  const appeared = new Map<number, number>();
  let isPlaying = subject.startsFilled !== true;
  let next = 0;
  let calls = Infinity;
  let killWhen: 'before' | 'after' = 'before';
  let began = 0;
  let requests = 0;

  if (variant.alter) world.alter = variant.alter(clock);
  const { mayReplace } = subject;
  if (mayReplace !== undefined) {
    records.onReplace = (saved, record) => {
      if (mayReplace(saved, record)) return;
      throw new Counterexample(
        `${subject.model} ${String(record['id'])} is ${JSON.stringify(record)} after ${JSON.stringify(saved)}`,
      );
    };
  }
  records.onDelete = (ids) => {
    const living = new Set(subject.living(tenant).map(String));
    for (const id of ids) {
      const isSeen = living.has(id) && subject.isVisible(tenant, world.application.sight, id);
      if (isSeen && (appeared.get(Number(id)) ?? -1) < began) {
        throw new Counterexample(`${subject.model} ${id} lives and was reported deleted`);
      }
    }
  };
  api.onRequest = (request) => {
    clock.advance(300);
    requests += 1;
    if (requests > limits.requests) throw new Counterexample('The sync never ends');
    if (!isPlaying || request.path.toLowerCase() === '/auth/token') return;
    const step = steps[next];
    if (step === undefined) return;
    next += 1;
    tally.steps += 1;
    clock.advance(step.seconds * 1000);
    step.changes.forEach((change, index) => {
      if (changeSight(world, change)) {
        for (const id of subject.living(tenant)) appeared.set(id, clock.now());
        return;
      }
      const id = subject.apply(tenant, change, `mark ${next}.${index}`);
      if (id !== undefined) appeared.set(id, clock.now());
    });
    if (step.fault) {
      tally.faults += 1;
      api.faults.add({ fault: step.fault, on: (other) => other === request });
    }
    if (step.killAfter) ({ calls, when: killWhen } = step.killAfter);
  };
  const kill = (when: 'before' | 'after') => {
    if (when !== killWhen) return;
    calls -= 1;
    if (calls < 0) {
      calls = Infinity;
      tally.kills += 1;
      throw new Killed();
    }
  };
  world.beforeCall = () => {
    kill('before');
  };
  world.afterCall = () => {
    kill('after');
  };

  const run = async (): Promise<void> => {
    began = clock.now();
    tally.runs += 1;
    const result = await world.run(subject.sync, { validateRecords: false });
    if (!result.success && result.error.cause instanceof Counterexample) throw result.error.cause;
    clock.advance(5 * 60_000);
  };
  tally.schedules += 1;
  if (!isPlaying) await run();
  isPlaying = true;
  for (let runs = 0; next < steps.length; runs += 1) {
    if (runs > limits.runs) throw new Counterexample('The schedule is never used up');
    await run();
  }
  calls = Infinity;
  api.faults.clear();
  variant.mend?.(world.switches);
  world.alter = undefined;
  if (variant.needsSweep || needsSweep(subject, steps)) clock.advance(25 * hour);
  let result = await world.run(subject.sync, { validateRecords: false });
  if (!result.success && result.error.cause instanceof Counterexample) throw result.error.cause;
  if (!result.success && result.error.cause instanceof Error && 'code' in result.error.cause) {
    // So many rows are really gone that the guard asks; somebody answers, as docs/strategies.md says.
    if (result.error.cause.code !== 'halo_implausible_shrinkage') throw new Counterexample(result.error.cause.message);
    world.metadata['accept_shrinkage'] = [...acceptable, subject.list];
    result = await world.run(subject.sync, { validateRecords: false });
  }
  if (!result.success) throw new Counterexample(`The run after the schedule fails: ${JSON.stringify(result.error)}`);
  compare(world, subject, records.living({ connection: 1, model: subject.model }));
}

/** Tickets, projects and opportunities are one table: where one of them is searched, there are a few of the others. */
function sizesOfTickets({ sync }: Subject): Record<string, number> {
  const kinds = ['tickets', 'projects', 'opportunities'];
  if (!kinds.includes(sync)) return { tickets: sizes.rows };
  return Object.fromEntries(kinds.map((kind) => [kind, kind === sync ? sizes.rows : 2]));
}

/** What the agent may see changes; what comes back into sight was not there for a run that began before. */
function changeSight({ application, tenant }: World, change: Change): boolean {
  switch (change.kind) {
    case 'hide':
      application.sight = { customers: tenant.living('customers').filter((id) => id % 3 === 0) };
      return true;
    case 'blind':
      application.sight = { blind: true };
      return true;
    case 'show':
      application.sight = {};
      return true;
    default:
      return false;
  }
}

const changesOfSight: readonly Change['kind'][] = ['hide', 'blind', 'show'];

/** True when a schedule holds what only the daily sweep, or the daily complete listing, can find. */
function needsSweep(subject: Subject, steps: readonly Step[]): boolean {
  const hidden = [...subject.needsSweep, ...changesOfSight];
  return steps.some(
    ({ fault, changes }) => fault?.kind === 'emptyList' || changes.some(({ kind }) => hidden.includes(kind)),
  );
}

/** Records must equal the rows that the agent is shown, as long as a restriction of its sight may last. */
function compare(
  { tenant, application, switches, metadata }: World,
  subject: Subject,
  records: Map<string, RecordData>,
): void {
  const { sight } = application;
  const expected = subject.expected(tenant, metadata);
  for (const [id, fields] of expected) {
    if (!subject.isVisible(tenant, sight, id)) continue;
    const record = records.get(id);
    if (record === undefined) throw new Counterexample(`${subject.model} ${id} is missing`);
    const observed = subject.observed(record);
    if (!isDeepStrictEqual(observed, fields)) {
      throw new Counterexample(`${subject.model} ${id} is ${JSON.stringify(observed)}, not ${JSON.stringify(fields)}`);
    }
  }
  // What Halo refuses to show may live, so its record is kept; what it calls not found is not in the records.
  const isRefused = (id: string): boolean =>
    switches.hiddenById === 403 && subject.remains?.(tenant, id) === true && !subject.isVisible(tenant, sight, id);
  for (const id of records.keys()) {
    if (isRefused(id)) continue;
    if (expected.has(id) || subject.mayHold?.(tenant, id) === true) {
      if (switches.hiddenById === 403 || subject.isVisible(tenant, sight, id)) continue;
      throw new Counterexample(`${subject.model} ${id} is out of sight and was not reported deleted`);
    }
    throw new Counterexample(`${subject.model} ${id} is gone and was not reported deleted`);
  }
}

/** A record cache that tells of every deletion, and of every record that is replaced, at that moment. */
export class WatchedStore extends MemoryRecordStore {
  onDelete: ((ids: readonly string[]) => void) | undefined;
  onReplace: ((saved: RecordData, record: RecordData) => void) | undefined;

  override async upsert(scope: RecordScope, records: RecordData[], options: WriteOptions): Promise<WriteSummary> {
    if (this.onReplace !== undefined && options.softDelete !== true) {
      const living = this.living(scope);
      for (const record of records) {
        const saved = living.get(String(record['id']));
        if (saved !== undefined) this.onReplace(saved, record);
      }
    }
    const summary = await super.upsert(scope, records, options);
    if (summary.deleted.length > 0) this.onDelete?.(summary.deleted);
    return summary;
  }

  override async deleteOutdated(scope: RecordScope, generation: number): Promise<string[]> {
    const deleted = await super.deleteOutdated(scope, generation);
    if (deleted.length > 0) this.onDelete?.(deleted);
    return deleted;
  }
}
