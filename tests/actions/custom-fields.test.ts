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

it('it lists the valid fields and options, and refuses a record that was changed in the meantime', async () => {
  const bench = await Bench.open();
  const names = await bench.fail('set-custom-fields', { ...ticket, custom_fields: { colour: 'red' } });
  expect(names).toMatchObject({
    problems: [{ field: 'custom_fields', valid_values: expect.arrayContaining(['CFrootCause']) as string[] }],
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
