import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { someCustomer } from './customers.js';
import { amountOf, invoiceLines, someLines } from './lines.js';

const MONTH_MS = 30 * 86_400_000;

/** Invoices. Lines come in the list with `includelines`, and always in the detail (halo-api.md §6.12). */
export const invoices = describe({
  generate(draw, id, layout) {
    const { datecreated, last_update } = history(layout, draw);
    return {
      last_update,
      ...someCustomer(draw, layout),
      invoicenumber: `INV-${String(id).padStart(5, '0')}`,
      invoice_date: datecreated,
      paid: draw.chance(60),
      lines: someLines(draw),
      internal_note: draw.chance(20) ? 'Ask before sending.' : undefined,
    };
  },
  name: 'invoices',
  endpoint: 'Invoice',
  key: 'invoices',
  scope: 'read:invoices',
  first: 101,
  customer: 'client_id',
  archived: 'never',
  edited: 'invoicenumber',
  search: ['invoicenumber'],
  row(record, { dates, parameters, clientName, siteName }) {
    const total = amountOf(record.lines);
    return {
      id: record.id,
      use: 'invoice',
      client_id: record.client_id,
      client_name: clientName(record.client_id),
      sitenumber: record.site_id,
      site_name: siteName(record.site_id),
      invoicenumber: record.invoicenumber,
      posted: record.paid,
      invoice_date: dates.stored(record.invoice_date),
      duedate: dates.stored(record.invoice_date + MONTH_MS),
      datepaid: dates.stored(record.paid ? record.invoice_date + MONTH_MS / 2 : undefined, '1900-01-01T00:00:00'),
      date_created: dates.stored(record.invoice_date),
      last_modified: dates.stored(record.last_update),
      revenue: total,
      tax_total: total * 0.2,
      total: total * 1.2,
      amountpaid: record.paid ? total * 1.2 : 0,
      amountdue: record.paid ? 0 : total * 1.2,
      paymentstatus: record.paid ? 2 : 0,
      paymentterms: 30,
      currency_code_name: 'GBP',
      contract_id: -1,
      invoicetype: 0,
      is_recurring_invoice: false,
      internal_note: record.internal_note,
      lines: parameters.flag('includelines') ? invoiceLines(record.lines) : undefined,
      customfields: [],
    };
  },
  detail: (record) => ({ lines: invoiceLines(record.lines) }),
});
