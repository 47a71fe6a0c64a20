import { readListAnswer } from '../../halo/lists/answer.js';
import { customFieldName, customFieldTypeOf } from '../../halo/values/custom-fields.js';
import type { CustomFieldType } from '../../halo/values/custom-values.js';
import { isRow, toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { ownerLists, usageOf, type Owner } from '../custom-fields/owners.js';
import { readFilters } from '../searching/filters.js';
import { readOne } from '../writing/read-one.js';
import type { Wanted } from './choices.js';
import { choiceKinds, customFieldsOf, type Choice, type ChoiceKind } from './kinds.js';

export const optionKinds = [
  'statuses',
  'priorities',
  'ticket_types',
  'categories',
  'outcomes',
  'slas',
  'teams',
  'agents',
  'custom_fields',
  'asset_types',
  'charge_rates',
] as const;

export type OptionKind = (typeof optionKinds)[number];

/** Something that can be chosen, as callers get it. */
export interface Option {
  id: string;
  name: string;
  also_called?: string[];
  is_inactive?: boolean;
  sla_id?: string;
  level?: number;
  email?: string;
  type?: CustomFieldType;
  options?: { id: string; name?: string }[];
}

/** By what a list is narrowed. */
interface Narrowing {
  readonly ticket_type?: Wanted | undefined;
  readonly sla?: Wanted | undefined;
  readonly level?: number | undefined;
  readonly record_type?: Owner | undefined;
}

type Reader = (call: Call, narrowing: Narrowing) => Promise<readonly Option[]>;

/** How each kind is read. @throws InvalidInputError for a ticket type or SLA that the tenant does not know */
export const optionReaders: Readonly<Record<OptionKind, Reader>> = {
  statuses: ofTicketType(choiceKinds.status),
  outcomes: ofTicketType(choiceKinds.outcome),
  ticket_types: plain(choiceKinds.ticketType),
  slas: plain(choiceKinds.sla),
  teams: plain(choiceKinds.team),
  asset_types: plain(choiceKinds.assetType),
  charge_rates: plain(choiceKinds.chargeRate),
  agents: plain(choiceKinds.agent, ({ email }) => (typeof email === 'string' ? { email } : {})),
  categories: async (call, { level }) => {
    const all = await plain(choiceKinds.category, ({ type_id: type }) => withNumber('level', type))(call, {});
    return level === undefined ? all : all.filter((each) => each.level === level);
  },
  priorities: async (call, { sla }) => {
    const [wanted] = await readFilters(call, { sla }, [
      { field: 'sla', parameter: 'slaid', key: 'slaid', kind: choiceKinds.sla },
    ]);
    const all = await plain(choiceKinds.priority, slaOf)(call, {});
    return wanted === undefined ? all : all.filter((each) => each.sla_id === wanted.id);
  },
  custom_fields: async (call, { record_type: owner = 'ticket' }) => {
    const usage = owner === 'ticket' ? usageOf(owner, undefined) : usageOf(owner, await someRecord(call, owner));
    return usage === undefined ? [] : (await call.choices.all(customFieldsOf(usage))).map(fieldOption);
  },
};

function plain(kind: ChoiceKind, more: (row: HaloRow) => Partial<Option> = () => ({})): Reader {
  return async (call) => (await call.choices.all(kind)).map((choice) => ({ ...toOption(choice), ...more(choice.row) }));
}

function toOption({ id, name, aliases, row }: Choice): Option {
  const others = [...new Set(aliases)].filter((alias) => alias !== name);
  const isInactive = row['inactive'] === true || row['isdisabled'] === true;
  return {
    id,
    name,
    ...(others.length === 0 ? {} : { also_called: others }),
    ...(isInactive ? { is_inactive: true } : {}),
  };
}

/**
 * Those of a ticket type. `tickettype_id` is a parameter of both lists (halo-api.md §4.8), and is sent without what asks
 * for all.
 */
function ofTicketType(kind: ChoiceKind): Reader {
  return async (call, { ticket_type: type }) => {
    const [wanted] = await readFilters(call, { ticket_type: type }, [
      { field: 'ticket_type', parameter: 'tickettype_id', key: 'tickettype_id', kind: choiceKinds.ticketType },
    ]);
    if (wanted === undefined) return plain(kind)(call, {});
    const kept = Object.entries(kind.list.params).filter(([name]) => name !== 'showall');
    const list = { ...kind.list, params: { ...Object.fromEntries(kept), tickettype_id: wanted.id } };
    return plain({ ...kind, list })(call, {});
  };
}

function slaOf({ slaid }: HaloRow): Partial<Option> {
  const id = toId(slaid);
  return id === undefined ? {} : { sla_id: String(id) };
}

function withNumber(name: 'level', value: unknown): Partial<Option> {
  const number = toInteger(value);
  return number === undefined ? {} : { [name]: number };
}

/** A record of a type, because only the answer to a read of one shows custom fields (halo-api.md §6.2). */
async function someRecord(call: Call, owner: Owner): Promise<HaloRow | undefined> {
  const { name, endpoint, key, params } = ownerLists[owner];
  const { body } = await call.client.list(name, endpoint, {
    ...params,
    pageinate: 'true',
    page_no: '1',
    page_size: '1',
  });
  const id = toId(readListAnswer(name, key, body).rows[0]?.['id']);
  return id === undefined ? undefined : readOne(call, ownerLists[owner], String(id));
}

/** Named as records name it; the label, the column and the id are taken too. */
function fieldOption({ id, name, aliases, row }: Choice): Option {
  const shown = customFieldName(name);
  const values = Array.isArray(row['values']) ? row['values'].filter(isRow) : [];
  const options = values.flatMap((value) => {
    const number = toInteger(value['id']);
    if (number === undefined) return [];
    return [{ id: String(number), ...(typeof value['name'] === 'string' ? { name: value['name'] } : {}) }];
  });
  return {
    ...toOption({ id, name: shown, aliases: [...aliases, name], row }),
    type: customFieldTypeOf(row['type']),
    ...(options.length === 0 ? {} : { options }),
  };
}
