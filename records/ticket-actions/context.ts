import { toAgentId, toId, type HaloRow } from '../../halo/values/rows.js';
import { cleanText } from '../../halo/values/texts.js';
import type { MappingContext, Remark } from '../contract.js';
import { Overrides } from '../overrides.js';
import type { Settings } from '../settings.js';

/** What an action's fields need that is not in its row. */
export interface ActionContext {
  /** What the connection's metadata says of authors, and of what was done. */
  readonly authorKinds: Overrides<'agent' | 'contact' | 'system'>;
  readonly privateOutcomes: Overrides<boolean>;
  readonly emailDirections: Overrides<'incoming' | 'outgoing'>;
  /** Called for values whose meaning is not known. */
  readonly remark: Remark;
}

/** The settings that decide what is in the record of an action. */
export const actionSettings = [
  'author_kinds',
  'private_outcomes',
  'email_directions',
] as const satisfies readonly (keyof Settings)[];

/** What the fields of actions need, by the settings of a connection. */
export function actionContext({ settings, remark }: Pick<MappingContext, 'settings' | 'remark'>): ActionContext {
  return {
    authorKinds: new Overrides(settings.author_kinds),
    privateOutcomes: new Overrides(settings.private_outcomes),
    emailDirections: new Overrides(settings.email_directions),
    remark,
  };
}

/** The id and the name of an action's outcome, under which a setting may mention it. */
export function outcomeOf(row: HaloRow): readonly [id: string | undefined, name: string | undefined] {
  return [toId(row['outcome_id'])?.toString(), textIn(row, 'outcome')];
}

/** The id of an action's author, if it is an agent, and its name. */
export function authorOf(row: HaloRow): readonly [id: string | undefined, name: string | undefined] {
  return [toAgentId(row['who_agentid'])?.toString(), textIn(row, 'who')];
}

/** Halo's own value as a setting writes it: "who_type 3"; `undefined` where the row has none. */
export function valueOf(row: HaloRow, key: string): string | undefined {
  const value = row[key];
  const text = typeof value === 'string' || typeof value === 'number' ? cleanText(String(value)) : undefined;
  return text === undefined ? undefined : `${key} ${text}`;
}

function textIn(row: HaloRow, key: string): string | undefined {
  const text = row[key];
  return typeof text === 'string' ? cleanText(text) : undefined;
}
