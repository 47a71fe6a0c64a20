import { table } from './table.js';

/** Rates in force since a day; 0 and an empty date where they are for everyone and for ever (halo-api.md §6.9). */
const rate = (id: number, charge_id: number, price: number, area = 0) => ({
  id,
  area,
  contract_id: -1,
  charge_id,
  startdate: '2019-01-09T00:00:00',
  rate: price,
  current_rate: price,
  current: true,
  minimum: 0.25,
  increment: 0.25,
  oohmultiplier: 1.5,
  weekendmultiplier: 2,
  holidaymultiplier: 2,
  contractmultiplier: 1,
  use_for_travel: false,
  use_for_mileage: false,
});

/** `/ChargeRate`: what an hour of some kind of work costs, for all customers and for single ones. */
export const chargeRates = table({ name: 'charge-rates', endpoint: 'ChargeRate', key: 'chargerates', edited: 'rate' }, [
  rate(1, 1, 90),
  rate(2, 2, 120),
  rate(3, 1, 80, 21),
  { ...rate(4, 3, 0.45), use_for_mileage: true },
]);
