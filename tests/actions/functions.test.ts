import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { HaloFunction } from '../../actions/define.js';
import { errorCodes } from '../../actions/error-codes.js';
import { functions } from '../../actions/registry.js';
import { declarations } from '../support/deployed.js';
import { Bench, census, exampleOf, isForHalo, isWrite, state } from './support/bench.js';

const deployedActions = declarations.flatMap(({ actions }) => actions);
const writing = functions.filter(({ marks }) => !marks.readOnly);

describe('the registry', () => {
  it('contains every deployed function except the diagnosis', () => {
    const names = deployedActions.map(({ name }) => name).filter((name) => name !== 'diagnose-connection');
    expect(functions.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it('lets every change of a record be made dependent on what was read', () => {
    const without = writing.filter((definition) => !fieldsOf(definition).includes('expected_updated_at'));
    const changing = without.filter(({ marks }) => marks.idempotent !== 'with_key').map(({ name }) => name);
    // A ticket that is deleted cannot be read, and a contact that is found is not changed.
    expect(changing).toEqual(['restore-ticket', 'find-or-create-contact']);
    expect(writing.filter((definition) => !fieldsOf(definition).includes('dry_run'))).toEqual([]);
    const making = writing.filter((definition) => fieldsOf(definition).includes('idempotency_key'));
    expect(making).toEqual(writing.filter(({ marks }) => marks.idempotent === 'with_key'));
  });

  it.each(functions)('says what $name does, what it needs, and how it may fail', (definition) => {
    const { name, description, instructions, scopes, errors, marks } = definition;
    const declared = deployedActions.find((action) => action.name === name);
    expect(declared).toMatchObject({ description, scopes: [...scopes] });
    expect(instructions.length).toBeGreaterThan(60);
    expect(new Set(errors).size).toBe(errors.length);
    expect(errors.every((code) => code in errorCodes)).toBe(true);
    expect(scopes.every((scope) => scope.startsWith(marks.readOnly ? 'read:' : ''))).toBe(true);
  });
});

/** One refusal in each of the shapes that Halo's have (halo-api.md §10), and in two that nobody should be shown. */
const refusals: readonly unknown[] = [
  'Refused by a test',
  { Message: 'Refused by a test', StackTrace: 'at Halo.Secret.Place()' },
  { error: 'Refused by a test' },
  { resultCode: 1, errorMessage: 'Refused by a test' },
  { '[0].any_field': ['Refused by a test'] },
  { anything: 'Refused by a test' },
  { Message: '<p onclick="leave()">Refused by a test</p>' },
];

/** Fields of an input. */
function fieldsOf({ input }: HaloFunction): readonly string[] {
  return input instanceof z.ZodObject ? Object.keys(input.shape) : [];
}

describe.each(functions)('$name', (definition) => {
  const { name, cost, marks, scopes } = definition;
  const example = exampleOf(definition);

  it('does what its example says, at its cost', async () => {
    const bench = await Bench.open(name);
    const output = await bench.succeed(name, example);
    if (!marks.readOnly) expect(output).toMatchObject({ confirmed: true });
    expect(bench.requests.length, bench.requests.join('\n')).toBe(cost.usual);
  });

  it('refuses an unknown field by its name, before it sends a request', async () => {
    const bench = await Bench.open(name);
    const failure = await bench.fail(name, { ...example, no_such_field: 1 });
    expect(failure).toMatchObject({
      code: 'halo_input_invalid',
      problems: [{ field: 'no_such_field', message: 'there is no such field' }],
    });
    expect(bench.requests).toEqual([]);
  });

  it.runIf(scopes.length > 0)('says what is missing if it may not read or write', async () => {
    const bench = await Bench.open(name);
    bench.desk.application.permissions = ['read:distributionlists'];
    await bench.desk.renewElsewhere();
    const failure = await bench.fail(name, example);
    expect(failure).toMatchObject({ code: 'halo_permission_denied', step: 'step-4-set-application-permissions' });
    expect(state(bench.tenant)).toBe(state((await Bench.open(name)).tenant));
  });

  it('needs no permission beside those that it names', async () => {
    const bench = await Bench.open(name);
    bench.desk.application.permissions = scopes.length === 0 ? ['read:distributionlists'] : [...scopes];
    await bench.desk.renewElsewhere();
    await bench.succeed(name, example);
  });

  it('waits if there are too many requests, whichever request is refused', async () => {
    for (let position = 0; position < cost.usual; position += 1) {
      const bench = await Bench.open(name);
      const before = census(bench.tenant);
      bench.desk.api.faults.add({
        fault: { kind: 'rateLimited', retryAfterSeconds: 5 },
        on: isForHalo,
        after: position,
      });
      await bench.succeed(name, example);
      expect(differences(before, census(bench.tenant))).toBeLessThanOrEqual(1);
    }
  });
});

describe.each(writing)('$name', (definition) => {
  const { name, marks, scopes } = definition;
  const example = exampleOf(definition);

  it('sends nothing in a dry run, and returns what it would send', async () => {
    const bench = await Bench.open(name);
    const before = state(bench.tenant);
    const output = await bench.succeed(name, { ...example, dry_run: true });
    expect(output).toMatchObject({ outcome: 'dry_run', request: { endpoint: expect.any(String) as string } });
    expect(bench.writes).toEqual([]);
    expect(state(bench.tenant)).toBe(before);
  });

  it('reports that Halo is in maintenance and accepts no changes', async () => {
    const bench = await Bench.open(name);
    bench.desk.switches.maintenance = 'readOnly';
    const before = state(bench.tenant);
    expect(await bench.fail(name, example)).toMatchObject({ code: 'halo_outcome_unknown' });
    expect(bench.writes).toHaveLength(1);
    expect(state(bench.tenant)).toBe(before);
  });

  it('passes on the message of a refusal, in whatever form it comes', async () => {
    const bench = await Bench.open(name);
    const before = state(bench.tenant);
    for (const sentence of refusals) {
      bench.desk.api.faults.add({ fault: { kind: 'refused', status: 400, sentence }, on: isWrite });
      const failure = await bench.fail(name, example);
      expect(failure.code).toBe('halo_request_refused');
      expect(failure.message).toMatch(/with status 400: ([^<>]* )?Refused by a test$/);
      expect(JSON.stringify(failure)).not.toMatch(/Secret|onclick/);
    }
    bench.desk.api.faults.add({
      fault: { kind: 'refused', status: 400, sentence: '<html><b>Leave</b></html>' },
      on: isWrite,
    });
    expect((await bench.fail(name, example)).message).toMatch(/with status 400: a web page$/);
    expect(state(bench.tenant)).toBe(before);
  });

  it('reports a change that shows late as accepted and not confirmed', async () => {
    const bench = await Bench.open(name);
    bench.desk.switches.delayedVisibilitySeconds = 600;
    expect(await bench.succeed(name, example)).toMatchObject({ confirmed: false });
    expect(bench.writes).toHaveLength(1);
  });

  it.runIf(fieldsOf(definition).includes('expected_updated_at'))(
    'changes nothing that was changed since it was read, and shows it as it is now',
    async () => {
      const bench = await Bench.open(name);
      const before = state(bench.tenant);
      const failure = await bench.fail(name, { ...example, expected_updated_at: '2020-01-01T00:00:00Z' });
      expect(failure).toMatchObject({
        code: 'halo_record_changed',
        changed_fields: expect.anything() as object,
        current: { id: expect.any(String) as string },
      });
      expect(state(bench.tenant)).toBe(before);
    },
  );

  it.runIf(
    scopes.includes('edit:tickets') &&
      fieldsOf(definition).includes('ticket_id') &&
      !/note|reply|time|attach/.test(name),
  )("names the tenant's rules that ran", async () => {
    const bench = await Bench.open(name);
    bench.desk.switches.ticketRules = [{ id: 12, when: {}, set: { impact: 1 } }];
    const { applied_rules: rules, confirmed } = await bench.succeed(name, example);
    // Deleting a ticket is no change that rules look at.
    expect([rules, confirmed]).toEqual([marks.destructive && name === 'delete-ticket' ? undefined : ['12'], true]);
  });

  it.runIf(marks.idempotent === 'with_key')('returns the first result to a second call with its key', async () => {
    const bench = await Bench.open(name);
    const first = await bench.succeed(name, example);
    const before = state(bench.tenant);
    const second = await bench.succeed(name, example);
    expect(second).toMatchObject({ outcome: 'repeated', id: first['id'], record: first['record'], key_kept: true });
    expect(bench.writes).toEqual([]);
    expect(state(bench.tenant)).toBe(before);
  });

  it.runIf(marks.idempotent === true)('changes nothing when it is called again', async () => {
    const bench = await Bench.open(name);
    await bench.succeed(name, example);
    const before = state(bench.tenant);
    expect(await bench.succeed(name, example)).toMatchObject({ outcome: 'unchanged', confirmed: true });
    expect(state(bench.tenant)).toBe(before);
  });
});

function differences(before: Record<string, number>, after: Record<string, number>): number {
  return Object.entries(after).reduce((sum, [kind, count]) => sum + Math.abs(count - (before[kind] ?? 0)), 0);
}
