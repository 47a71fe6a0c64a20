import { z } from 'zod';

import { passStart, type PassProgress } from './pass.js';

/** The progress of a pass as fields of a checkpoint, which must be flat (nango-platform.md §3). */
export const progressFields = {
  page: z.number().describe('The next page of the pass under way.'),
  last_id: z.number().describe('The highest id that the pass has saved.'),
  total: z.number().describe("The server's count with the last page."),
  size: z.number().describe('Rows a page that the server gives.'),
  count: z.number().describe('Ids that the pass has saved.'),
  sum: z.number().describe('Fingerprint of these ids.'),
  started: z.string().describe("The server's time with the first answer of the pass."),
};

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
