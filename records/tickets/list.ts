import type { HaloList } from '../../halo/lists/lists.js';

/** Where tickets are listed. */
export const ticketList = {
  name: 'tickets',
  endpoint: '/Tickets',
  key: 'tickets',
  pageSize: 100,
  idOnly: 'ticketidonly',
  params: {},
  stamps: ['last_update', 'lastupdate', 'flastupdate', 'lastactiondate', 'dateoccurred', 'dateclosed'],
  scope: 'read:tickets',
} as const satisfies HaloList;
