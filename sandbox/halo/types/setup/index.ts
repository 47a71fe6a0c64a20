import { CLOSED_STATUSES } from '../../records/ticket.js';
import { ownFields, type RecordType } from '../../records/type.js';
import { chargeRates } from './charge-rates.js';
import { customFields } from './custom-fields.js';
import { table } from './table.js';
import { ASSET_FIELDS, ASSET_TYPES, CATEGORIES, OUTCOMES, PRIORITIES, SLAS, STATUSES, TICKET_TYPES } from './tables.js';

const statuses = table(
  {
    name: 'statuses',
    endpoint: 'Status',
    key: 'statuses',
    listed: ({ parameters }) =>
      parameters.flag('excludeclosed') ? [{ key: 'open', test: ({ id }) => !CLOSED_STATUSES.has(id) }] : [],
  },
  STATUSES,
);

const priorities = table(
  {
    name: 'priorities',
    endpoint: 'Priority',
    key: 'priorities',
    filters: { slaid: 'slaid' },
    // The id of a priority is a GUID (halo-api.md §6.9).
    itemKey: 'guid',
    // A priority that a test makes is one of its own in the first SLA.
    generate: (_draw, id, layout) => ({
      ...PRIORITIES[0],
      id,
      priorityid: id,
      guid: `00000002-0000-4000-8000-${String(id).padStart(12, '0')}`,
      last_update: layout.newest,
    }),
    recordKey: ({ slaid, priorityid }) => `${slaid}:${priorityid}`,
    row: ({ guid, ...record }, context) => ({ ...ownFields(record, [], context), id: guid }),
  },
  PRIORITIES,
);

/** The type's fields come with details; their ids are decimals in Halo's text (halo-api.md §6.1.3). */
const assetTypes = table(
  {
    name: 'asset-types',
    endpoint: 'AssetType',
    key: 'assettypes',
    detail: (_record, { parameters }) =>
      parameters.flag('includedetails')
        ? {
            fields: ASSET_FIELDS.map((field, index) => ({ ...field, id: index + 1, sequence: index + 1, type: 'X' })),
            field_list: ASSET_FIELDS.map((field) => ({ id: field.field_id, name: field.field_name, type: 0 })),
          }
        : {},
  },
  ASSET_TYPES,
);

/** `/AssetType`, `/Status` and the other tables that every token may read. */
export const setupTypes: readonly RecordType[] = [
  statuses,
  priorities,
  table({ name: 'ticket-types', endpoint: 'TicketType', key: 'tickettypes' }, TICKET_TYPES),
  table({ name: 'slas', endpoint: 'SLA', key: 'slas' }, SLAS),
  table({ name: 'categories', endpoint: 'Category', key: 'categories', edited: 'value' }, CATEGORIES),
  table({ name: 'outcomes', endpoint: 'Outcome', key: 'outcomes', edited: 'outcome' }, OUTCOMES),
  assetTypes,
  chargeRates,
  customFields,
];
