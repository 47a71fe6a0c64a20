import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { customerFields } from '../../actions/customers/fields.js';
import type { WriteField } from '../../actions/fields/field.js';
import { Customer } from '../../records/customers.js';
import type { Origin } from '../../records/origin.js';
import { Bench, exampleOf, functionOf } from './support/bench.js';

interface Listed {
  /** As in the names of functions and of the field that takes its id. */
  readonly name: string;
  /** The sync. */
  readonly sync: string;
  readonly model: string;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly fields: Readonly<Record<string, WriteField>>;
  /** A change that the tenant's people make in Halo, and the field of the record that shows it. */
  readonly edit: { readonly key: string; readonly shownAs: string; readonly value: string };
}

/** The record types that are listed in pages, whose functions are made in the same way. */
const types: readonly Listed[] = [
  {
    name: 'customer',
    sync: 'customers',
    model: 'Customer',
    origins: Customer.origins,
    fields: customerFields,
    edit: { key: 'notes', shownAs: 'notes', value: 'Call the office first.' },
  },
];

const Record = z.record(z.string(), z.unknown());

describe.each(types)('a $name', ({ name, sync, model, origins, fields, edit }) => {
  const create = async (bench: Bench): Promise<Record<string, unknown>> =>
    bench.succeed(`create-${name}`, exampleOf(functionOf(`create-${name}`)));

  it('that was made equals the record that its sync saves, and has its detail besides', async () => {
    const bench = await Bench.open();
    const { id, record } = await create(bench);
    expect((await bench.desk.run('sync', sync)).success).toBe(true);
    const saved = (await bench.desk.records(model)).get(String(id));
    const besides = Object.entries(Record.parse(record)).filter(([field]) => origins[field] === 'detail');
    expect(record).toEqual({ ...saved, ...Object.fromEntries(besides) });
    expect(besides.map(([field]) => field)).toContain('updated_at');
  });

  it('stays as it is when its record is fed back', async () => {
    const bench = await Bench.open();
    const made = await create(bench);
    const got = Record.parse(Object.values(await bench.succeed(`get-${name}`, { [`${name}_id`]: made['id'] }))[0]);
    expect(got).toEqual(made['record']);
    const fed = Object.entries(fields).flatMap(([field, { shownAs = field }]): [string, unknown][] =>
      got[shownAs] === undefined ? [] : [[field, got[shownAs]]],
    );
    const input = { [`${name}_id`]: got['id'], ...Object.fromEntries(fed), expected_updated_at: got['updated_at'] };
    expect(fed.length).toBeGreaterThan(2);
    expect(await bench.succeed(`update-${name}`, input)).toMatchObject({ outcome: 'unchanged' });
    expect(bench.writes).toEqual([]);
  });

  it('is found by its name, and no longer once it is archived', async () => {
    const bench = await Bench.open();
    const { id, record } = await create(bench);
    const { edited } = bench.tenant.store(sync).type;
    const text = Record.parse(bench.tenant.store(sync).require(Number(id)))[edited];
    const found = async (more = {}): Promise<unknown> =>
      Object.values(await bench.succeed(`search-${sync}`, { text, ...more }))[0];
    expect(await found()).toMatchObject([{ id, is_archived: false }]);
    await bench.succeed(`archive-${name}`, { [`${name}_id`]: id });
    expect(await found()).toEqual([]);
    expect(await found({ include_archived: true })).toMatchObject([{ id, is_archived: true }]);
    const back = await bench.succeed(`archive-${name}`, { [`${name}_id`]: id, is_archived: false });
    expect(Record.parse(back['record'])['is_archived']).toBe(false);
    expect(Record.parse(record)['is_archived']).toBe(false);
  });

  it('that somebody else has changed meanwhile is not changed, and is shown as it is now', async () => {
    const bench = await Bench.open();
    const { id, record } = await create(bench);
    bench.desk.clock.advance(60_000);
    bench.tenant.store(sync).change(Number(id), edit.key, edit.value);
    const failure = await bench.fail(`update-${name}`, {
      [`${name}_id`]: id,
      [edit.shownAs]: 'Mine',
      expected_updated_at: Record.parse(record)['updated_at'],
    });
    expect(failure).toMatchObject({
      code: 'halo_record_changed',
      changed_fields: { [edit.shownAs]: edit.value },
      current: { id, [edit.shownAs]: edit.value },
    });
    expect(bench.writes).toEqual([]);
  });

  it('is made once more by a repeated call only where the tenant drops the key, which the first call says', async () => {
    const bench = await Bench.open();
    bench.desk.switches.externalLinks = 'dropped';
    const first = await create(bench);
    expect(first).toMatchObject({ outcome: 'created', confirmed: true, key_kept: false });
    expect((await create(bench))['id']).not.toBe(first['id']);
  });
});

describe('a page of a search', () => {
  it('names the next one until there are no more', async () => {
    const bench = await Bench.open();
    const names: unknown[] = [];
    let cursor: unknown;
    do {
      const input = { include_archived: true, limit: 5, ...(cursor === undefined ? {} : { cursor }) };
      const { customers, total, next_cursor: next } = await bench.succeed('search-customers', input);
      names.push(
        ...z
          .array(Record)
          .parse(customers)
          .map(({ id }) => id),
      );
      expect(total).toBe(bench.tenant.living('customers').length);
      cursor = next;
    } while (cursor !== undefined);
    expect(new Set(names).size).toBe(bench.tenant.living('customers').length);
  });
});
