import { describe, expect, it } from 'vitest';

import type { HaloFunction } from '../../actions/define.js';
import { functions } from '../../actions/registry.js';
import type { Fault } from '../../sandbox/halo/index.js';
import { added, Bench, census, exampleOf, isForHalo, isPlayedAtLength, state, type Ending } from './support/bench.js';

const faults: readonly Fault[] = [
  { kind: 'dropped', when: 'after' },
  { kind: 'serverError', status: 500 },
  { kind: 'dropped', when: 'before' },
  { kind: 'serverError', status: 504, body: 'html', acted: true },
  { kind: 'truncated' },
  { kind: 'emptyBody' },
];

const writing = functions.filter(({ marks }) => !marks.readOnly);
const reading = functions.filter(({ marks }) => marks.readOnly);

/** Calls a function, and again when the caller does not know what became of the first call. */
type Caller = (bench: Bench, definition: HaloFunction, input: Record<string, unknown>) => Promise<Ending>;

/** A caller with a key repeats a call that failed; one without looks first, so never repeats blindly. */
const careful: Caller = async (bench, { name, marks }, input) => {
  const ending = await bench.call(name, input);
  return 'failure' in ending && marks.idempotent !== false ? bench.call(name, input) : ending;
};

function withoutKey(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'idempotency_key'));
}

/** What must never be done: the same without a key, whatever became of the first call. */
const blind: Caller = async (bench, { name }, given) => {
  const input = withoutKey(given);
  const ending = await bench.call(name, input);
  return 'failure' in ending ? bench.call(name, input) : ending;
};

/** Most records that were made by one intent, over all faults at all requests of a function. */
async function mostMade(definition: HaloFunction, call: Caller): Promise<number> {
  const { cost, name } = definition;
  let most = 0;
  for (const fault of isPlayedAtLength(definition) ? faults : faults.slice(0, 2)) {
    for (let position = 0; position < cost.usual; position += 1) {
      const bench = await Bench.open(name);
      const before = census(bench.tenant);
      bench.desk.api.faults.add({ fault, on: isForHalo, after: position });
      const ending = await call(bench, definition, exampleOf(definition));
      const made = added(before, census(bench.tenant));
      const place = `${fault.kind} at request ${position}: ${JSON.stringify(ending)}`;
      most = Math.max(most, made);
      // Whoever was told that it succeeded finds it done.
      if ('output' in ending && definition.marks.idempotent === 'with_key') expect(made, place).toBeGreaterThan(0);
      if ('failure' in ending) expect(ending.failure.code, place).toMatch(/unknown|unavailable|unreadable|not_found/);
    }
  }
  return most;
}

describe('an answer that is lost, at every request in turn', () => {
  it.each(reading)('changes nothing in what $name answers', async (definition) => {
    const { cost, name } = definition;
    const bench = await Bench.open(name);
    const whole = await bench.succeed(name, exampleOf(definition));
    for (const fault of isPlayedAtLength(definition) ? faults : faults.slice(0, 2)) {
      for (let position = 0; position < cost.usual; position += 1) {
        bench.desk.api.faults.add({ fault, on: isForHalo, after: position });
        const place = `${fault.kind} at request ${position}`;
        const ending = await bench.call(name, exampleOf(definition));
        expect(bench.desk.api.faults.pending, place).toBe(0);
        // What cannot be read is not asked for again: names that it holds are missing then.
        if (['dropped', 'serverError'].includes(fault.kind)) expect(ending, place).toEqual({ output: whole });
        else if ('failure' in ending) expect(ending.failure.code, place).toBe('halo_unreadable_answer');
      }
    }
  });

  it.each(writing)(
    'does not make $name write twice or report a failure for a change that was made',
    async (definition) => {
      expect(await mostMade(definition, careful)).toBeLessThanOrEqual(1);
    },
  );

  it('would make a caller that repeats without a key write twice, which the test detects', async () => {
    const definition = writing.find(({ name }) => name === 'create-ticket');
    if (definition === undefined) throw new Error('There is no create-ticket');
    expect(await mostMade(definition, blind)).toBe(2);
  });

  it.each(writing)('makes $name without a key report an unknown outcome, or find the change', async (definition) => {
    const { name } = definition;
    const input = withoutKey(exampleOf(definition));
    for (const when of ['before', 'after'] as const) {
      const bench = await Bench.open(name);
      const before = state(bench.tenant);
      bench.desk.api.faults.add({ fault: { kind: 'dropped', when }, on: (request) => request.method !== 'GET' });
      const ending = await bench.call(name, input);
      expect(bench.writes).toHaveLength(1);
      if ('failure' in ending) expect(ending.failure.code).toBe('halo_outcome_unknown');
      else expect([when, state(bench.tenant) === before]).toEqual(['after', false]);
    }
  });
});
