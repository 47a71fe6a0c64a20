import type { HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { invoiceLine } from './document-lines.js';
import { flag, instant, negativeRecordId, text } from './fields.js';
import { invoicedMatter, invoicedParty } from './invoice-fields.js';
import { recordSource } from './source.js';
import { nested } from './nested-fields.js';
import { inDetail } from './origin.js';

/** The model of a recurring invoice: what invoices are made from, period by period. */
export const RecurringInvoice = /* @__PURE__ */ defineRecord('RecurringInvoice', () => ({
  id: negativeRecordId(),
  ...invoicedParty(),
  is_disabled: flag('disabled', 'Whether no more invoices are made from it.'),
  period_name: text('periodname', 'How often an invoice is made from it.'),
  starts_at: instant('startdate', 'First day.'),
  ends_at: instant('enddate', 'Last day.'),
  next_invoice_at: instant('nextcreationdate', 'When the next invoice is made from it.'),
  last_invoice_at: instant('lastcreated', 'When the last invoice was made from it.'),
  ...invoicedMatter(),
  lines: nested('lines', 'Lines of each invoice.', invoiceLine(), inDetail),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where recurring invoices are listed. */
export const recurringInvoiceList = {
  name: 'recurring invoices',
  endpoint: '/RecurringInvoice',
  key: 'invoices',
  pageSize: 100,
  idOnly: 'idonly',
  idsCountDown: true,
  params: {},
  stamps: ['last_modified', 'date_created'],
  scope: 'read:invoices',
} as const satisfies HaloList;

/** Recurring invoices. */
export const recurringInvoices = /* @__PURE__ */ recordSource(RecurringInvoice, recurringInvoiceList, {
  customerField: 'client_id',
});
