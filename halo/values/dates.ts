/**
 * Halo's dates are ISO 8601 without a zone and mean UTC, or carry a `Z`; they have up to seven decimals, and all forms
 * occur in one body (halo-api.md §6.1.2).
 */
const haloDate = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A date without a time zone, or in UTC, on a day that exists in every year. Nearly all dates are like this, and need no
 * check.
 */
const plainDate =
  /^\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z?$/;

/** Years before this one are Halo's ways to say "no date": 1899-12-30, 1900-01-01, 0001-01-01 (halo-api.md §6.1.2). */
const afterSentinels = '1981';

/**
 * Reads a date of Halo's.
 *
 * @returns ISO 8601 in UTC with milliseconds and `Z`; `null` for a value that means "no date" (a sentinel, an empty
 * string, null, missing); `undefined` for what is no date at all.
 */
export function readDate(value: unknown): string | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'string') return undefined;
  if (plainDate.test(value)) return value < afterSentinels ? null : complete(value);
  const parts = haloDate.exec(value.trim());
  if (!parts) return undefined;
  const [, year = '', month, day, hour = '00', minute = '00', second = '00', fraction, zone = 'Z'] = parts;
  if (year < afterSentinels) return null;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}.${toMilliseconds(fraction)}`;
  const instant = new Date(`${wall}${colonZone(zone)}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  // Date accepts 31 February and rolls over to March; a rolled-over day is no date, in whatever zone.
  if (new Date(`${wall}Z`).getUTCDate() !== Number(day)) return undefined;
  return instant.toISOString();
}

const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d+)?$/;

/**
 * The moment of a day and a time of day, `hh:mm:ss`, joined as UTC (halo-api.md §6.1.2). A date that has a time itself
 * is not a day: it stays.
 *
 * @param date as `readDate` gives it
 * @returns `undefined` for what is no time of day
 */
export function joinTime(date: string, time: unknown): string | undefined {
  if (typeof time !== 'string' || !timeOfDay.test(time)) return undefined;
  return date.endsWith('T00:00:00.000Z') ? `${date.slice(0, 11)}${time.slice(0, 8)}.000Z` : date;
}

/** Gives a plain date three decimals and a `Z`; nearly all have the one or both already, or no decimals at all. */
function complete(value: string): string {
  if (value.length === 19) return `${value}.000Z`;
  const end = value.endsWith('Z') ? value.length - 1 : value.length;
  if (end === 23) return end === value.length ? `${value}Z` : value;
  return `${value.slice(0, 19)}.${toMilliseconds(value.slice(20, end))}Z`;
}

function toMilliseconds(fraction = ''): string {
  return fraction.padEnd(3, '0').slice(0, 3);
}

function colonZone(zone: string): string {
  return zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/**
 * Writes a date as `lastupdatefromdate` takes it: UTC without a zone, in seconds. Both forms are proven on live
 * tenants; the zoneless one is pinned by a test of a live client (halo-api.md §5.1).
 */
export function toFilterDate(isoDate: string): string {
  return new Date(isoDate).toISOString().slice(0, 19);
}

/** Shifts an ISO date by milliseconds. */
export function shiftDate(isoDate: string, milliseconds: number): string {
  return new Date(Date.parse(isoDate) + milliseconds).toISOString();
}
