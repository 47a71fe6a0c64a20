import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { assetFields } from '../../actions/assets/fields.js';
import { contactFields } from '../../actions/contacts/fields.js';
import { customerFields } from '../../actions/customers/fields.js';
import type { WriteField } from '../../actions/fields/field.js';
import { siteFields } from '../../actions/sites/fields.js';
import { Asset } from '../../records/assets.js';
import { Contact } from '../../records/contacts.js';
import { Customer } from '../../records/customers.js';
import type { Origin } from '../../records/origin.js';
import { Site } from '../../records/sites.js';
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
  /** Whether there is a function that archives them. Default: true. */
  readonly archives?: boolean;
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
  {
    name: 'site',
    sync: 'sites',
    model: 'Site',
    origins: Site.origins,
    fields: siteFields,
    archives: false,
    edit: { key: 'phonenumber', shownAs: 'phone', value: '+44 113 496 0001' },
  },
  {
    name: 'contact',
    sync: 'contacts',
    model: 'Contact',
    origins: Contact.origins,
    fields: contactFields,
    edit: { key: 'phonenumber', shownAs: 'phone', value: '+44 113 496 0001' },
  },
  {
    name: 'asset',
    sync: 'assets',
    model: 'Asset',
    origins: Asset.origins,
    fields: assetFields,
    edit: { key: 'inventory_number', shownAs: 'tag', value: 'LT-0815' },
  },
];

const Record = z.record(z.string(), z.unknown());

describe.each(types)('a $name', ({ name, sync, model, origins, fields, edit, archives = true }) => {
  const create = async (bench: Bench): Promise<Record<string, unknown>> =>
    bench.succeed(`create-${name}`, exampleOf(functionOf(`create-${name}`)));

  it('that was created equals the record that its sync saves, together with its detail', async () => {
    const bench = await Bench.open();
    const { id, record } = await create(bench);
    expect((await bench.desk.run('sync', sync)).success).toBe(true);
    const saved = (await bench.desk.records(model)).get(String(id));
    const besides = Object.entries(Record.parse(record)).filter(([field]) => origins[field] === 'detail');
    expect(record).toEqual({ ...saved, ...Object.fromEntries(besides) });
    expect(besides.map(([field]) => field)).toContain('updated_at');
  });

  it('does not change if its own record is written back', async () => {
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

  it('is found by its name, but not after it was archived', async () => {
    const bench = await Bench.open();
    const { id } = await create(bench);
    const { edited } = bench.tenant.store(sync).type;
    const text = Record.parse(bench.tenant.store(sync).require(Number(id)))[edited];
    const found = async (more = {}): Promise<unknown> =>
      Object.values(await bench.succeed(`search-${sync}`, { text, ...more }))[0];
    expect(await found()).toMatchObject([{ id, is_archived: false }]);
    bench.tenant.store(sync).archive(Number(id));
    expect(await found()).toEqual([]);
    expect(await found({ include_archived: true })).toMatchObject([{ id, is_archived: true }]);
  });

  it.runIf(archives)('can be restored after it was archived', async () => {
    const bench = await Bench.open();
    const { id } = await create(bench);
    const archive = async (more = {}): Promise<unknown> =>
      bench.succeed(`archive-${name}`, { [`${name}_id`]: id, ...more });
    expect(await archive()).toMatchObject({ outcome: 'changed', record: { is_archived: true } });
    expect(await archive({ is_archived: false })).toMatchObject({ outcome: 'changed', record: { is_archived: false } });
  });

  it('that somebody else has changed in the meantime is not changed, and is returned as it is now', async () => {
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

  it('is created again by a repeated call only if the tenant drops the key, as the first call said', async () => {
    const bench = await Bench.open();
    bench.desk.switches.externalLinks = 'dropped';
    const first = await create(bench);
    expect(first).toMatchObject({ outcome: 'created', confirmed: true, key_kept: false });
    expect((await create(bench))['id']).not.toBe(first['id']);
  });
});

describe('a page of a search', () => {
  it('has the cursor of the next page until there are no more', async () => {
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

/** What is wrong with an input, by field. */
async function problemsOf(bench: Bench, name: string, input: Record<string, unknown>): Promise<unknown> {
  const failure = await bench.fail(name, input);
  expect(bench.writes).toEqual([]);
  return failure['problems'];
}

describe('a new contact', () => {
  const person = { first_name: 'Ana', last_name: 'Ferreira' };

  it('needs a name and a site, and an error names both', async () => {
    const bench = await Bench.open();
    expect(
      await problemsOf(bench, 'create-contact', { email: 'ana@contoso.example', linked_agent: 'Nobody' }),
    ).toMatchObject([
      { field: 'site_id' },
      { field: 'last_name' },
      { field: 'linked_agent', valid_values: expect.any(Array) as string[] },
    ]);
    expect(await problemsOf(bench, 'create-contact', { ...person, site_id: '31', customer_id: '22' })).toEqual([
      { field: 'site_id', message: 'the site belongs to customer 21, not 22' },
    ]);
    expect(await problemsOf(bench, 'create-contact', { ...person, customer_id: '4711' })).toEqual([
      { field: 'customer_id', message: 'there is no customer 4711' },
    ]);
  });

  it('gets the only site of a customer without a main one, and an error lists them if there are several', async () => {
    const bench = await Bench.open();
    const { customers, sites } = bench.tenant;
    customers.edit(22, { main_site_id: 0 });
    const [own = 0, ...others] = sites.ids().filter((id) => sites.require(id).client_id === 22);
    for (const id of others) sites.delete(id);
    const created = await bench.succeed('create-contact', { ...person, customer_id: '22' });
    expect(created['record']).toMatchObject({ site_id: String(own), customer_id: '22', name: 'Ana Ferreira' });
    sites.create({ name: 'Depot', client_id: 22, inactive: false, isstocklocation: false });
    expect(await problemsOf(bench, 'create-contact', { ...person, customer_id: '22' })).toMatchObject([
      { field: 'site_id', valid_values: [expect.stringContaining('Depot') as string, `${own} (Main)`] },
    ]);
    for (const id of sites.ids().filter((each) => sites.require(each).client_id === 22)) sites.delete(id);
    expect(await problemsOf(bench, 'create-contact', { ...person, customer_id: '22' })).toMatchObject([
      { field: 'site_id', message: expect.stringContaining('create-site') as string },
    ]);
  });

  it('keeps the part of its name that is not changed, and moves to the customer of its new site', async () => {
    const bench = await Bench.open();
    const { id } = await bench.succeed('create-contact', { ...person, site_id: '31' });
    const renamed = await bench.succeed('update-contact', { contact_id: id, last_name: 'Costa' });
    expect(renamed['record']).toMatchObject({ name: 'Ana Costa', first_name: 'Ana', last_name: 'Costa' });
    const moved = await bench.succeed('update-contact', { contact_id: id, site_id: '32' });
    expect(moved['record']).toMatchObject({ site_id: '32', customer_id: '22', name: 'Ana Costa' });
    expect(await problemsOf(bench, 'update-contact', { contact_id: id, site_id: '4711' })).toEqual([
      { field: 'site_id', message: 'there is no site 4711' },
    ]);
  });
});

describe('a contact that is looked for by e-mail address', () => {
  const input = { customer_id: '21', email: 'Ana.Ferreira@Contoso.example', last_name: 'Ferreira' };
  const find = async (bench: Bench, more = {}): Promise<Record<string, unknown>> =>
    bench.succeed('find-or-create-contact', { ...input, ...more });

  it('is found regardless of upper and lower case, only within the customer', async () => {
    const bench = await Bench.open();
    const other = { site_id: '32', last_name: 'Ferreira', email: 'ana.ferreira@contoso.example' };
    await bench.succeed('create-contact', other);
    const { id } = await bench.succeed('create-contact', { ...other, site_id: '31' });
    expect(await find(bench)).toMatchObject({ outcome: 'unchanged', id, record: { customer_id: '21' } });
    expect(bench.writes).toEqual([]);
  });

  it('is the one of several that is not archived, with the ids of the others; an archived one is returned rather than a second one created', async () => {
    const bench = await Bench.open();
    const one = { site_id: '31', last_name: 'Ferreira', email: input.email };
    const { id: old } = await bench.succeed('create-contact', one);
    await bench.succeed('archive-contact', { contact_id: old });
    expect(await find(bench)).toMatchObject({ outcome: 'unchanged', id: old, record: { is_archived: true } });
    const { id } = await bench.succeed('create-contact', one);
    expect(await find(bench)).toMatchObject({ outcome: 'unchanged', id, duplicates: [old] });
  });
});

describe('an address', () => {
  it('keeps the lines that are not given', async () => {
    const bench = await Bench.open();
    const { site: before } = await bench.succeed('get-site', { site_id: '31' });
    const { record } = await bench.succeed('update-site', { site_id: '31', address_city: 'Leeds' });
    const updated_at = expect.any(String) as string;
    expect(record).toEqual({ ...Record.parse(before), updated_at, address_city: 'Leeds' });
    expect(bench.writes).toHaveLength(1);
  });
});

describe('the attributes of an asset', () => {
  it('are accepted by name or id, and those that are not given keep their values', async () => {
    const bench = await Bench.open();
    const { asset } = await bench.succeed('get-asset', { asset_id: '503' });
    const before = z.record(z.string(), z.string()).parse(Record.parse(asset)['attributes']);
    const { record } = await bench.succeed('update-asset', {
      asset_id: '503',
      attributes: { 'serial number': '8XK2P23', 31: 'LAPTOP-4711' },
    });
    expect(Record.parse(record)['attributes']).toEqual({ ...before, 'Serial Number': '8XK2P23', Name: 'LAPTOP-4711' });
  });

  it('of another name are refused with those that the type has', async () => {
    const bench = await Bench.open();
    const input = { site_id: '31', type: 'Laptop', tag: 'LT-4711', attributes: { Colour: 'red', Weight: 2 } };
    const valid = ['Name', 'Model', 'Serial Number', 'IP Address'];
    expect(await problemsOf(bench, 'create-asset', input)).toMatchObject([
      { field: 'attributes.Colour', valid_values: valid },
      { field: 'attributes.Weight', valid_values: valid },
    ]);
    expect(await problemsOf(bench, 'create-asset', { ...input, type: 'Toaster' })).toMatchObject([
      { field: 'type', valid_values: expect.arrayContaining(['Laptop']) as string[] },
    ]);
  });

  it('belong to an asset that moves to the customer of its new site', async () => {
    const bench = await Bench.open();
    bench.tenant.assets.edit(503, { site_id: 32, client_id: 22 });
    const { record } = await bench.succeed('update-asset', { asset_id: '503', site_id: '31' });
    expect(record).toMatchObject({ site_id: '31', customer_id: '21' });
  });
});
