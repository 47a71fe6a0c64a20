import { CLOSED_STATUSES } from '../../records/ticket.js';
import type { Filter } from '../../records/selection.js';
import { ownFields, type ListRequest, type RecordType } from '../../records/type.js';
import { chargeRates } from './charge-rates.js';
import { customFields } from './custom-fields.js';
import { table } from './table.js';
import { ASSET_FIELDS, ASSET_TYPES, CATEGORIES, OUTCOMES, PRIORITIES, SLAS, STATUSES, TICKET_TYPES } from './tables.js';

const statuses = table(
  {
    name: 'statuses',
    endpoint: 'Status',
    key: 'statuses',
    listed: (request) => [
      ...(request.parameters.flag('excludeclosed')
        ? [{ key: 'open', test: ({ id }: { id: number }) => !CLOSED_STATUSES.has(id) }]
        : []),
      ...ofTicketType(request, [5, 25]),
    ],
  },
  STATUSES,
);

/** The problem's type, which has fewer statuses and outcomes than the others. */
const NARROW_TYPE = 4;

/** What a ticket type has, where the tenant honours `tickettype_id`; `showall` brings all. */
function ofTicketType({ parameters, switches }: ListRequest, missing: readonly number[]): Filter<{ id: number }>[] {
  const isNarrow = parameters.number('tickettype_id') === NARROW_TYPE && !parameters.flag('showall');
  if (!isNarrow || switches.ticketTypeLists === 'ignored') return [];
  return [{ key: 'narrow', test: ({ id }) => !missing.includes(id) }];
}

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
  table(
    {
      name: 'outcomes',
      endpoint: 'Outcome',
      key: 'outcomes',
      edited: 'outcome',
      listed: (request) => ofTicketType(request, [4]),
    },
    OUTCOMES,
  ),
  assetTypes,
  chargeRates,
  customFields,
];
