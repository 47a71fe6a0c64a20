import { z } from 'zod';

import { toInteger } from '../halo/values/rows.js';
import { described } from './described.js';
import { computed } from './field.js';

/** 0 is done and -1 open (halo-api.md §6.12); nothing is known of other numbers. */
export const isCompleted = computed(
  ['isCompleted', 1, 'complete_status'],
  described(
    z.boolean().optional(),
    'Whether it is done; missing where Halo has a number of another meaning. Halo: complete_status.',
  ),
  (row) => {
    const status = toInteger(row['complete_status']);
    if (status === 0) return true;
    return status === -1 ? false : undefined;
  },
);
