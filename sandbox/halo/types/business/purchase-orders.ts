import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { someCustomer } from './customers.js';
import { amountOf, orderLines, someLines } from './lines.js';

/** Purchase orders. Their lines come with the detail only: the list has no parameter for them. */
export const purchaseOrders = describe({
  generate(draw, id, layout) {
    const { datecreated, last_update } = history(layout, draw);
    return {
      last_update,
      ...someCustomer(draw, layout),
      title: `PO ${id}`,
      date: datecreated,
      lines: someLines(draw),
      note: draw.chance(20) ? 'Deliver to reception.' : undefined,
    };
  },
  name: 'purchase-orders',
  endpoint: 'PurchaseOrder',
  key: 'purchaseorders',
  scope: 'read:pos',
  customer: 'client_id',
  hasIdList: false,
  archived: 'never',
  edited: 'title',
  search: ['title'],
  row: (record, { dates, clientName, siteName, contactName }) => ({
    id: record.id,
    title: record.title,
    client_id: record.client_id,
    client_name: clientName(record.client_id),
    site_id: record.site_id,
    site_name: siteName(record.site_id),
    user_id: record.user_id,
    user_name: contactName(record.user_id),
    ticket_id: 0,
    status: 1,
    date: dates.stored(record.date),
    revenue: amountOf(record.lines),
    tax_total: amountOf(record.lines) * 0.2,
    total: amountOf(record.lines) * 1.2,
    currency_code_name: 'GBP',
    supplier_id: 1,
    supplier_name: 'Distribution Ltd',
    po_ref: `PO-${record.id}`,
    price: amountOf(record.lines),
    deliver_to_us: true,
    note: record.note,
    last_update_time: dates.stored(record.last_update),
    customfields: [],
  }),
  detail: (record) => ({ lines: orderLines(record.lines) }),
});
