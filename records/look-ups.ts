import type { SetupList } from '../halo/lists/description.js';
import { priorityList } from './setup/priorities.js';
import { statusList } from './setup/statuses.js';
import { ticketTypeList } from './setup/ticket-types.js';

/** The set-up lists that are read only for the names and the meaning of what records refer to (halo-api.md §4.8). */
export const lookUps = {
  statuses: statusList,
  openStatuses: {
    id: 'openStatuses',
    name: 'statuses',
    endpoint: '/Status',
    key: 'statuses',
    params: { showall: 'true', excludeclosed: 'true' },
  },
  priorities: priorityList,
  ticketTypes: ticketTypeList,
  customFields: { id: 'customFields', name: 'custom fields', endpoint: '/FieldInfo', key: 'fields', params: {} },
} as const satisfies Record<string, SetupList>;
