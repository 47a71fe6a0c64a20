import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { someCustomer } from './customers.js';
import { amountOf, orderLines, someLines } from './lines.js';

/** Quotations. Lines come in the list with `includelines` (specified), and in the detail. */
export const quotations = describe({
  generate(draw, id, layout) {
    const { datecreated, last_update } = history(layout, draw);
    return {
      last_update,
      ...someCustomer(draw, layout),
      title: `Q ${id}`,
      date: datecreated,
      lines: someLines(draw),
      note: draw.chance(20) ? 'Deliver to reception.' : undefined,
    };
  },
  name: 'quotations',
  endpoint: 'Quotation',
  key: 'quotes',
  scope: 'read:quotes',
  customer: 'client_id',
  hasIdList: false,
  archived: 'never',
  edited: 'title',
  search: ['title'],
  row: (record, { dates, parameters, clientName, siteName, contactName }) => ({
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
    expiry_date: dates.stored(record.date + 30 * 86_400_000),
    approvalstate: 0,
    ponumber: undefined,
    note: record.note,
    last_update_time: dates.stored(record.last_update),
    lines: parameters.flag('includelines') ? orderLines(record.lines) : undefined,
    customfields: [],
  }),
  detail: (record) => ({ lines: orderLines(record.lines) }),
});
