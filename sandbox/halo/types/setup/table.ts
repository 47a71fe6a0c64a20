import { describe, type Description, type RecordOf, type RecordType } from '../../records/type.js';

type Named<Row> = Row & { readonly last_update: number };

/**
 * A set-up table: rows that every tenant has, in one bare array, with and without `pageinate` (halo-api.md §3.6). Every
 * token may read it, and nothing in it can be archived.
 */
export function table<Row extends { readonly id: number }>(
  description: Pick<Description<Named<Row>>, 'name' | 'endpoint' | 'key'> & Partial<Description<Named<Row>>>,
  rows: readonly [Row, ...Row[]],
): RecordType<RecordOf<Named<Row>>> {
  return describe<Named<Row>>({
    container: 'array',
    isWhole: true,
    isSeenByAll: true,
    archived: 'never',
    count: 0,
    fixed: rows.map((row) => ({ ...row, last_update: 0 })),
    // A tenant may be asked for more rows than the table has: those of the table stay what they are.
    generate: (_draw, id, layout) => ({
      ...(rows.find((row) => row.id === id) ?? rows[0]),
      id,
      last_update: layout.newest,
    }),
    ...description,
  });
}
