import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { inDetail } from './origin.js';

/** The model of an item of the catalogue: what can be sold, ordered or kept in stock. */
export const Item = /* @__PURE__ */ defineRecord('Item', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  description: text('description', 'Description.'),
  purchase_description: text('purchase_description', 'Description for suppliers.'),
  group_id: reference('assetgroup_id', 'Group.'),
  group_name: text('assetgroup_name', 'Name of the group.'),
  asset_type_id: reference('assettype_id', 'Type of the assets that are made from it.'),
  asset_type_name: text('assettype_name', 'Name of that type.'),
  supplier_id: reference('supplier_id', 'Supplier.'),
  supplier_name: text('supplier_name', 'Name of the supplier.'),
  supplier_part_code: text('supplier_part_code', "The supplier's code."),
  manufacturer_name: text('manufacturer_name', 'Manufacturer.'),
  internal_reference: text('internalreference', 'Own reference.'),
  external_reference: text('externalreference', 'Reference elsewhere.'),
  price: quantity('baseprice', 'Price of one, before taxes.'),
  cost: quantity('costprice', 'Cost of one.'),
  recurring_price: quantity('recurringprice', 'Price for each period.'),
  recurring_cost: quantity('recurringcost', 'Cost for each period.'),
  is_recurring: flagOrNo('isrecurringitem', 'Whether it is charged again and again.'),
  is_contract: flag('iscontractitem', 'Whether selling it makes a contract.'),
  is_taxable: flag('taxable', 'Whether taxes are charged.'),
  tax_name: text('taxcode_name', 'Name of the tax.'),
  nominal_code: text('nominalcode', 'Nominal code for sales.'),
  purchase_nominal_code: text('purchasenominalcode', 'Nominal code for purchases.'),
  quantity_in_stock: quantity('quantity_in_stock', 'How many are in stock.'),
  quantity_reserved: quantity('quantity_reserved', 'How many of these are reserved.'),
  quantity_on_order: quantity('quantity_on_order', 'How many are on order.'),
  least_in_stock: quantity('minstockqty', 'Minimum number in stock.'),
  linked_item_id: reference('linked_item_id', 'Item that it belongs to.'),
  notes: text('note', 'Notes.'),
  created_at: instant('datecreated', 'When it was created.'),
  updated_at: instant('lastmodified', 'When it was changed last.'),
  accounts_id: externalId('accountsid', 'Id in the accounting product.'),
  quickbooks_sku: text('qbosku', 'SKU in QuickBooks.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where items are listed. */
export const itemList = {
  name: 'items',
  endpoint: '/Item',
  key: 'items',
  pageSize: 100,
  params: archivedToo,
  stamps: ['lastmodified'],
  scope: 'read:items',
} as const satisfies HaloList;

/** Items of the catalogue. */
export const items = /* @__PURE__ */ recordSource(Item, itemList);
