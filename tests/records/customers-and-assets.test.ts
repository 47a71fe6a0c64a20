import { describe, expect, test } from 'vitest';

import type { HaloRow } from '../../halo/values/rows.js';
import { Asset } from '../../records/assets.js';
import { Customer } from '../../records/customers.js';
import { World } from '../support/world.js';

const bag = (
  model: typeof Customer | typeof Asset,
  row: HaloRow,
  complaints: string[] = [],
): Record<string, unknown> => ({
  ...model.map({ id: 21, ...row }, undefined, (field) => complaints.push(field)),
});

describe('a customer', () => {
  test.each([
    ['name', { name: 'Contoso\u200b' }, 'Contoso'],
    ['is_archived', {}, false],
    ['is_archived', { inactive: false }, false],
    ['is_archived', { inactive: true }, true],
    ['is_archived', { inactive: 1 }, true],
    ['parent_id', { toplevel_id: 1 }, '1'],
    ['parent_name', { toplevel_name: 'Customers' }, 'Customers'],
    ['main_site_id', { main_site_id: 34.0 }, '34'],
    ['account_manager_id', { accountmanagertech: 7 }, '7'],
    ['account_manager_id', { accountmanagertech: 1 }, undefined],
    ['primary_agent_id', { pritech: 0 }, undefined],
    ['type_id', { customertype: 0 }, undefined],
    ['is_stopped', { stopped: 1 }, true],
    ['is_stopped', { stopped: 0 }, false],
    ['item_tax_code', { item_tax_code: 0 }, undefined],
    ['billed_customer_id', { client_to_invoice: -1 }, undefined],
    ['xero_id', { xeroid: '' }, undefined],
    ['autotask_id', { autotaskid: 12 }, '12'],
    ['payment_terms', { paymentterms: 30 }, 30],
    ['created_at', { datecreated: '2019-01-09T10:00:00.5' }, '2019-01-09T10:00:00.500Z'],
    ['updated_at', { alastupdate: '1899-12-30T00:00:00' }, undefined],
  ])('%s of %j is %j', (field, row, value) => {
    const complaints: string[] = [];
    expect(bag(Customer, row, complaints)[field]).toEqual(value);
    expect(complaints).toEqual([]);
  });

  test('fits its schema if its row has only an id', () => {
    expect(Customer.schema.safeParse(bag(Customer, {})).error).toBeUndefined();
  });

  test('contains no count that changes by itself', () => {
    const volatile = { open_ticket_count: 3, total_ticket_count: 9, onhold_ticket_count: 1, opened_thismonth_count: 2 };
    expect(bag(Customer, { ...volatile, calldate: '2026-10-01T00:00:00' })).toEqual(bag(Customer, {}));
  });
});

describe('an asset', () => {
  test.each([
    ['tag', { inventory_number: 'LT-0093' }, 'LT-0093'],
    ['tag', { inventory_number: 93 }, '93'],
    ['type_id', { assettype_id: 12 }, '12'],
    ['customer_id', { client_id: '21' }, '21'],
    ['is_archived', { inactive: true }, true],
    ['owner_name', { username: 'Ana Roe' }, 'Ana Roe'],
    ['business_owner_id', { business_owner_id: 0 }, undefined],
    ['technical_owner_id', { technical_owner_id: 7 }, '7'],
    ['criticality', { criticality: -1 }, -1],
    ['contract_id', { contract_id: -1 }, undefined],
    ['warranty_ends_at', { warranty_end: '1900-01-01T00:00:00' }, undefined],
    ['warranty_ends_at', { warranty_end: '2027-05-01T00:00:00' }, '2027-05-01T00:00:00.000Z'],
    ['contract_ends_at', { contract_end_date: '2099-12-31T00:00:00' }, '2099-12-31T00:00:00.000Z'],
    ['service_ids', { service_ids: [{ id: 5 }, 4] }, ['4', '5']],
    ['ninjarmm_id', { ninjarmm_id: 42 }, '42'],
    ['datto_id', { datto_id: '' }, undefined],
    ['third_party_id', { third_party_id: 0 }, undefined],
    ['updated_at', { last_modified: '2026-10-01T08:00:00' }, '2026-10-01T08:00:00.000Z'],
    ['attributes', { fields: [{ name: 'Serial Number', value: 'SN1', display: 'SN1' }] }, { 'Serial Number': 'SN1' }],
  ])('%s of %j is %j', (field, row, value) => {
    const complaints: string[] = [];
    expect(bag(Asset, row, complaints)[field]).toEqual(value);
    expect(complaints).toEqual([]);
  });

  // Halo's schema says that the ids of services are one text (halo-api.md §6.7: `service_ids`).
  test('has the ids of services that come as one text', () => {
    expect(bag(Asset, { service_ids: '5,4' })['service_ids']).toEqual(['4', '5']);
  });

  test('fits its schema if its row has only an id', () => {
    expect(Asset.schema.safeParse(bag(Asset, {})).error).toBeUndefined();
  });
});

test('values of another type are left out and named', () => {
  const complaints: string[] = [];
  const row = { name: {}, toplevel_id: 'x', accountmanagertech: 'Sam', is_vip: 'maybe', paymentterms: 'net' };
  expect(bag(Customer, row, complaints)).toEqual({
    id: expect.any(String) as unknown,
    is_archived: false,
    is_complete: false,
  });
  expect(complaints.sort()).toEqual(['account_manager_id', 'is_vip', 'name', 'parent_id', 'payment_terms']);
});

test('a mandatory flag with a value of another type is reported too', () => {
  const complaints: string[] = [];
  expect(bag(Customer, { inactive: 'perhaps' }, complaints)['is_archived']).toBe(false);
  expect(complaints).toEqual(['is_archived']);
  expect(bag(Customer, { inactive: 'true' })['is_archived']).toBe(true);
});

test('rows of the tenant become records', async () => {
  const world = new World({ customers: 3, assets: 3 });
  world.tenant.customers.edit(22, {
    name: 'Contoso',
    inactive: true,
    is_vip: true,
  });
  world.tenant.assets.edit(502, { inventory_number: 'LT-1', client_id: 22, contract_id: -1, warranty_end: undefined });
  await world.sync('customers');
  await world.sync('assets');
  expect((await world.living('Customer')).get('22')).toMatchObject({
    id: '22',
    name: 'Contoso',
    is_archived: true,
    is_vip: true,
    parent_name: 'Customers',
  });
  const asset = (await world.living('Asset')).get('502');
  expect(asset).toMatchObject({ id: '502', tag: 'LT-1', customer_id: '22', customer_name: 'Contoso', criticality: -1 });
  expect(asset).not.toHaveProperty('warranty_ends_at');
  expect(asset).not.toHaveProperty('contract_id');
});
