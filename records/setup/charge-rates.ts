import type { SetupList } from '../../halo/lists/description.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { flag, instant, quantity, recordId, reference } from '../fields.js';

/** The model of a charge rate: what an hour of some kind of work costs, in general, for a customer or for a contract. */
export const ChargeRate = /* @__PURE__ */ defineRecord('ChargeRate', () => ({
  id: recordId,
  charge_type_id: reference('charge_id', 'Kind of work, which time entries name.'),
  customer_id: reference('area', 'Customer, when it is for one only.'),
  contract_id: reference('contract_id', 'Contract, when it is for one only.'),
  rate: quantity('rate', 'Price of an hour.'),
  current_rate: quantity('current_rate', 'Current price of an hour.'),
  is_current: flag('current', 'Whether it is in force.'),
  minimum_hours: quantity('minimum', 'Minimum number of hours that are charged.'),
  increment_hours: quantity('increment', 'Hours are charged in steps of this size.'),
  out_of_hours_multiplier: quantity('oohmultiplier', 'Factor outside of working hours.'),
  weekend_multiplier: quantity('weekendmultiplier', 'Factor on weekends.'),
  holiday_multiplier: quantity('holidaymultiplier', 'Factor on holidays.'),
  is_for_travel: flag('use_for_travel', 'Whether it is for travel.'),
  is_for_mileage: flag('use_for_mileage', 'Whether it is for mileage.'),
  valid_from: instant('startdate', 'First day.'),
  valid_until: instant('expirydate', 'Last day.'),
}));

/** Where charge rates are listed. */
export const chargeRateList = {
  name: 'charge rates',
  endpoint: '/ChargeRate',
  key: 'chargerates',
  params: {},
} as const satisfies SetupList;

/** Charge rates. */
export const chargeRates: ReferenceSource = {
  model: ChargeRate,
  list: chargeRateList,
};
