import { expect, it } from 'vitest';
import { z } from 'zod';

import { Bench } from './support/bench.js';

const Saved = z.looseObject({ custom_fields: z.record(z.string(), z.unknown()) });

const ticket = { record_type: 'ticket', record_id: '1042' };

it('set-custom-fields keeps fields that are not mentioned, and returns what the sync of tickets saves', async () => {
  const bench = await Bench.open();
  bench.tenant.tickets.edit(1042, { custom: { 210: 'PO-1', 212: 4 } });
  const { record } = await bench.succeed('set-custom-fields', {
    ...ticket,
    custom_fields: { 'Root cause': 'Dust', CFonSite: true, affectedServices: ['Backup', 'E-mail'] },
  });
  expect(record).toMatchObject({
    custom_fields: {
      purchaseOrder: { value: 'PO-1' },
      contractLevel: { value: '4', display: 'Silver' },
      rootCause: { value: 'Dust' },
      onSite: { value: true },
      affectedServices: { value: ['3', '1'] },
    },
  });
  const read = await bench.succeed('get-ticket', { ticket_id: '1042' });
  expect(Saved.parse(read['ticket']).custom_fields).toEqual(Saved.parse(record).custom_fields);
});

it('it accepts the values of a record, and then changes nothing', async () => {
  const bench = await Bench.open();
  const custom = { 'Root cause': 'Dust', contractLevel: '5', visitDate: '2026-12-01T09:00:00Z' };
  const { record } = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: custom });
  const { custom_fields: carried } = Saved.parse(record);
  const again = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: carried });
  expect(again).toMatchObject({ outcome: 'unchanged', record });
});

/** A value of each type that the tenant's tickets have, and how it is taken away. */
const filled = {
  purchaseOrder: 'PO-4711',
  'Root cause': 'Dust',
  contractLevel: 'Gold',
  affectedServices: ['Backup', 'E-mail'],
  visitDate: '2026-12-01T09:00:00Z',
  onSite: true,
};

const visitTime = { id: 216, name: 'CFvisitTime', label: 'Visit time', type: 5, usage: 1, options: [] } as const;
const spareParts = { id: 217, name: 'CFspareParts', label: 'Spare parts', type: 7, usage: 1, options: [] } as const;

async function withAllTypes(): Promise<Bench> {
  const bench = await Bench.open();
  bench.tenant.fields.define(visitTime);
  bench.tenant.fields.define(spareParts);
  return bench;
}

const values = { ...filled, visitTime: '07:30', spareParts: '[{"part":"Drum","count":2}]' };

it.each([
  ['null', () => null],
  ['an empty text', () => ''],
  ['an empty list', () => []],
  ['a record whose value is null', () => ({ value: null })],
])('takes the value of a field of each type away with %s', async (_, empty) => {
  const bench = await withAllTypes();
  const { record } = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: values });
  expect(Object.keys(Saved.parse(record).custom_fields)).toHaveLength(Object.keys(values).length);
  const emptied = Object.fromEntries(Object.keys(values).map((name) => [name, empty()]));
  const result = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: emptied });
  expect(result).toMatchObject({ outcome: 'changed', confirmed: true });
  expect(result).not.toHaveProperty('changed_by_rules');
  // A checkbox has no third state.
  expect(Saved.partial().parse(result['record']).custom_fields).toEqual({
    onSite: expect.objectContaining({ value: false }) as object,
  });
  const again = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: emptied });
  expect(again).toMatchObject({ outcome: 'unchanged' });
});

it('the functions that change a record also remove values, and those that create one can leave them empty', async () => {
  const bench = await Bench.open();
  await bench.succeed('update-ticket', { ticket_id: '1042', custom_fields: filled });
  const emptied = { contractLevel: null, visitDate: '', affectedServices: [] };
  await bench.succeed('update-ticket', { ticket_id: '1042', custom_fields: emptied });
  const { ticket: read } = await bench.succeed('get-ticket', { ticket_id: '1042' });
  expect(Object.keys(Saved.parse(read).custom_fields)).toEqual(['purchaseOrder', 'rootCause', 'onSite']);
  const customer = { name: 'Contoso Ltd', custom_fields: { supportHours: null, crmReference: 'C-1' } };
  const { record } = await bench.succeed('create-customer', customer);
  expect(Object.keys(Saved.parse(record).custom_fields)).toEqual(['crmReference']);
});

it('takes a value of each type as a record carries it, and then changes nothing', async () => {
  const bench = await withAllTypes();
  const { record } = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: values });
  const { custom_fields: carried } = Saved.parse(record);
  const again = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: carried });
  expect(again).toMatchObject({ outcome: 'unchanged', record });
  // The control: another table of as many rows is another value.
  const other = { spareParts: '[{"part":"Belt","count":2}]' };
  expect(await bench.succeed('set-custom-fields', { ...ticket, custom_fields: other })).toMatchObject({
    outcome: 'changed',
    record: { custom_fields: { spareParts: { value: other.spareParts } } },
  });
});

it('it says which values were kept if the tenant does not allow removing them', async () => {
  const bench = await Bench.open();
  await bench.succeed('set-custom-fields', { ...ticket, custom_fields: filled });
  bench.desk.switches.emptyFieldValues = 'ignored';
  const emptied = { contractLevel: null, purchaseOrder: 'PO-4712' };
  const result = await bench.succeed('set-custom-fields', { ...ticket, custom_fields: emptied });
  expect(result['changed_by_rules']).toEqual([
    { field: 'custom_fields', asked: emptied, became: [{ id: 212, value: 3 }] },
  ]);
});

it('it reports everything that is wrong with several fields at once', async () => {
  const bench = await withAllTypes();
  const { problems } = await bench.fail('update-ticket', {
    ticket_id: '1042',
    status: 'Nonsense',
    custom_fields: {
      colour: 'red',
      size: 4,
      contractLevel: 'Iron',
      affectedServices: ['Backup', 'Fax'],
      visitDate: 'soon',
      visitTime: 'noon',
      onSite: 'perhaps',
      rootCause: ['a', 'b'],
      spareParts: 'none',
      purchaseOrder: 'PO-1',
      'Purchase order': 'PO-2',
    },
  });
  expect(problems).toMatchObject([
    { field: 'status' },
    { field: 'custom_fields.colour', valid_values: expect.arrayContaining(['CFrootCause']) as string[] },
    { field: 'custom_fields.size', valid_values: expect.arrayContaining(['CFrootCause']) as string[] },
    { field: 'custom_fields.contractLevel', valid_values: ['Gold', 'Silver', 'Bronze'] },
    { field: 'custom_fields.affectedServices', message: expect.stringContaining('no option "Fax"') as string },
    { field: 'custom_fields.visitDate', message: expect.stringContaining('"2026-12-01"') as string },
    { field: 'custom_fields.visitTime', message: expect.stringContaining('"07:30"') as string },
    { field: 'custom_fields.onSite', message: expect.stringContaining('true or false') as string },
    { field: 'custom_fields.rootCause', message: expect.stringContaining('one value') as string },
    { field: 'custom_fields.spareParts', message: expect.stringContaining('JSON text') as string },
    { field: 'custom_fields.Purchase order', message: '"CFpurchaseOrder" is given twice' },
  ]);
  expect(bench.writes).toEqual([]);
});

it('it lists the valid fields and options, and refuses a record that was changed in the meantime', async () => {
  const bench = await Bench.open();
  const names = await bench.fail('set-custom-fields', { ...ticket, custom_fields: { colour: 'red' } });
  expect(names).toMatchObject({
    problems: [{ field: 'custom_fields.colour', valid_values: expect.arrayContaining(['CFrootCause']) as string[] }],
  });
  const options = await bench.fail('set-custom-fields', { ...ticket, custom_fields: { contractLevel: 'Iron' } });
  expect(options).toMatchObject({ problems: [{ valid_values: ['Gold', 'Silver', 'Bronze'] }] });
  const stale = { ...ticket, custom_fields: { rootCause: 'x' }, expected_updated_at: '2020-01-01T00:00:00Z' };
  expect(await bench.fail('set-custom-fields', stale)).toMatchObject({
    code: 'halo_record_changed',
    changed_fields: { custom_fields: expect.anything() as unknown },
  });
  expect(bench.writes).toEqual([]);
});

it('it says if a record shows no custom field by which names could be looked up', async () => {
  const bench = await Bench.open();
  for (const { id } of bench.tenant.fields.of(2)) bench.tenant.fields.remove(id);
  const customer = { record_type: 'customer', record_id: '21', custom_fields: { crmReference: 'C1' } };
  expect(await bench.fail('set-custom-fields', customer)).toMatchObject({ problems: [{ field: 'record_id' }] });
});

it.each([
  ['customer', '21', { crmReference: 'C-9', 'Support hours': 'Around the clock' }],
  ['site', '31', { accessHours: '07:30:00' }],
  ['contact', '61', { Badge: 'B-1' }],
  ['asset', '501', { 'Disk encrypted': true, costCentre: 'CC-77' }],
] as const)('sets custom fields of a %s, as its get function shows them', async (type, id, custom) => {
  const bench = await Bench.open();
  const change = { record_type: type, record_id: id, custom_fields: custom };
  const { record, confirmed } = await bench.succeed('set-custom-fields', change);
  expect(confirmed).toBe(true);
  const read = await bench.succeed(`get-${type}`, { [`${type}_id`]: id });
  expect(Saved.parse(read[type]).custom_fields).toEqual(Saved.parse(record).custom_fields);
  expect(await bench.succeed('set-custom-fields', change)).toMatchObject({ outcome: 'unchanged' });
});
