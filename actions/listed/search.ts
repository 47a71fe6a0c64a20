import { z } from 'zod';

import type { Call } from '../call.js';
import { described } from '../../records/described.js';
import { matching, type Filter } from '../tickets/search-filters.js';
import type { ListedKind } from './kind.js';
import { readPage } from './page.js';

const usualSize = 25;

/** What every search of such records takes. */
export const searchInput = {
  include_archived: described(z.boolean().optional(), 'Archived ones too. Default: false.'),
  limit: described(z.int().min(1).max(50).optional(), `Records of one answer, at most 50. Default: ${usualSize}.`),
  cursor: described(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/)
      .optional(),
    'next_cursor of the answer before.',
  ),
};

/** Words to look for. */
export function textInput(where: string) {
  return described(z.string().trim().min(2).max(200).optional(), `Words to look for in ${where}.`);
}

/** What a search answers beside its records. */
export const pageOutput = {
  total: described(z.number().optional(), 'How many there are, as Halo counts them.'),
  next_cursor: described(z.string().optional(), 'For the next answer; missing when there are no more.'),
};

interface Search {
  readonly text?: string | undefined;
  readonly include_archived?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What is the same in every function that searches such records. */
export const searching = {
  marks: { readOnly: true, idempotent: true, destructive: false },
  errors: ['halo_request_refused'],
} as const;

/** A page of the records that fit. */
export async function search<Record>(
  call: Call,
  kind: ListedKind<Record>,
  { text, include_archived: isWhole = false, limit = usualSize, cursor = '1' }: Search,
  filters: readonly Filter[] = [],
): Promise<{ records: Record[]; page: { total?: number; next_cursor?: string } }> {
  const { rows, total, isLast } = await readPage(
    call,
    kind.list,
    {
      ...kind.carrying,
      ...Object.fromEntries(filters.map(({ parameter, id }) => [parameter, id])),
      ...(text === undefined ? {} : { search: text }),
      ...(isWhole ? {} : { includeinactive: 'false' }),
    },
    Number(cursor),
    limit,
  );
  const fitting = matching(rows, filters).filter((row) => isWhole || row['inactive'] !== true);
  return {
    records: await Promise.all(fitting.map((row) => kind.toRecord(call, row))),
    page: {
      ...(total === undefined ? {} : { total }),
      ...(isLast ? {} : { next_cursor: String(Number(cursor) + 1) }),
    },
  };
}
