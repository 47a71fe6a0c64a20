import { describe, history } from '../../../sandbox/halo/index.js';

/** Vehicles in the simulated tenant: all that adding a type takes there. */
export const tenantVehicles = describe({
  generate(draw, id, layout) {
    const { first, count } = layout.range('customers');
    return {
      ...history(layout, draw),
      registration: `AB${draw.int(90) + 10} CDE`,
      client_id: count === 0 ? 1 : first + draw.int(count),
      inactive: draw.chance(10),
      mileage: draw.int(200_000),
      purchasedate: draw.chance(70) ? layout.newest - draw.int(1000) * 86_400_000 : undefined,
      notes: `Key ${id} is in the office.`,
    };
  },
  name: 'vehicles',
  endpoint: 'Vehicle',
  key: 'vehicles',
  scope: 'read:assets',
  customer: 'client_id',
  search: ['registration'],
  dates: ['purchasedate', 'datecreated'],
  detailOnly: ['notes', 'datecreated'],
  edited: 'registration',
});
