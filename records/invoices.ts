import type { HaloList } from '../halo/lists/lists.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { listedSource } from './listed.js';
import { invoiceLine } from './document-lines.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { nested } from './nested-fields.js';
import { askedWith, inDetail } from './origin.js';

/** The model of an invoice or a credit note. */
export const Invoice = /* @__PURE__ */ defineRecord('Invoice', () => ({
  id: recordId,
  number: text('invoicenumber', 'Number.'),
  third_party_number: text('thirdpartyinvoicenumber', 'Number in the accounting product.'),
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  site_id: reference('sitenumber', 'Site.'),
  site_name: text('site_name', 'Name of the site.'),
  contact_name: text('contactname', 'Name of the contact.'),
  billing_name: text('name', 'Name that the invoice is made out to.'),
  address_line_1: text('address1', 'Address.'),
  address_line_2: text('address2', 'Address, second line.'),
  address_city: text('address3', 'Address, usually the town.'),
  address_region: text('address4', 'Address, usually the county or state.'),
  address_postcode: text('address5', 'Address, the postcode.'),
  invoiced_at: instant('invoice_date', 'Date of the invoice.'),
  due_at: instant('duedate', 'When it is to be paid.'),
  sent_at: instant('datesent', 'When it was sent.'),
  posted_at: instant('dateposted', 'When it was posted to the accounting product.'),
  paid_at: instant('datepaid', 'When it was paid.'),
  is_posted: flag('posted', 'Whether it was posted to the accounting product.'),
  is_voided: flagOrNo('voided', 'Whether it was voided.'),
  type_code: quantity('invoicetype', 'Type, by number.'),
  net_amount: quantity('revenue', 'Amount before taxes.'),
  tax_amount: quantity('tax_total', 'Taxes.'),
  total_amount: quantity('total', 'Amount with taxes.'),
  paid_amount: quantity('amountpaid', 'Amount that was paid.'),
  due_amount: quantity('amountdue', 'Amount that is still to be paid.'),
  payment_status_code: quantity('paymentstatus', 'Status of the payment, by number.'),
  payment_terms: quantity('paymentterms', 'Payment terms, in days.'),
  currency_code: text('currency_code_name', 'Currency.'),
  reference: text('reference', 'Reference.'),
  order_number: text('order_number', 'Number of the order.'),
  customer_order_number: text('cust_order_number', "Number of the customer's order."),
  contract_id: reference('contract_id', 'Contract that is invoiced.'),
  contract_reference: text('contract_ref', 'Reference of the contract.'),
  ticket_id: reference('ticket_id', 'Ticket that is invoiced.'),
  sales_order_id: reference('salesorder_id', 'Sales order that is invoiced.'),
  recurring_invoice_id: text('recurring_invoice_id', 'Recurring invoice that it was made from.'),
  internal_note: text('internal_note', 'Note that customers do not see.'),
  lines: nested('lines', 'What is invoiced.', invoiceLine(), askedWith('includelines')),
  created_at: instant('date_created', 'When it was created.'),
  updated_at: instant('last_modified', 'When it was changed last.'),
  xero_id: externalId('xeroid', 'Id in Xero.'),
  quickbooks_id: externalId('qboid', 'Id in QuickBooks.'),
  custom_fields: customFields(inDetail),
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
export const invoices = /* @__PURE__ */ listedSource(Invoice, invoiceList, { customerField: 'client_id' });
