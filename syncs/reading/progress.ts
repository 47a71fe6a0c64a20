import { z } from 'zod';

import { described } from '../../records/described.js';
import { passStart, type PassProgress } from './pass.js';

/** The progress of a pass as fields of a checkpoint, which must be flat (nango-platform.md §3). */
export const progressFields = {
  page: described(z.number(), 'The next page of the pass under way.'),
  last_id: described(z.number(), 'The highest id that the pass has saved.'),
  total: described(z.number(), "The server's count with the last page."),
  size: described(z.number(), 'Rows a page that the server gives.'),
  count: described(z.number(), 'Ids that the pass has saved.'),
  sum: described(z.number(), 'Fingerprint of these ids.'),
  started: described(z.string(), "The server's time with the first answer of the pass."),
};

/** What a checkpoint that has room for it remembers of how long rows are. */
export const lengthFields = {
  longest: described(z.number(), 'Characters of the longest row that was read; 0 before any.'),
};

export const nothingMeasured = { longest: 0 };

export interface FlatProgress {
  page: number;
  last_id: number;
  total: number;
  size: number;
  count: number;
  sum: number;
  started: string;
}

export function toFlat({ position, digest, started }: PassProgress): FlatProgress {
  return {
    page: position.page,
    last_id: position.lastId,
    total: position.total,
    size: position.size,
    count: digest.count,
    sum: digest.sum,
    started,
  };
}

export function fromFlat({ page, last_id, total, size, count, sum, started }: FlatProgress): PassProgress {
  return { position: { page, lastId: last_id, total, size }, digest: { count, sum }, started };
}

/** True when an earlier execution saved rows of the pass. */
export function isUnderWay({ last_id }: Pick<FlatProgress, 'last_id'>): boolean {
  return last_id > 0;
}

/** The progress of no pass: the next one begins at page 1. */
export const noProgress: FlatProgress = toFlat(passStart);
