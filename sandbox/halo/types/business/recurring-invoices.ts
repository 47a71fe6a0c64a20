import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { someCustomer } from './customers.js';
import { amountOf, invoiceLines, someLines } from './lines.js';

const MONTH_MS = 30 * 86_400_000;

/** Recurring invoices: in Halo's table of invoices, under negative ids. Lines come with the detail only (halo-api.md §6.12). */
export const recurringInvoices = describe({
  generate(draw, id, layout) {
    const { datecreated, last_update } = history(layout, draw);
    return {
      last_update,
      ...someCustomer(draw, layout),
      date_created: datecreated,
      reference: `Support ${id}`,
      disabled: draw.chance(10),
      enddate: draw.chance(30) ? datecreated + 60 * MONTH_MS : undefined,
      lines: someLines(draw),
    };
  },
  name: 'recurring-invoices',
  endpoint: 'RecurringInvoice',
  key: 'invoices',
  scope: 'read:invoices',
  idsCountDown: true,
  customer: 'client_id',
  archived: 'never',
  edited: 'reference',
  search: ['reference'],
  detailOnly: ['lines'],
  row: (record, { dates, clientName, siteName, contactName }) => ({
    id: -record.id,
    use: 'invoice',
    client_id: record.client_id,
    client_name: clientName(record.client_id),
    sitenumber: record.site_id,
    site_name: siteName(record.site_id),
    contactname: contactName(record.user_id),
    is_recurring_invoice: true,
    disabled: record.disabled,
    reference: record.reference,
    periodname: 'Monthly',
    startdate: dates.stored(record.date_created),
    enddate: dates.stored(record.enddate),
    nextcreationdate: dates.stored(record.last_update + MONTH_MS),
    lastcreated: dates.stored(record.last_update),
    date_created: dates.stored(record.date_created),
    last_modified: dates.stored(record.last_update),
    revenue: amountOf(record.lines),
    tax_total: amountOf(record.lines) * 0.2,
    total: amountOf(record.lines) * 1.2,
    paymentterms: 30,
    currency_code_name: 'GBP',
    contract_id: -1,
    lines: invoiceLines(record.lines),
    customfields: [],
  }),
});
