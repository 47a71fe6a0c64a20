import { describe, expect, test, vi } from 'vitest';

import { PermissionDeniedError } from '../../halo/errors.js';
import { Customer } from '../../records/customers.js';
import { teams } from '../../records/teams.js';
import { Complaints } from '../../syncs/complaints.js';
import type { SyncContext } from '../../syncs/context.js';
import { syncReference } from '../../syncs/reference.js';
import { ScriptedConnection, statusError } from '../support/connection.js';

import { kinds, smallWorld } from '../support/kinds.js';
import { World } from '../support/world.js';
import { failureOf, hours, minutes, rows, said } from './three.js';

/** What the line of a run says. */
function readLine(line: string | undefined): { model: string; outcome: string; numbers: number[] } {
  const [, model = '', outcome = '', rest = ''] = /^(\w+): the run (succeeded|failed)\. (.*)$/.exec(line ?? '') ?? [];
  expect(rest).toMatch(
    /^(It|Until then it) read \d+ rows, saved \d+ records, deleted \d+, made \d+ requests and waited \d+ s for the request budget and \d+ s for Halo to recover\.$/,
  );
  return { model, outcome, numbers: [...rest.matchAll(/\d+/g)].map(Number) };
}

describe.each(kinds)('$sync', (kind) => {
  const { sync, subject, endpoint } = kind;
  const world = () => smallWorld(kind, { rows: 14, page: 4 });

  test('says in one line what a run did', async () => {
    const it = world();
    for (const pause of [0, minutes(5), hours(25)]) {
      it.clock.advance(pause);
      it.log.length = 0;
      const { requests, counts } = await it.sync(sync);
      const lines = said(it, 'info');
      expect(lines).toHaveLength(1);
      const { model, outcome, numbers } = readLine(lines[0]);
      expect([model, outcome]).toEqual([subject.model, 'succeeded']);
      const [read = 0, saved = 0, deleted = 0, made = 0, ...waits] = numbers;
      expect(saved).toBeGreaterThanOrEqual(counts[subject.model]?.added ?? 0);
      expect(read).toBeGreaterThanOrEqual(saved);
      expect({ deleted, made, waits }).toEqual({ deleted: 0, made: requests, waits: [0, 0] });
    }
  });

  test('says how many records it deleted', async () => {
    const it = world();
    await it.sync(sync);
    it.clock.advance(minutes(20));
    subject.apply(it.tenant, { kind: subject.changes.includes('remove') ? 'remove' : 'delete', pick: 0.5 }, '');
    it.clock.advance(minutes(5));
    it.log.length = 0;
    const { counts } = await it.sync(sync);
    expect(counts[subject.model]?.deleted).toBe(1);
    expect(readLine(said(it, 'info')[0]).numbers[2]).toBe(1);
  });

  test('says how far a run came that failed', async () => {
    const it = world();
    it.api.faults.add({ fault: { kind: 'forbidden' }, on: `/api/${endpoint}`, times: 99, after: 1 });
    const result = await it.run(sync);
    const [line, ...others] = said(it, 'info');
    expect(others).toEqual([]);
    const { outcome, numbers } = readLine(line);
    // Small lists come in one answer, and the second one is only asked for when something is gone.
    expect(outcome).toBe(result.success ? 'succeeded' : 'failed');
    if (kind.strategy !== 'reference') expect([result.success, numbers[3] ?? 0]).toEqual([false, expect.any(Number)]);
  });
});

test('a failed run names the request that failed, and nothing else about it', async () => {
  const it = new World(rows(20));
  it.api.faults.add({ fault: { kind: 'forbidden' }, on: '/api/Client', times: 99 });
  await it.run('customers');
  expect(said(it, 'error')).toEqual([
    'Customer: the error came with request /Client, which was answered with status 403 at attempt 2.',
  ]);
});

test('waiting times for the budget and for recovery are reported separately', async () => {
  const it = new World(rows(250));
  it.api.faults.add({ fault: { kind: 'rateLimited', retryAfterSeconds: 20 }, on: '/api/Client', after: 1 });
  it.api.faults.add({ fault: { kind: 'serverError', status: 503 }, on: '/api/Client', after: 2, times: 2 });
  await it.sync('customers');
  const [, , , , budget = 0, recovery = 0] = readLine(said(it, 'info')[0]).numbers;
  expect(budget).toBeGreaterThanOrEqual(20);
  expect(recovery).toBe(3);
});

test('the error of a run is reported even if the log fails as well', async () => {
  const refused = new ScriptedConnection(() => statusError(403));
  const never = () => Promise.reject(new Error('Nothing else is called'));
  const context: SyncContext = {
    get: (asked) => refused.get(asked),
    getConnection: (...asked) => refused.getConnection(...asked),
    getMetadata: () => Promise.resolve({}),
    log: () => Promise.reject(new Error('The run was ended')),
    batchSave: never,
    batchDelete: never,
    getRecordsByIds: never,
    listRecords: () => {
      throw new Error('Nothing else is called');
    },
    saveCheckpoint: never,
  };
  await expect(syncReference(teams, context, null)).rejects.toThrow(PermissionDeniedError);
});

test.each([
  ['agents', 'Agent'],
  ['customers', 'Customer'],
] as const)('%s: values that could not be read are told of a run that fails too', async (sync, model) => {
  const it = new World({ customers: 20, agents: 20 });
  await it.sync(sync);
  for (const id of it.tenant.living(sync).slice(3, 15)) it.tenant[sync].delete(id);
  const handle = it.api.handle.bind(it.api);
  vi.spyOn(it.api, 'handle').mockImplementation((request) => {
    const answer = handle(request);
    return { ...answer, body: answer.body.replaceAll(/"name":"[^"]*"/g, '"name":{"a":1}') };
  });
  it.clock.advance(hours(25));
  it.log.length = 0;
  expect(failureOf(await it.run(sync)).code).toBe('halo_implausible_shrinkage');
  expect(said(it, 'warn').join()).toMatch(new RegExp(`^${model}\\.\\w+ was left out of \\d+ records`));
});

describe('a status that fits no category', () => {
  const warned = async (metadata = {}) => {
    const it = new World({ ...rows(3), metadata });
    const [first = 0, second = 0] = it.tenant.living('tickets');
    it.tenant.tickets.edit(first, { status_id: 77, priority_id: 8 });
    it.tenant.tickets.edit(second, { status_id: 78, priority_id: 8 });
    await it.sync('tickets');
    return said(it, 'warn');
  };

  test('is named once per run, with the setting that maps it', async () => {
    const [statuses, priorities, ...others] = await warned();
    expect(others).toEqual([]);
    expect(statuses).toMatch(/"status_categories".*: one without a name \(id 77\), one without a name \(id 78\)\.$/);
    expect(priorities).toMatch(/"priority_levels".*: one without a name \(id 8\)\.$/);
  });

  test('is not named when the settings map it', async () => {
    const settings = { status_categories: { '77': 'open', '78': 'closed' }, priority_levels: { '8': 'low' } };
    expect(await warned(settings)).toEqual([]);
  });
});

test('parts of a value that cannot be read, or whose type is unknown, are named by their field', () => {
  const complaints = new Complaints();
  const date = { name: 'CFrenewal', type: 4, value: '01/05/2026', display: '01/05/2026' };
  const strange = { name: 'CFshape', type: 44, value: 'round' };
  const row = { id: 21, customfields: [date, strange] };
  const record = Customer.map(row, undefined, complaints.complain);
  Customer.map(row, undefined, complaints.complain);
  expect(record).toMatchObject({ custom_fields: { shape: { type: 'other', value: 'round' } } });
  expect(complaints.warnings('Customer')).toEqual([
    "Customer.custom_fields.renewal was left out of 2 records: Halo's value has another type.",
    'Customer.custom_fields.shape was kept in 2 records as Halo sends it: its type is not one that this package knows.',
  ]);
});

test('a warning names at most twenty values, and says how many more there are', () => {
  const complaints = new Complaints();
  for (let id = 10; id < 33; id += 1) complaints.remark('Unknown:', `status ${id}`);
  expect(complaints.warnings('Ticket')[0]).toMatch(/^Unknown: status 10, .*, status 29 and 3 more\.$/);
});
