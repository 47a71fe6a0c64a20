import type { SetupList } from '../../halo/lists/description.js';
import { customFieldName } from '../../halo/values/custom-fields.js';
import { toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { cleanText } from '../../halo/values/texts.js';
import { agentList } from '../../records/agents.js';
import { lookUps } from '../../records/look-ups.js';
import { assetTypeList } from '../../records/setup/asset-types.js';
import { priorityKey } from '../../records/setup/priorities.js';
import { slaList } from '../../records/setup/slas.js';
import { teamList } from '../../records/teams.js';
import { FIELD_USAGE } from '../fields/usage.js';
import { choiceLists } from './choice-lists.js';

/** Something that can be chosen in Halo. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Other names that people use for it, such as the last part of a category's path. */
  readonly aliases: readonly string[];
  readonly row: HaloRow;
}

/** A list of what can be chosen, and how its rows are read. */
export interface ChoiceKind {
  /** What messages call one of them. */
  readonly name: string;
  readonly list: SetupList;
  /** @returns `undefined` for a row that nobody may choose */
  read(row: HaloRow): Choice | undefined;
}

/** A kind whose rows have an `id` and a name. */
function named(
  name: string,
  list: SetupList,
  key = 'name',
  aliases: (row: HaloRow) => readonly unknown[] = () => [],
  isFor: (row: HaloRow) => boolean = () => true,
): ChoiceKind {
  return {
    name,
    list,
    read: (row) => {
      const id = toId(row['id']);
      const title = textOf(row[key]);
      if (id === undefined || title === undefined || !isFor(row)) return undefined;
      return { id: String(id), name: title, aliases: aliases(row).flatMap((alias) => textOf(alias) ?? []), row };
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** @param level the one of the four that they must be of; a build that does not know the filter lists all (halo-api.md §2.2) */
function category(list: SetupList, level?: number): ChoiceKind {
  const isOfLevel = (row: HaloRow): boolean => level === undefined || (toInteger(row['type_id']) ?? level) === level;
  return named('category', list, 'value', (row) => [row['category_name']], isOfLevel);
}

/**
 * Custom fields of one kind of record. Only usage 1, tickets, is certain (halo-api.md §6.2): for other kinds, all fields
 * that are not of tickets can be meant.
 */
export function customFieldsOf(usage: number | 'other'): ChoiceKind {
  return named(
    'custom field',
    choiceLists.customFields,
    'name',
    (row) => [row['label'], customFieldName(textOf(row['name']) ?? '')],
    (row) => (usage === 'other' ? toInteger(row['usage']) !== FIELD_USAGE.tickets : toInteger(row['usage']) === usage),
  );
}

/** Types other than 0 are not for tickets, and the server's filter by type does not work (halo-api.md §4.8). */
const ofTickets = (row: HaloRow): boolean => (toInteger(row['type']) ?? 0) === 0;

export const choiceKinds = {
  status: named('status', lookUps.statuses, 'name', () => [], ofTickets),
  openStatus: named('status', lookUps.openStatuses, 'name', () => [], ofTickets),
  ticketType: named('ticket type', lookUps.ticketTypes),
  team: named('team', teamList),
  agent: named('agent', agentList, 'name', (row) => [row['email']]),
  outcome: named('outcome', choiceLists.outcomes, 'outcome', (row) => [row['buttonname']]),
  category: category(choiceLists.categories),
  sla: named('service level agreement', slaList),
  assetType: named('asset type', assetTypeList),
  chargeRate: named('charge rate', choiceLists.chargeRates),
  category1: category(choiceLists.categories1, 1),
  category2: category(choiceLists.categories2, 2),
  category3: category(choiceLists.categories3, 3),
  category4: category(choiceLists.categories4, 4),
  /** Tickets carry the number of a priority, which repeats in each SLA (halo-api.md §6.9); its record's id names both. */
  priority: {
    name: 'priority',
    list: lookUps.priorities,
    read: (row) => {
      const id = toId(row['priorityid']);
      const name = textOf(row['name']);
      if (id === undefined || name === undefined) return undefined;
      return { id: String(id), name, aliases: [priorityKey(row)].flatMap((key) => key ?? []), row };
    },
  },
} as const satisfies Record<string, ChoiceKind>;
