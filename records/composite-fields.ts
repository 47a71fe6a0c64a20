import { z } from 'zod';

import { joinTime, readDate } from '../halo/values/dates.js';
import { isArray, isRow, markedRows, toAgentId, toId, toInteger } from '../halo/values/rows.js';
import { cleanText } from '../halo/values/texts.js';
import { described } from './described.js';
import { computed, malformed, type Field } from './field.js';
import { flag, quantity } from './fields.js';
import { inList, nameIn, type Origin } from './origin.js';

/** The id of what belongs to a ticket and is numbered in it (halo-api.md §6.1.3): the ticket's id and its own. */
export function idInTicket(description: string): Field<z.ZodString> {
  return computed(
    ['compositeId', 1, 'ticket_id', 'id'],
    described(z.string(), description),
    (row) => `${toId(row['ticket_id']) ?? 0}:${toId(row['id']) ?? 0}`,
  );
}

/** Ids of several other records, ascending; a list, or one text with commas. */
export function ids(
  key: string,
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodArray<z.ZodString>>> {
  return {
    schema: described(z.array(z.string()).optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['ids', 1, key],
    origin,
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const items: unknown = typeof value === 'string' ? value.split(',') : value;
      if (!isArray(items) || (typeof value === 'string' && items.some((item) => toInteger(item) === undefined))) {
        return malformed;
      }
      const found = items.flatMap((item: unknown) => toId(isRow(item) ? item['id'] : item) ?? []);
      return found.length === 0 ? undefined : found.sort((a, b) => a - b).map((id) => `${id}`);
    },
  };
}

/** A moment that Halo keeps in two fields: the day as midnight, and the time of day as `hh:mm:ss` (halo-api.md §6.1.2). */
export function dayAndTime(dayKey: string, timeKey: string, description: string): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(
      z.string().optional(),
      `${description} ISO 8601, UTC. ${nameIn(`${dayKey} with ${timeKey}`, inList)}`,
    ),
    reading: ['dayAndTime', 1, dayKey, timeKey],
    origin: inList,
    read(row, _context, complain) {
      const date = readDate(row[dayKey]);
      if (date === undefined) return malformed;
      const time = row[timeKey];
      if (date === null || time === undefined || time === null || time === '') return date ?? undefined;
      const joined = joinTime(date, time);
      if (joined === undefined) complain(timeKey);
      return joined ?? date;
    },
  };
}

/** A number where 0 means that none was chosen (impact and urgency, halo-api.md §6.3). */
export function chosenNumber(
  key: string,
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodNumber>> {
  const number = quantity(key, description, origin);
  return {
    ...number,
    reading: ['chosenNumber', 1, key],
    read(row, context, complain) {
      const value = number.read(row, context, complain);
      return value === 0 ? undefined : value;
    },
  };
}

/** Yes or no that Halo keeps as a number, of which 0 and less mean no (halo-api.md §6.1.4). */
export function numberAsFlag(key: string, description: string): Field<z.ZodOptional<z.ZodBoolean>> {
  const named = flag(key, description);
  return {
    ...named,
    reading: ['numberAsFlag', 1, key],
    read(row, context, complain) {
      const number = toInteger(row[key]);
      return number === undefined ? named.read(row, context, complain) : number > 0;
    },
  };
}

/** Words, which Halo keeps as one text with commas or as a list. */
export function tags(key: string, description: string): Field<z.ZodOptional<z.ZodArray<z.ZodString>>> {
  return {
    schema: described(z.array(z.string()).optional(), `${description} ${nameIn(key, inList)}`),
    reading: ['tags', 2, key],
    origin: inList,
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      const items: unknown[] | undefined = isArray(value)
        ? value
        : typeof value === 'string'
          ? value.split(',')
          : undefined;
      if (items === undefined) return malformed;
      const words = items.flatMap((item) => {
        const word = isRow(item) ? (item['text'] ?? item['name']) : item;
        return (typeof word === 'string' || typeof word === 'number' ? cleanText(`${word}`) : undefined) ?? [];
      });
      return words.length === 0 ? undefined : words;
    },
  };
}

/** A reference to an agent. */
export function agentReference(
  key: string,
  description: string,
  origin: Origin = inList,
): Field<z.ZodOptional<z.ZodString>> {
  return {
    schema: described(z.string().optional(), `${description} ${nameIn(key, origin)}`),
    reading: ['agentReference', 1, key],
    origin,
    read(row) {
      const value = row[key];
      if (value === undefined || value === null || value === '') return undefined;
      if (toInteger(value) === undefined) return malformed;
      const id = toAgentId(value);
      return id === undefined ? undefined : `${id}`;
    },
  };
}

/** How the rows of a list name other records. */
export interface Naming {
  /** The keys of the other record's id and name. */
  readonly id: string;
  readonly name: string;
  /** A flag that a row needs to count, where Halo lists all records and marks the selected ones. */
  readonly only?: string;
}

/** Rows that name another record each, as `{ id, name }`, in order of id. */
export function named(key: string, naming: Naming, description: string, origin: Origin = inList) {
  const item = z.object({ id: described(z.string(), 'Id.'), name: described(z.string().optional(), 'Name.') });
  const schema = described(z.array(item).optional(), `${description} ${nameIn(key, origin)}`);
  const { id: idKey, name: nameKey, only } = naming;
  const reading = ['named', 2, key, idKey, nameKey, ...(only === undefined ? [] : [only])] as const;
  return computed(
    reading,
    schema,
    (row) => {
      const value = row[key];
      if (!isArray(value)) return undefined;
      const rows = value.filter(isRow);
      const items = (only === undefined ? rows : markedRows(rows, only)).flatMap((entry) => {
        const id = toId(entry[idKey]);
        const name = typeof entry[nameKey] === 'string' ? cleanText(entry[nameKey]) : undefined;
        return id === undefined ? [] : [{ number: id, item: { id: `${id}`, ...(name === undefined ? {} : { name }) } }];
      });
      return items.length === 0 ? undefined : items.sort((a, b) => a.number - b.number).map((entry) => entry.item);
    },
    origin,
  );
}
