import { toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { idTexts } from '../../halo/values/id-texts.js';
import type { OptionalLists } from '../../halo/lists/optional-lists.js';
import type { HaloList } from '../../halo/lists/description.js';
import type {
  Complain,
  MappingContext,
  RecordSource,
  Remark,
  RowMapper,
  RowSelection,
  SavedRecord,
} from '../contract.js';
import { agentList } from '../agents.js';
import { lookUps } from '../look-ups.js';
import type { Settings } from '../settings.js';
import type { TicketContext } from './context.js';
import { isTicketKind, type TicketKind } from './kind.js';
import { TicketNames } from './names.js';
import { SlaStates } from './sla-states.js';
import { queryRoom, selectTickets } from './selection.js';
import { chosenFields, isChosen, unknownFields, withChosen, type ChosenFields } from './chosen-fields.js';
import { readWebAddress } from './web-address.js';

/** A model of rows of the table of tickets. */
interface TicketModel {
  readonly name: string;
  readonly readings: string;
  readonly parameters: Readonly<Record<string, string>>;
  map(row: HaloRow, context: TicketContext, complain: Complain): SavedRecord;
}

interface TicketSourceOptions {
  /** What a record of this type is while nothing tells the kind of its row. */
  readonly kind: TicketKind;
  /** Whether rows of this kind belong to the record type. */
  readonly keepsKind: (kind: TicketKind, settings: Settings) => boolean;
  /** The settings that `keepsKind` looks at. */
  readonly kindSettings?: readonly (keyof Settings)[];
}

/**
 * A record type of the table of tickets. Which of the three lists shows which rows differs from build to build
 * (halo-api.md §13.17), so that each record type leaves out the kinds that are not its own: a project is in one of them
 * wherever it is listed.
 */
export function ticketSource(
  model: TicketModel,
  list: HaloList,
  { kind: usualKind, keepsKind, kindSettings = [] }: TicketSourceOptions,
): RecordSource {
  return {
    model: model.name,
    list,
    readings: model.readings,
    depends: [
      'customers',
      'ticket_types',
      'tickets_since',
      ...kindSettings,
      'status_categories',
      'priority_levels',
      'sla_states',
      'custom_fields',
    ],
    select: selectTickets,
    openMapper: (context) => openMapper(model, context, usualKind, (kind) => keepsKind(kind, context.settings)),
  };
}

/** The lists that only add to what tickets hold. */
const optionalLists = [
  lookUps.statuses,
  lookUps.openStatuses,
  lookUps.priorities,
  lookUps.ticketTypes,
  agentList,
  lookUps.customFields,
];

async function openMapper(
  model: TicketModel,
  { client, settings, connection, complain, remark }: MappingContext,
  usualKind: TicketKind,
  keepsKind: (kind: TicketKind) => boolean,
): Promise<RowMapper> {
  const names = new TicketNames(client, settings, remark, usualKind);
  const { lists } = names;
  const chosen = chosenFields(settings);
  const slaStates = new SlaStates(settings, remark);
  const context = { names, slaStates, webAddress: await readWebAddress(connection) };
  const [customFields = {}, ...supplements] = await customFieldParams(lists, chosen, remark);
  await lists.tell(connection);
  return {
    params: {
      // Names among them (halo-api.md §4.2); those that a build still leaves out are added from other lists.
      ...model.parameters,
      ...customFields,
    },
    supplements,
    lacking: () => lists.lacking,
    retry: (letters) => lists.retry(letters, optionalLists),
    async narrow(selection: RowSelection): Promise<RowSelection> {
      await names.loadTypes();
      await lists.tell(connection);
      return {
        ...selection,
        keeps: (row) => keepsKind(names.tellsKind(row) ? names.kind(row) : 'ticket'),
        doubts: (row) => !names.tellsKind(row),
        keepsRecord: ({ kind }) => isTicketKind(kind) && keepsKind(kind),
      };
    },
    async map(rows) {
      await names.load(rows);
      await lists.tell(connection);
      return rows.map((row) => model.map(withChosen(row, chosen), context, complain));
    },
  };
}

/** Said once a run, with the names. */
const unknownChosen = 'The setting "custom_fields" names custom fields of tickets that this Halo does not have:';

/**
 * Ticket lists carry custom fields only by their ids (halo-api.md §6.2, `include_custom_fields`).
 *
 * @returns the parameters of as many requests as it takes to name all fields, or those that the settings choose
 */
async function customFieldParams(
  lists: OptionalLists,
  chosen: ChosenFields,
  remark: Remark,
): Promise<Record<string, string>[]> {
  const read = await lists.read(lookUps.customFields);
  // usage 1 is "ticket"; system fields have negative ids and custom 0 (halo-api.md §6.2).
  const fields = (read ?? []).filter((field) => toInteger(field['usage']) === 1);
  if (read !== undefined) for (const name of unknownFields(fields, chosen)) remark(unknownChosen, name);
  const ids = fields.filter((field) => isChosen(field, chosen)).flatMap((field) => toId(field['id']) ?? []);
  ids.sort((a, b) => a - b);
  return idTexts(ids, queryRoom.customFields).map((text) => ({ include_custom_fields: text }));
}
