import { archivedToo, type HaloList } from '../../../halo/lists/description.js';
import { defineRecord } from '../../../records/define.js';
import { flagOrNo, instant, quantity, recordId, reference, text } from '../../../records/fields.js';
import { recordSource } from '../../../records/source.js';

/** The record file of a type that Halo does not have: all that adding a type takes in `records/`. */
export const Vehicle = /* @__PURE__ */ defineRecord('Vehicle', () => ({
  id: recordId,
  plate: text('registration', 'Number plate.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  mileage: quantity('mileage', 'Distance driven.'),
  bought_at: instant('purchasedate', 'When it was bought.'),
}));

/** Where vehicles would be listed. */
export const vehicleList = {
  name: 'vehicles',
  endpoint: '/Vehicle',
  key: 'vehicles',
  pageSize: 100,
  idOnly: 'idonly',
  params: archivedToo,
  stamps: [],
  scope: 'read:assets',
} as const satisfies HaloList;

/** Vehicles, archived ones included. */
export const vehicles = /* @__PURE__ */ recordSource(Vehicle, vehicleList, { customerField: 'client_id' });
