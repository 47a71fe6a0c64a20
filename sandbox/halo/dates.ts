import type { Switches } from './switches.js';

/** The three ways in which Halo writes "no date", each for its own fields (halo-api.md §6.1.2). */
export const SENTINEL = {
  audit: '1899-12-30T00:00:00',
  target: '1900-01-01T00:00:00',
  email: '0001-01-01T00:00:00',
} as const;

/** Reads a date as Halo does: ISO, and UTC if no zone is given. Undefined if it is not a date. */
export function parseDate(text: string): number | undefined {
  // More than three decimals are cut: JavaScript's own parser leaves them to the implementation.
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text.trim());
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = match ?? [];
  if (day === undefined) return undefined;
  const value = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(value) ? undefined : value;
}

const DAY_MS = 86_400_000;
const DAYS = new Map<number, string>();
const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/**
 * As `Date.prototype.toISOString`, in a third of the time: a page of tickets holds a thousand dates, and a benchmark
 * that reads a million rows should measure its client rather than this server.
 */
function toIso(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY_MS);
  let date = DAYS.get(day);
  if (date === undefined) {
    if (DAYS.size > 5000) DAYS.clear();
    date = new Date(day * DAY_MS).toISOString().slice(0, 11);
    DAYS.set(day, date);
  }
  const rest = milliseconds - day * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const two = (value: number): string => TWO_DIGITS[value] ?? '00';
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${date}${clock}.${String(1000 + (rest % 1000)).slice(1)}Z`;
}

/** Writes dates the way a reader of this tenant gets them (switches `dates` and `sentinelDates`). */
export class DateWriter {
  constructor(private readonly switches: Pick<Switches, 'dates' | 'sentinelDates' | 'storedDatesAheadMinutes'>) {}

  /** A value read from the database: naive, decimals without trailing zeros. */
  stored(milliseconds: number | undefined, sentinel?: string): string | undefined {
    if (milliseconds === undefined) return this.#none(sentinel);
    return this.#written(milliseconds + this.switches.storedDatesAheadMinutes * 60_000, 'naive');
  }

  /** A value that Halo computes (SLA targets): with `Z`, none or three decimals. */
  computed(milliseconds: number | undefined): string | undefined {
    return milliseconds === undefined ? this.#none() : this.#written(milliseconds, 'z');
  }

  /** Action times, cut to the minute with stray ticks (halo-api.md §6.1.2). */
  minute(milliseconds: number | undefined): string | undefined {
    if (milliseconds === undefined) return this.#none();
    return this.#written(Math.floor(milliseconds / 60_000) * 60_000, 'ticks');
  }

  #none(sentinel?: string): string | undefined {
    if (this.switches.sentinelDates === 'never') return undefined;
    if (this.switches.sentinelDates === 'everywhere') return sentinel ?? SENTINEL.target;
    return sentinel;
  }

  #written(milliseconds: number, captured: 'naive' | 'z' | 'ticks'): string {
    const iso = toIso(milliseconds);
    const form = this.switches.dates === 'captured' ? captured : this.switches.dates;
    switch (form) {
      case 'naive':
        return iso.endsWith('.000Z') ? iso.slice(0, -5) : iso.slice(0, -1).replace(/0+$/, '');
      case 'z':
        return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
      case 'ticks':
        return `${iso.slice(0, -1)}2286Z`;
      case 'offset':
        return `${iso.slice(0, -1)}+00:00`;
    }
  }
}
