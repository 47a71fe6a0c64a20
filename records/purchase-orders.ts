import type { HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { documentFields } from './document-fields.js';
import { purchaseOrderLine } from './document-lines.js';
import { externalId, flag, instant, quantity, recordId, reference, text } from './fields.js';
import { nested } from './nested-fields.js';
import { inDetail } from './origin.js';

/** The model of a purchase order: what is ordered from a supplier. */
export const PurchaseOrder = /* @__PURE__ */ defineRecord('PurchaseOrder', () => ({
  id: recordId,
  ...documentFields(),
  ordered_at: instant('date', 'Date of the order.'),
  supplier_id: reference('supplier_id', 'Supplier.'),
  supplier_name: text('supplier_name', 'Name of the supplier.'),
  reference: text('po_ref', 'Reference.'),
  third_party_number: text('3rd_party_ponumber', 'Number in the accounting product.'),
  sent_at: instant('datesent', 'When it was sent to the supplier.'),
  expected_at: instant('est_delivery_date', 'When delivery is expected.'),
  due_at: instant('duedate', 'When it is to be paid.'),
  received_status_code: quantity('goodsin_status', 'What has been received, by number.'),
  approval_status_code: quantity('approval_status', 'State of the approval, by number.'),
  net_amount: quantity('price', 'Amount before taxes.'),
  tax_amount: quantity('tax_total', 'Taxes.'),
  total_amount: quantity('total', 'Amount with taxes.'),
  currency_code: text('currency_code_name', 'Currency.'),
  sales_order_id: reference('salesorder_id', 'Sales order that it is for.'),
  is_delivered_to_us: flag('deliver_to_us', 'Whether the supplier delivers to us rather than to the customer.'),
  notes: text('note', 'Notes.'),
  lines: nested('lines', 'What is ordered.', purchaseOrderLine(), inDetail),
  updated_at: instant('last_update_time', 'When it was changed last.'),
  xero_id: externalId('xero_id', 'Id in Xero.'),
  quickbooks_id: externalId('qbo_id', 'Id in QuickBooks.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where purchase orders are listed. */
export const purchaseOrderList = {
  name: 'purchase orders',
  endpoint: '/PurchaseOrder',
  key: 'purchaseorders',
  pageSize: 100,
  params: {},
  stamps: ['last_update_time'],
  scope: 'read:pos',
} as const satisfies HaloList;

/** Purchase orders. */
export const purchaseOrders = /* @__PURE__ */ recordSource(PurchaseOrder, purchaseOrderList, {
  customerField: 'client_id',
});
