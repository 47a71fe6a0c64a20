import type { SetupList } from '../halo/lists/lists.js';

/** The set-up lists that are read only for the names and the meaning of what records refer to (halo-api.md §4.8). */
export const lookUps = {
  statuses: { name: 'statuses', endpoint: '/Status', key: 'statuses', params: { showall: 'true' } },
  openStatuses: {
    id: 'openStatuses',
    name: 'statuses',
    endpoint: '/Status',
    key: 'statuses',
    params: { showall: 'true', excludeclosed: 'true' },
  },
  priorities: { name: 'priorities', endpoint: '/Priority', key: 'priorities', params: {} },
  ticketTypes: {
    id: 'ticketTypes',
    name: 'ticket types',
    endpoint: '/TicketType',
    key: 'tickettypes',
    params: { showall: 'true', showinactive: 'true' },
  },
  customFields: { id: 'customFields', name: 'custom fields', endpoint: '/FieldInfo', key: 'fields', params: {} },
} as const satisfies Record<string, SetupList>;
