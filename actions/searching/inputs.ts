import { z } from 'zod';

import { described } from '../../records/described.js';

/** What is the same in every function that searches. */
export const searching = {
  marks: { readOnly: true, idempotent: true, destructive: false },
  errors: ['halo_request_refused'],
} as const;

/** Words to look for. */
export function textInput(where: string) {
  return described(z.string().trim().min(2).max(200).optional(), `Words to look for in ${where}.`);
}

export function archivedInput() {
  return described(z.boolean().optional(), 'Include archived ones. Default: false.');
}

/** Which part of all that is found is answered. */
export function pageInput({ usual, most }: { readonly usual: number; readonly most: number }) {
  return {
    limit: described(
      z.int().min(1).max(most).optional(),
      `Number of records per page, at most ${most}. Default: ${usual}.`,
    ),
    cursor: described(
      z
        .string()
        .regex(/^[1-9]\d{0,5}$/)
        .optional(),
      'The next_cursor of the previous page.',
    ),
  };
}

/** What a search answers beside its records. */
export const pageOutput = {
  total: described(z.number().optional(), 'Total number of matches, as Halo counts them.'),
  next_cursor: described(z.string().optional(), 'Cursor of the next page; absent if there are no more records.'),
};
