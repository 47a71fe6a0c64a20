import { instant, quantity, reference, text } from './fields.js';

// Functions, so that the bundles of other syncs leave them out (docs/decisions.md, "The layout").

/** To whom an invoice, or a recurring invoice, is made out (halo-api.md §6.12). */
export const invoicedParty = () => ({
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
});

/** What it comes to, and what it is for. */
export const invoicedMatter = () => ({
  net_amount: quantity('revenue', 'Amount before taxes.'),
  tax_amount: quantity('tax_total', 'Taxes.'),
  total_amount: quantity('total', 'Amount with taxes.'),
  payment_terms: quantity('paymentterms', 'Payment terms, in days.'),
  currency_code: text('currency_code_name', 'Currency.'),
  reference: text('reference', 'Reference.'),
  order_number: text('order_number', 'Number of the order.'),
  customer_order_number: text('cust_order_number', "Number of the customer's order."),
  contract_id: reference('contract_id', 'Contract that is invoiced.'),
  contract_reference: text('contract_ref', 'Reference of the contract.'),
  ticket_id: reference('ticket_id', 'Ticket that is invoiced.'),
  sales_order_id: reference('salesorder_id', 'Sales order that is invoiced.'),
  internal_note: text('internal_note', 'Note that customers do not see.'),
  created_at: instant('date_created', 'When it was created.'),
  updated_at: instant('last_modified', 'When it was changed last.'),
});
