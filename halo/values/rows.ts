/** One object of Halo's JSON, of which nothing is believed before it is looked at. */
export type HaloRow = Readonly<Record<string, unknown>>;

/*
 * The runner's sandbox (`node:vm`) looks up a global each time it is named, which takes about a third of a microsecond. These
 * functions run for every field of every row, so their globals are named once (docs/decisions.md, "Speed").
 */
export const { isArray } = Array;
const { isSafeInteger } = Number;
const { hasOwn } = Object;

/** True for a JSON object (not an array, not null). */
export function isRow(value: unknown): value is HaloRow {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/**
 * A whole number as Halo writes ids: `21`, `21.0` (which JSON reads as 21) or `"21"`. Anything else is not an id.
 * Sites and users carry their parents' ids as decimals (halo-api.md §6.1.3).
 */
export function toInteger(value: unknown): number | undefined {
  if (typeof value === 'number') return isSafeInteger(value) ? value : undefined;
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim())) return Number(value);
  return undefined;
}

/**
 * The id of a row: a positive whole number under `key`. Zero and -1 mean "none" everywhere in Halo
 * (halo-api.md §6.1.3).
 */
export function toId(value: unknown): number | undefined {
  const id = toInteger(value);
  return id !== undefined && id > 0 ? id : undefined;
}

/** The agent with which Halo says that a record has none: "Unassigned" (halo-api.md §6.1.3). */
export const unassignedAgent = 1;

/** The id of an agent, `undefined` for Halo's "Unassigned". */
export function toAgentId(value: unknown): number | undefined {
  const id = toId(value);
  return id === unassignedAgent ? undefined : id;
}

/** Words that Halo was seen to write for a flag, or may write where it writes texts for values. */
const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** A flag as Halo writes it: true, false, 1, 0 or a word such as "Yes" (halo-api.md §6.1.4, §6.2). */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const word = `${value}`.trim().toLowerCase();
  return hasOwn(words, word) ? words[word] : undefined;
}

/**
 * The rows of a list that are marked with a flag, such as an agent's teams with `in_section`: Halo lists all teams there
 * (halo-api.md §6.8). Where no row has the flag at all, the list holds nothing but those that are meant.
 */
export function markedRows(rows: readonly HaloRow[], flag: string): readonly HaloRow[] {
  return rows.some((row) => row[flag] !== undefined) ? rows.filter((row) => readFlag(row[flag]) === true) : rows;
}
