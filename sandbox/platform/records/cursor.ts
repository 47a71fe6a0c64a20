import { InvalidCursorError } from './types.js';

/** Where a row stands in the order in which consumers read: by time of modification, then by row id. */
export interface Position {
  /** Microseconds since 1970. A number holds them exactly until the year 2255. */
  at: number;
  /** Row id: a lower-case UUID. */
  id: string;
}

const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** As Postgres prints a `timestamptz` in JSON: no trailing zeros in the fraction, offset `+00:00`. */
export function formatMicroseconds(at: number): string {
  const seconds = new Date(Math.floor(at / 1000)).toISOString().slice(0, 19);
  const fraction = (at % 1_000_000).toString().padStart(6, '0').replace(/0+$/, '');
  return `${seconds}${fraction === '' ? '' : `.${fraction}`}+00:00`;
}

export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(`${formatMicroseconds(at)}||${id}`).toString('base64');
}

/** @throws InvalidCursorError when the text is not a cursor of a record store. */
export function decodeCursor(cursor: string): Position {
  const parts = Buffer.from(cursor, 'base64').toString('ascii').split('||');
  const [timestamp, id] = parts;
  const match = timestamp === undefined ? null : time.exec(timestamp);
  const [, seconds, fraction = '', offset] = match ?? [];
  if (parts.length !== 2 || id === undefined || !uuid.test(id) || seconds === undefined || offset === undefined) {
    throw new InvalidCursorError();
  }
  const milliseconds = Date.parse(`${seconds}${offset}`);
  if (Number.isNaN(milliseconds)) throw new InvalidCursorError();
  return { at: milliseconds * 1000 + Number(fraction.padEnd(6, '0')), id: id.toLowerCase() };
}

/** Negative when `a` comes first. */
export function comparePositions(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
