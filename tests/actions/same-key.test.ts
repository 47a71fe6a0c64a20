import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { functions } from '../../actions/registry.js';
import { selfHosted, withFacts } from '../../sandbox/platform/profile/profile.js';
import { isFull } from '../support/matrix.js';
import { added, Bench, census, exampleOf, isPlayedAtLength, type Ending } from './support/bench.js';

/** Those that take a key, and the one whose key is an e-mail address. */
const withKeys = functions.filter(
  ({ marks, name }) => marks.idempotent === 'with_key' || name === 'find-or-create-contact',
);
const sharingLocks = withFacts(selfHosted, 'shares locks', { 'syncs.locks': 'shared by all runs' });

/** How long each answer of the tenant takes, in milliseconds. */
const latencies = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 8, maxLength: 8 });

/** Two callers with one key, of which the second begins so many milliseconds after the first. */
async function callTwice(bench: Bench, name: string, input: unknown, apart: number): Promise<Ending[]> {
  const later = async (): Promise<Ending> => {
    await new Promise<void>((done) => {
      bench.desk.clock.setTimeout(done, apart);
    });
    return bench.callBeside(name, input);
  };
  return Promise.all([bench.callBeside(name, input), later()]);
}

/** The control: two calls without a key make two records, so that the search would find a key that does nothing. */
it.each(withKeys.filter(({ marks }) => marks.idempotent === 'with_key'))(
  'two calls of $name without a key make two records',
  async (definition) => {
    const bench = await Bench.open(definition.name, { profile: sharingLocks });
    const { idempotency_key: key, ...input } = exampleOf(definition);
    expect(key).toBeDefined();
    const before = census(bench.tenant);
    await callTwice(bench, definition.name, input, 500);
    expect(added(before, census(bench.tenant))).toBe(2);
  },
);

function slowDown(bench: Bench, times: readonly number[]): void {
  let request = 0;
  bench.desk.api.onRequest = () => {
    bench.desk.switches.slowMs = times[request++ % times.length] ?? 1;
  };
}

describe.each(withKeys)('two calls of $name with one key', (definition) => {
  const { name } = definition;
  const input = exampleOf(definition);
  const numRuns = isFull ? 40 : isPlayedAtLength(definition) ? 8 : 2;

  it('create one record if runs share locks, in whatever order their requests come', async () => {
    await fc.assert(
      fc.asyncProperty(latencies, fc.integer({ min: 0, max: 4000 }), async (times, apart) => {
        const bench = await Bench.open(name, { profile: sharingLocks });
        slowDown(bench, times);
        const before = census(bench.tenant);
        const endings = await callTwice(bench, name, input, apart);
        expect(added(before, census(bench.tenant))).toBe(1);
        const ids = endings.flatMap((ending) => ('output' in ending ? [ending.output['id']] : []));
        expect(new Set(ids).size).toBe(1);
      }),
      { numRuns },
    );
  });

  it('report it if runs share no locks and both created a record, and return the oldest', async () => {
    await fc.assert(
      fc.asyncProperty(latencies, fc.integer({ min: 0, max: 4000 }), async (times, apart) => {
        const bench = await Bench.open(name);
        slowDown(bench, times);
        const before = census(bench.tenant);
        const outputs = (await callTwice(bench, name, input, apart)).map((ending) => {
          if ('failure' in ending) throw new Error(ending.failure.message);
          return ending.output;
        });
        const made = added(before, census(bench.tenant));
        expect(made).toBeLessThanOrEqual(2);
        const told = outputs.filter(({ duplicates }) => duplicates !== undefined);
        if (made === 2) expect(told.length).toBeGreaterThan(0);
        expect(new Set(outputs.map(({ id }) => id)).size).toBe(1);
      }),
      { numRuns },
    );
  });
});
