import { describe, expect, test } from 'vitest';

import { Asset } from '../../records/assets.js';
import { Article } from '../../records/articles.js';
import { Contact } from '../../records/contacts.js';
import { Contract } from '../../records/contracts.js';
import { Customer } from '../../records/customers.js';
import { detailedModels } from '../../records/detailed-models.js';
import { detailsOf } from '../../records/details.js';
import { Invoice } from '../../records/invoices.js';
import { Item } from '../../records/items.js';
import { PurchaseOrder } from '../../records/purchase-orders.js';
import { Quotation } from '../../records/quotations.js';
import { RecurringInvoice } from '../../records/recurring-invoices.js';
import { SalesOrder } from '../../records/sales-orders.js';
import { Site } from '../../records/sites.js';
import { Supplier } from '../../records/suppliers.js';
import { watchCheckpoints } from '../support/checkpoints.js';
import { sizes } from '../support/kinds.js';
import { World } from '../support/world.js';
import { hours, minutes, said } from './three.js';

const detail = /^GET \/api\/\w+\/(\d+)\?includedetails=true$/;

const nothing = { added: 0, updated: 0, deleted: 0 };

/** The ids of the details that the last run asked for, in order. */
const asked = (world: World): string[] => world.requested.flatMap((request) => detail.exec(request)?.[1] ?? []);

/** The records, by whether they are complete. */
async function byCompleteness(world: World, model = 'Customer') {
  const records = [...(await world.living(model)).values()];
  return {
    complete: records.filter((record) => record['is_complete'] === true),
    waiting: records.filter((record) => record['is_complete'] === false),
  };
}

const record = async (world: World, id: number, model = 'Customer') => (await world.living(model)).get(String(id));

describe('what only the detail has, in the form of captured replies', () => {
  const customfields = [{ id: 220, name: 'CFProduct', label: 'Product', type: 2, value: 3, display: 'Managed IT' }];
  const product = { Product: { label: 'Product', type: 'select', value: '3', display: 'Managed IT' } };

  test.each([Customer, Site, Contact, Asset])('custom fields of $name', (model) => {
    const complaints: string[] = [];
    const made = detailsOf(model)?.map({ id: 21, customfields }, (field) => complaints.push(field));
    expect(made).toMatchObject({ id: '21', custom_fields: product });
    expect(complaints).toEqual([]);
  });

  test('attributes of assets', () => {
    const fields = [
      { id: 1, name: 'Processor', value: 'i7', display: '' },
      { id: 2, name: 'Encrypted', value: true, display: '' },
    ];
    const made = detailsOf(Asset)?.map({ id: 501, fields }, () => undefined);
    expect(made).toMatchObject({ attributes: { Processor: 'i7', Encrypted: 'Yes' } });
  });

  test('the models are those that say whether their records are complete', () => {
    const models = [
      Customer, Site, Contact, Asset, Contract, RecurringInvoice, SalesOrder, PurchaseOrder, Supplier, Article, Invoice,
      Quotation, Item,
    ]; // prettier-ignore
    expect(models.filter(({ origins }) => Object.hasOwn(origins, 'is_complete'))).toEqual(models);
    expect(models.map(({ name }) => name).sort()).toEqual(Object.keys(detailedModels).sort());
  });
});

describe('details', () => {
  test.each([
    ['customers', 'Customer', ['website', 'created_at', 'updated_at', 'custom_fields']],
    ['contracts', 'Contract', ['prepaid_balance', 'is_rolling']],
    ['sales-orders', 'SalesOrder', ['lines']],
    ['purchase-orders', 'PurchaseOrder', ['lines']],
    ['articles', 'Article', ['resolution']],
    ['suppliers', 'Supplier', ['notes']],
    ['sites', 'Site', ['email_domain', 'created_at', 'updated_at', 'custom_fields']],
  ])('complete %s unless the settings say otherwise', async (sync, model, fields) => {
    const world = new World(sizes(20));
    await world.sync(sync);
    const { complete, waiting } = await byCompleteness(world, model);
    expect(waiting).toEqual([]);
    const arrived = new Set(complete.flatMap((one) => Object.keys(one)));
    for (const field of fields) expect(arrived).toContain(field);
    expect(asked(world)).toHaveLength(complete.length);
  });

  test.each([
    ['contacts', 'Contact', 'created_at'],
    ['assets', 'Asset', 'attributes'],
  ])('complete %s if the settings ask for it, and only then', async (sync, model, field) => {
    for (const [metadata, isWanted] of [
      [{}, false],
      [{ details: [model] }, true],
    ] as const) {
      const world = new World({ ...sizes(20), metadata });
      await world.sync(sync);
      const { complete, waiting } = await byCompleteness(world, model);
      expect([complete.length, waiting.length].sort()[0]).toBe(0);
      expect(asked(world)).toHaveLength(isWanted ? complete.length : 0);
      expect(complete.some((one) => one[field] !== undefined)).toBe(isWanted);
    }
  });

  test('also come from a build that gives them only on request', async () => {
    const world = new World({ ...sizes(20), adjust: (switches) => (switches.detailFields = 'whenAsked') });
    await world.sync('customers');
    const { complete } = await byCompleteness(world);
    expect(complete.filter((one) => one['created_at'] !== undefined)).toHaveLength(20);
  });

  test('are requested after the list, a limited number per run, until none is left', async () => {
    const world = new World({ ...sizes(30), metadata: { details_per_run: 12 } });
    const counts: number[][] = [];
    for (let run = 1; run <= 4; run += 1) {
      await world.sync('customers');
      const { complete, waiting } = await byCompleteness(world);
      counts.push([asked(world).length, complete.length, waiting.length]);
      world.clock.advance(hours(1));
    }
    expect(counts).toEqual([
      [12, 12, 18],
      [12, 24, 6],
      [6, 30, 0],
      [0, 30, 0],
    ]);
  });

  test('are read again if their row changed, also in fields that lists do not show', async () => {
    const world = new World(sizes(20));
    await world.sync('customers');
    world.clock.advance(hours(1));
    world.tenant.store('customers').change(22, 'website', 'https://new.example');
    world.tenant.store('customers').change(25, 'name', 'Another name');
    world.clock.advance(minutes(5));
    await world.sync('customers');
    expect(asked(world)).toEqual(['22', '25']);
    expect(await record(world, 22)).toMatchObject({ website: 'https://new.example', is_complete: true });
    expect(await record(world, 25)).toMatchObject({ name: 'Another name', is_complete: true });
    // They come again, because the windows of two runs overlap, and are not reported again.
    world.clock.advance(minutes(5));
    const { counts } = await world.sync('customers');
    expect(asked(world)).toEqual(['22', '25']);
    expect(counts['Customer'] ?? nothing).toEqual(nothing);
  });

  test('of many rows that come as changed without a visible change are read one by one', async () => {
    const world = new World({ ...sizes(60), metadata: { details_per_run: 10 } });
    for (let run = 0; run < 6; run += 1) await world.sync('customers');
    world.clock.advance(hours(1));
    for (const id of world.tenant.living('customers'))
      world.tenant.store('customers').change(id, 'website', `https://${id}.example`);
    world.clock.advance(minutes(1));
    await world.sync('customers');
    // 20 before their rows were saved, and then so many as a run may read.
    expect(asked(world)).toHaveLength(30);
    const { complete, waiting } = await byCompleteness(world);
    expect(complete.every((one) => one['website'] === `https://${one.id}.example`)).toBe(true);
    expect(waiting).toHaveLength(30);
  });

  test('are kept when the complete list is read again, which changes nothing', async () => {
    const world = new World(sizes(20));
    await world.sync('customers');
    world.clock.advance(hours(25));
    const { counts } = await world.sync('customers');
    expect(counts['Customer'] ?? nothing).toEqual(nothing);
    expect((await byCompleteness(world)).complete).toHaveLength(20);
  });

  test('are read again from time to time, where lists do not show changes', async () => {
    const world = new World({ ...sizes(70), adjust: (switches) => (switches.updatedSince = { default: 'ignore' }) });
    await world.sync('customers');
    const [last] = world.tenant.living('customers').slice(-1);
    world.tenant.store('customers').change(last ?? 0, 'website', 'https://new.example');
    const runs: number[] = [];
    for (let run = 0; run < 2; run += 1) {
      world.clock.advance(hours(1));
      await world.sync('customers');
      runs.push(asked(world).length);
    }
    expect(runs).toEqual([50, 50]);
    expect(await record(world, last ?? 0)).toMatchObject({ website: 'https://new.example', is_complete: true });
  });

  test('that are refused leave the records as the list gave them, and the run succeeds', async () => {
    const world = new World(sizes(20));
    const isDetail = ({ path }: { path: string }): boolean => /\/api\/client\/\d/i.test(path);
    world.api.faults.add({ fault: { kind: 'forbidden' }, on: isDetail, times: 99 });
    await world.sync('customers');
    expect((await byCompleteness(world)).waiting).toHaveLength(20);
    // Not one for each of the twenty.
    expect(new Set(asked(world)).size).toBe(3);
    expect(said(world, 'warn').join()).toMatch(/^customers: 3 details could not be read \(21, 22, 23\)/);
    world.api.faults.clear();
    world.clock.advance(hours(1));
    await world.sync('customers');
    // Those that were refused come last.
    expect(asked(world).slice(-3)).toEqual(['21', '22', '23']);
    expect((await byCompleteness(world)).complete).toHaveLength(20);
  });

  test('that fail after a row has changed leave what an earlier detail brought', async () => {
    const world = new World(sizes(20));
    await world.sync('customers');
    const before = await record(world, 22);
    world.clock.advance(hours(1));
    world.tenant.store('customers').change(22, 'name', 'Another name');
    world.api.faults.add({ fault: { kind: 'refused', status: 400, sentence: 'No' }, on: '/api/Client/22', times: 9 });
    await world.sync('customers');
    const after = await record(world, 22);
    expect(after).toMatchObject({ name: 'Another name', is_complete: false });
    for (const field of ['website', 'created_at', 'updated_at', 'custom_fields'])
      expect(after?.[field]).toEqual(before?.[field]);
  });

  test('that are older than the record are not used', async () => {
    const world = new World(sizes(20));
    await world.sync('customers');
    world.clock.advance(hours(1));
    const behind = world.tenant.store('customers').require(22);
    world.tenant.store('customers').change(22, 'website', 'https://new.example');
    await world.sync('customers');
    world.clock.advance(hours(1));
    world.tenant.store('customers').change(22, 'name', 'Another name');
    world.alter = ({ path }, body) => {
      if (path !== '/api/Client/22') return body;
      return JSON.stringify({ ...JSON.parse(body), website: behind.id, alastupdate: '2001-01-01T00:00:00' });
    };
    await world.sync('customers');
    expect(await record(world, 22)).toMatchObject({
      name: 'Another name',
      website: 'https://new.example',
      is_complete: false,
    });
    world.alter = undefined;
    world.clock.advance(minutes(5));
    await world.sync('customers');
    expect(await record(world, 22)).toMatchObject({ name: 'Another name', is_complete: true });
  });

  test('are all read again when the settings change, and no request is made for models that are not named', async () => {
    const world = new World({ ...sizes(20), metadata: { details: [] } });
    await world.sync('customers');
    expect([asked(world), (await byCompleteness(world)).complete]).toEqual([[], []]);
    world.metadata = { details: ['Customer', 'Assets'] };
    world.clock.advance(hours(1));
    await world.sync('customers');
    expect((await byCompleteness(world)).complete).toHaveLength(20);
    expect(said(world, 'warn').join()).toContain('"details" in the metadata of this connection names "Assets"');
    world.metadata = { details: ['Customer'] };
    world.clock.advance(hours(1));
    await world.sync('customers');
    expect(asked(world)).toEqual([]);
  });

  test('are not requested again by the run after one that was killed between them', async () => {
    const world = new World(sizes(20));
    let saves = 0;
    world.afterCall = (method) => {
      if (method === 'batchSave' && ++saves === 8) throw new Error('killed');
    };
    expect((await world.run('customers')).success).toBe(false);
    world.afterCall = undefined;
    const { complete } = await byCompleteness(world);
    expect(complete).toHaveLength(7);
    world.clock.advance(minutes(5));
    await world.sync('customers');
    expect(asked(world)).toHaveLength(13);
  });

  test('note in the checkpoint whether any are due', async () => {
    const world = new World({ ...sizes(5), metadata: { details_per_run: 3 } });
    const saved = watchCheckpoints(world, 'customers');
    await world.sync('customers');
    world.clock.advance(hours(1));
    await world.sync('customers');
    const due = (await saved()).map((checkpoint) => checkpoint['details_due']);
    expect(due.at(0)).toBe(true);
    expect(due.at(-1)).toBe(false);
  });
});
