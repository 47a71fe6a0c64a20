import type { Draw } from '../random.js';
import type { Layout } from './layout.js';

export const YEAR_MS = 365 * 86_400_000;

/** When an untouched record was made and last changed. */
export function history(layout: Layout, draw: Draw): { datecreated: number; last_update: number } {
  const datecreated = layout.newest - YEAR_MS - draw.int(4 * YEAR_MS);
  return { datecreated, last_update: datecreated + draw.int(YEAR_MS) };
}
