import { flag, instant, quantity, reference, text } from '../fields.js';

/**
 * What an action says about the work that was done: how long it took, and what is charged for it (halo-api.md §6.10). A
 * function, so that the bundles of other syncs leave it out (docs/decisions.md, "The layout").
 */
export const workFields = () => ({
  started_at: instant('actionarrivaldate', 'When the work began.'),
  ended_at: instant('actioncompletiondate', 'When the work ended.'),
  time_taken_hours: quantity('timetaken', 'Work, in hours.'),
  adjusted_hours: quantity('timetakenadjusted', 'By how much the work was adjusted, in hours.'),
  charged_hours: quantity('actionchargehours', 'Work that is charged, in hours.'),
  charged_amount: quantity('actionchargeamount', 'Amount that is charged.'),
  prepaid_hours: quantity('actionprepayhours', 'Work that is taken from what was paid in advance, in hours.'),
  prepaid_amount: quantity('actionprepayamount', 'Amount that is taken from what was paid in advance.'),
  uncharged_hours: quantity('actionnonchargehours', 'Work that is not charged, in hours.'),
  invoice_number: text('actioninvoicenumber', 'Invoice that it is on.'),
  is_reviewed: flag('actreviewed', 'Whether it was reviewed for billing.'),
  non_billable_hours: quantity('nonbilltime', 'Non-billable work, in hours.'),
  travel_hours: quantity('traveltime', 'Travel, in hours.'),
  mileage: quantity('mileage', 'Distance travelled.'),
  is_billable: flag('actisbillable', 'Whether it is billed.'),
  charge_rate_id: reference('chargerate', 'Charge rate.'),
  contract_id: reference('action_contract_id', 'Contract that it counts against.'),
});
