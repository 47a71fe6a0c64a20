import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Origin } from '../../records/origin.js';

/** What is known of a field of real rows (docs/reference/halo-fields.md). */
export interface CensusField {
  /** `list`, `list only`, `detail`, or the parameter that makes list rows carry it. */
  readonly where: string;
  readonly type: string;
}

const page = readFileSync(fileURLToPath(new URL('../../docs/reference/halo-fields.md', import.meta.url)), 'utf8');

/** By model, Halo's fields by name. */
export const census: ReadonlyMap<string, ReadonlyMap<string, CensusField>> = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const rows = section.matchAll(/^\| `(\w+)`\s*\| `?([\w ]+?)`?\s*\| ([\w ]+?)\s*\|/gm);
      const fields = [...rows].map(
        ([, name = '', where = '', type = '']) => [name, { where, type }] satisfies [string, CensusField],
      );
      return [/^Model: `(\w+)`/m.exec(section)?.[1] ?? '', new Map(fields)];
    }),
);

/** Models whose rows are those of another one: one table of Halo's (halo-api.md §6.10, §6.12). */
const sharedRows: Readonly<Record<string, string>> = {
  Project: 'Ticket',
  Opportunity: 'Ticket',
  TimeEntry: 'TicketAction',
};

/** The fields of a model's rows. */
export function censusOf(model: string): ReadonlyMap<string, CensusField> {
  const fields = census.get(sharedRows[model] ?? model);
  if (!fields) throw new RangeError(`docs/reference/halo-fields.md has no table for the model ${model}`);
  return fields;
}

/** Where the page says that a field is, as models declare it. */
export function originOf({ where }: CensusField): string {
  return where === 'list only' ? 'list' : where;
}

/** What a model declares, in the page's words. */
export function placeOf(origin: Origin): string {
  return typeof origin === 'string' ? origin : origin.parameter;
}

interface Declared {
  readonly name: string;
  readonly readings: string;
  readonly origins: Readonly<Record<string, Origin>>;
}

/** Fields of a model that are not where the page says that Halo gives them, as sentences. */
export function misplaced({ name, readings, origins }: Declared): string[] {
  const fields = censusOf(name);
  return readings.split('\n').flatMap((line) => {
    const [field = '', ...words] = line.split(/[: ]+/);
    // A reader and its version alone: it reads nothing of the row.
    if (words.length === 2) return [];
    const known = words.flatMap((word) => fields.get(word) ?? []);
    const declared = placeOf(origins[field] ?? 'list');
    if (known.length === 0) return [`${field}: no field that it reads is on the page`];
    if (known.some((one) => originOf(one) === declared)) return [];
    return [`${field}: declared as ${declared}, and Halo gives it as ${known.map(originOf).join(' or ')}`];
  });
}

const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  int: (value) => Number.isInteger(value),
  decimal: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  // Ids of other products come as numbers too, and references as either.
  text: (value) => typeof value === 'string' || typeof value === 'number',
  GUID: (value) => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value),
  time: (value) => typeof value === 'string' && /^\d\d:\d\d:\d\d$/.test(value),
  list: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
};

/**
 * What a row holds that the page does not have in such rows, as sentences.
 *
 * @param asked the parameters that the list was asked with; `undefined` for a detail
 */
export function strangeFields(
  model: string,
  row: Readonly<Record<string, unknown>>,
  asked: readonly string[] | undefined,
): string[] {
  const fields = censusOf(model);
  return Object.entries(row).flatMap(([name, value]) => {
    const known = fields.get(name);
    if (!known) return [`${name}: not on the page`];
    if (asked === undefined ? known.where === 'list only' : !['list', 'list only', ...asked].includes(known.where)) {
      // One tenant's list rows say that custom fields are null (halo-api.md §6.1.1).
      return value === null && name === 'customfields' ? [] : [`${name}: is in ${known.where}`];
    }
    return value === null || shapes[known.type]?.(value) === true ? [] : [`${name}: is no ${known.type}`];
  });
}
