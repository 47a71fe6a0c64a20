import type { Call } from '../call.js';
import { matching, type Filter } from '../searching/filters.js';
import { archivedInput, pageInput } from '../searching/inputs.js';
import { continuation, readPage } from '../searching/page.js';
import type { ResourceKind } from './kind.js';

const usual = 25;

/** What every search of such records takes. */
export const searchInput = { include_archived: archivedInput(), ...pageInput({ usual, most: 50 }) };

interface Search {
  readonly text?: string | undefined;
  readonly include_archived?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of the records that fit. */
export async function search<Record>(
  call: Call,
  kind: ResourceKind<Record>,
  { text, include_archived: isWhole = false, limit = usual, cursor = '1' }: Search,
  filters: readonly Filter[] = [],
): Promise<{ records: Record[]; page: { total?: number; next_cursor?: string } }> {
  const page = await readPage(
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
  const fitting = matching(page.rows, filters).filter((row) => isWhole || row['inactive'] !== true);
  return {
    records: await Promise.all(fitting.map((row) => kind.toRecord(call, row))),
    page: continuation(page, Number(cursor)),
  };
}
