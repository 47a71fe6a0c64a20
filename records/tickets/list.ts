import type { HaloList } from '../../halo/lists/description.js';

// The three lists read one table and take the same parameters (halo-api.md §4.1, §6.12).
const ofTickets = {
  key: 'tickets',
  pageSize: 100,
  idOnly: 'ticketidonly',
  params: {},
  hasLongTexts: true,
  stamps: ['last_update', 'lastupdate', 'flastupdate', 'lastactiondate', 'dateoccurred', 'dateclosed'],
} as const;

/** Where tickets are listed. */
export const ticketList = {
  ...ofTickets,
  name: 'tickets',
  endpoint: '/Tickets',
  scope: 'read:tickets',
} as const satisfies HaloList;

/** Where projects are listed. */
export const projectList = {
  ...ofTickets,
  name: 'projects',
  endpoint: '/Projects',
  scope: 'read:projects',
} as const satisfies HaloList;

/** Where opportunities are listed. */
export const opportunityList = {
  ...ofTickets,
  name: 'opportunities',
  endpoint: '/Opportunities',
  scope: 'read:crm',
} as const satisfies HaloList;
