import type { HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { documentFields } from './document-fields.js';
import { quotationLine } from './document-lines.js';
import { instant, quantity, recordId, reference, text } from './fields.js';
import { nested } from './nested-fields.js';
import { askedWith, inDetail } from './origin.js';

/** The model of a quotation. */
export const Quotation = /* @__PURE__ */ defineRecord('Quotation', () => ({
  id: recordId,
  ...documentFields(),
  quoted_at: instant('date', 'Date of the quotation.'),
  expires_at: instant('expiry_date', 'Last day on which it can be accepted.'),
  approval_state_code: quantity('approvalstate', "State of the customer's approval, by number."),
  approved_at: instant('approvaldatetime', 'When the customer approved or refused it.'),
  approver_name: text('approvalname', 'Name of the person who approved or refused it.'),
  approver_email: text('approvalemailaddress', 'E-mail address of that person.'),
  approval_note: text('approvalnote', 'What that person wrote.'),
  net_amount: quantity('revenue', 'Amount before taxes.'),
  tax_amount: quantity('tax_total', 'Taxes.'),
  total_amount: quantity('total', 'Amount with taxes.'),
  currency_code: text('currency_code_name', 'Currency.'),
  purchase_order_number: text('ponumber', "Number of the customer's order."),
  sales_order_id: reference('salesorder_id', 'Sales order that came of it.'),
  notes: text('note', 'Notes.'),
  lines: nested('lines', 'What is offered.', quotationLine(), askedWith('includelines')),
  updated_at: instant('last_update_time', 'When it was changed last.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where quotations are listed. */
export const quotationList = {
  name: 'quotations',
  endpoint: '/Quotation',
  key: 'quotes',
  pageSize: 100,
  params: {},
  stamps: ['last_update_time'],
  scope: 'read:quotes',
} as const satisfies HaloList;

/** Quotations. */
export const quotations = /* @__PURE__ */ recordSource(Quotation, quotationList, { customerField: 'client_id' });
