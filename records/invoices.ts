import type { HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { invoiceLine } from './document-lines.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, text } from './fields.js';
import { invoicedMatter, invoicedParty } from './invoice-fields.js';
import { nested } from './nested-fields.js';
import { askedWith, inDetail } from './origin.js';

/** The model of an invoice or a credit note. */
export const Invoice = /* @__PURE__ */ defineRecord('Invoice', () => ({
  id: recordId,
  number: text('invoicenumber', 'Number.'),
  third_party_number: text('thirdpartyinvoicenumber', 'Number in the accounting product.'),
  ...invoicedParty(),
  invoiced_at: instant('invoice_date', 'Date of the invoice.'),
  due_at: instant('duedate', 'When it is to be paid.'),
  sent_at: instant('datesent', 'When it was sent.'),
  posted_at: instant('dateposted', 'When it was posted to the accounting product.'),
  paid_at: instant('datepaid', 'When it was paid.'),
  is_posted: flag('posted', 'Whether it was posted to the accounting product.'),
  is_voided: flagOrNo('voided', 'Whether it was voided.'),
  type_code: quantity('invoicetype', 'Type, by number.'),
  ...invoicedMatter(),
  paid_amount: quantity('amountpaid', 'Amount that was paid.'),
  due_amount: quantity('amountdue', 'Amount that is still to be paid.'),
  payment_status_code: quantity('paymentstatus', 'Status of the payment, by number.'),
  recurring_invoice_id: text('recurring_invoice_id', 'Recurring invoice that it was made from.'),
  lines: nested('lines', 'What is invoiced.', invoiceLine(), askedWith('includelines')),
  xero_id: externalId('xeroid', 'Id in Xero.'),
  quickbooks_id: externalId('qboid', 'Id in QuickBooks.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where invoices are listed. */
export const invoiceList = {
  name: 'invoices',
  endpoint: '/Invoice',
  key: 'invoices',
  pageSize: 100,
  idOnly: 'idonly',
  params: {},
  stamps: ['last_modified', 'date_created'],
  scope: 'read:invoices',
} as const satisfies HaloList;

/** Invoices and credit notes. */
export const invoices = /* @__PURE__ */ recordSource(Invoice, invoiceList, { customerField: 'client_id' });
