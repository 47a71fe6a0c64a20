import { z } from 'zod';

import { isRow } from '../halo/values/rows.js';
import { cleanText } from '../halo/values/texts.js';
import { described } from './described.js';
import { computed } from './field.js';
import { inDetail, nameIn } from './origin.js';

/** The lines of Halo's addresses, of which the last two are usually the town and the county (halo-api.md §6.5). */
const lines = {
  line_1: ['line1', 'First line.'],
  line_2: ['line2', 'Second line.'],
  city: ['line3', 'Usually the town.'],
  region: ['line4', 'Usually the county or state.'],
  postcode: ['postcode', 'Postcode.'],
} as const;

/** An address, which only details have as an object of its own. */
export function address(key: string, description: string) {
  const shape = Object.fromEntries(
    Object.entries(lines).map(([name, [, words]]) => [name, described(z.string().optional(), words)]),
  );
  return computed(
    ['address', 1, key],
    described(z.object(shape).optional(), `${description} ${nameIn(key, inDetail)}`),
    (row) => {
      const value = row[key];
      if (!isRow(value)) return undefined;
      const found = Object.entries(lines).flatMap(([name, [line]]) => {
        const text = value[line];
        const clean = typeof text === 'string' ? cleanText(text) : undefined;
        return clean === undefined ? [] : [[name, clean] as const];
      });
      return found.length === 0 ? undefined : Object.fromEntries(found);
    },
    inDetail,
  );
}
