import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { inDetail } from './origin.js';
import { partyFields } from './party-fields.js';

/** The model of a contract with a customer ("agreement" in Halo's interface). */
export const Contract = /* @__PURE__ */ defineRecord('Contract', () => ({
  id: recordId,
  reference: text('ref', 'Reference.'),
  further_reference: text('refextra', 'Second part of the reference.'),
  ...partyFields(),
  sla_id: reference('sla_id', 'Service level agreement.'),
  sla_name: text('sla_name', 'Name of the service level agreement.'),
  type_id: reference('contracttype', 'Type of the contract.'),
  type_name: text('contracttype_name', 'Name of the type.'),
  status_name: text('contract_status', 'Status, in words.'),
  started_at: instant('start_date', 'First day.'),
  ended_at: instant('end_date', 'Last day.'),
  is_active: flag('active', 'Whether it is active.'),
  is_started: flag('started', 'Whether it has started.'),
  is_expired: flagOrNo('expired', 'Whether it has ended.'),
  is_rolling: flag('rollingcontract', 'Whether it continues without an end date.', inDetail),
  billing_period_name: text('billing_period_string', 'How often it is invoiced.'),
  billing_description: text('billing_description_string', 'How it is billed.'),
  next_invoice_at: instant(['next_invoice_date', 'periodicinvoicenextdate'], 'When the next invoice is due.'),
  charge_per_period: quantity('periodchargeamount', 'Charge for each period.'),
  prepaid_total: quantity('contract_prepaytotal', 'Hours, or amount, that were paid in advance.', inDetail),
  prepaid_used: quantity('contract_prepayused', 'Of what was paid in advance, how much is used up.', inDetail),
  prepaid_balance: quantity('contract_prepaybalance', 'Of what was paid in advance, how much is left.', inDetail),
  prepaid_is_amount: flag(
    'contract_prepayasamount',
    'Whether these are amounts of money; otherwise they are hours.',
    inDetail,
  ),
  free_units: quantity('numberofunitsfree', 'Units that are free of charge.', inDetail),
  previous_contract_id: reference('previouscontract', 'Contract that it renews.'),
  sales_order_id: reference('salesorder_id', 'Sales order that it came from.'),
  notes: text('note', 'Notes.'),
  updated_at: instant('last_modified', 'When it was changed last.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where contracts are listed. */
export const contractList = {
  name: 'contracts',
  endpoint: '/ClientContract',
  key: 'contracts',
  pageSize: 100,
  params: archivedToo,
  stamps: ['last_modified'],
  scope: 'read:contracts',
} as const satisfies HaloList;

/** Contracts, ended ones included. */
export const contracts = /* @__PURE__ */ recordSource(Contract, contractList, { customerField: 'client_id' });
