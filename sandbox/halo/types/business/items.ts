import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';

/** Items of the catalogue. */
export const items = describe({
  generate(draw, id, layout) {
    const baseprice = 5 + draw.int(400);
    return {
      ...history(layout, draw),
      name: `Item ${id}`,
      description: draw.chance(60) ? 'As agreed.' : undefined,
      inactive: draw.chance(10),
      baseprice,
      costprice: baseprice * 0.6,
      isrecurringitem: draw.chance(40),
      quantity_in_stock: draw.int(20),
    };
  },
  name: 'items',
  endpoint: 'Item',
  key: 'items',
  scope: 'read:items',
  hasIdList: false,
  search: ['name'],
  row: (record, { dates }) => ({
    id: record.id,
    use: 'item',
    name: record.name,
    description: record.description,
    inactive: record.inactive,
    assetgroup_id: 1,
    assetgroup_name: 'Hardware',
    supplier_id: 1,
    supplier_name: 'Distribution Ltd',
    baseprice: record.baseprice,
    costprice: record.costprice,
    recurringprice: record.isrecurringitem ? record.baseprice : 0,
    isrecurringitem: record.isrecurringitem,
    quantity_in_stock: record.quantity_in_stock,
    taxcode: 1,
    datecreated: dates.stored(record.datecreated),
    lastmodified: dates.stored(record.last_update),
    customfields: [],
  }),
});
