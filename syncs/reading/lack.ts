import type { RowMapper } from '../../records/contract.js';

/** What records lack because lists that only add to them could not be read, and since when. */
export interface Lack {
  /** A letter for each of these lists. */
  letters: string;
  /** Records of rows that changed since then may lack it, ISO 8601; empty for all records. */
  since: string;
}

const minute = 60_000;

/** A fingerprint with what is lacking behind it: short, because both stand in one field of the checkpoint. */
export function withLack(fingerprint: string, { letters, since }: Lack): string {
  if (letters === '') return fingerprint;
  const minutes = since === '' ? 0 : Math.floor(Date.parse(since) / minute);
  return `${fingerprint}-${letters}${minutes}`;
}

/** The fingerprint alone. */
export function fingerprintOf(selection: string): string {
  return selection.split('-')[0] ?? '';
}

/** What is lacking; nothing where nothing is said. */
export function lackOf(selection: string): Lack {
  const [, letters = '', minutes = '0'] = /-([a-z]+)(\d+)$/.exec(selection) ?? [];
  const since = Number(minutes) === 0 ? '' : new Date(Number(minutes) * minute).toISOString();
  return { letters, since };
}

/** Both together, since the earlier of the two. */
export function joinLacks(known: Lack, found: Lack): Lack {
  if (found.letters === '') return known;
  if (known.letters === '') return found;
  const letters = [...new Set(known.letters + found.letters)].sort().join('');
  return { letters, since: known.since < found.since ? known.since : found.since };
}

/** Keeps account of what the records lack that an execution makes. */
export class LackNote {
  /** The watermark since which rows are read now; empty while all may be. */
  readSince = '';

  constructor(private readonly mapper: Pick<RowMapper, 'lacking'>) {}

  /** A letter for each list that could not be read. */
  get letters(): string {
    return this.mapper.lacking?.() ?? '';
  }

  /** The selection as the checkpoint holds it: the fingerprint, and what records lack, with what they lacked before. */
  noteIn(selection: string, fingerprint: string): string {
    const found = { letters: this.letters, since: this.readSince };
    return withLack(fingerprint, joinLacks(lackOf(selection), found));
  }
}
