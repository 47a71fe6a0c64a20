import type { HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { documentFields } from './document-fields.js';
import { salesOrderLine } from './document-lines.js';
import { flag, instant, quantity, recordId, reference, text } from './fields.js';
import { nested } from './nested-fields.js';
import { inDetail } from './origin.js';

/** The model of a sales order: what a customer ordered. */
export const SalesOrder = /* @__PURE__ */ defineRecord('SalesOrder', () => ({
  id: recordId,
  ...documentFields(),
  ordered_at: instant('date', 'Date of the order.'),
  shipped_at: instant('ship_date', 'When it was, or will be, shipped.'),
  billed_customer_id: reference('client_to_invoice_to_id', 'Customer who is invoiced for it.'),
  net_amount: quantity('revenue', 'Amount before taxes.'),
  tax_amount: quantity('tax_total', 'Taxes.'),
  total_amount: quantity('total', 'Amount with taxes.'),
  cost_amount: quantity('cost', 'Cost.'),
  profit_amount: quantity('profit', 'Profit.'),
  outstanding_amount: quantity('outstanding_total', 'Amount that is not invoiced yet.'),
  currency_code: text('currency_code_name', 'Currency.'),
  purchase_order_number: text('po_number', "Number of the customer's order."),
  quotation_id: reference('quotation_id', 'Quotation that it came from.'),
  project_id: reference('project_faultid', 'Project that it is carried out in.'),
  is_not_invoiced: flag('do_not_invoice', 'Whether it is not to be invoiced.'),
  notes: text('note', 'Notes.'),
  lines: nested('lines', 'What is ordered.', salesOrderLine(), inDetail),
  updated_at: instant('last_update_time', 'When it was changed last.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where sales orders are listed. */
export const salesOrderList = {
  name: 'sales orders',
  endpoint: '/SalesOrder',
  key: 'salesorders',
  pageSize: 100,
  idOnly: 'idonly',
  params: {},
  stamps: ['last_update_time'],
  scope: 'read:sos',
} as const satisfies HaloList;

/** Sales orders. */
export const salesOrders = /* @__PURE__ */ recordSource(SalesOrder, salesOrderList, { customerField: 'client_id' });
