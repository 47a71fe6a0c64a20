import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { readDate, toFilterDate } from '../values/dates.js';
import { FilterIgnoredError, OrderIgnoredError, PagingIgnoredError, UnusableRowError } from '../errors.js';
import type { HaloList } from './lists.js';
import { toId, type HaloRow } from '../values/rows.js';

/** Which rows of a list are wanted. */
export interface Selection {
  readonly params: Readonly<Record<string, string>>;
  /** Only rows changed at this instant or later (ISO 8601). */
  readonly changedSince?: string;
  /** True when a row satisfies `params`; a server that ignores a filter is found out by it. */
  readonly includes?: (row: HaloRow) => boolean;
}

export interface Page {
  rows: readonly HaloRow[];
  /** The ids of `rows`, ascending, in the same order. */
  ids: readonly number[];
  /** All rows that the server counts in the selection; `undefined` when it does not say. */
  total: number | undefined;
  /** Rows a page that the server says it gives; `undefined` when it does not echo it. */
  size: number | undefined;
  serverTime: string | undefined;
}

/** Zones and delayed stamps may shift a row's stamp; an ignored filter shows rows that are older by far. */
const stampTolerance = 24 * 60 * 60_000;

/**
 * Reads one page of a list in ascending order of id. A server that ignores paging, the order or a filter does so
 * without a word, so what came is checked against what was asked for.
 *
 * @param pageNumber from 1; sent even for page 1, without it Halo does not page (halo-api.md §3.1)
 * @throws PagingIgnoredError, OrderIgnoredError, FilterIgnoredError, UnusableRowError, UnreadableAnswerError and what
 * the client throws
 */
export async function readPage(
  client: HaloClient,
  list: HaloList,
  selection: Selection,
  pageNumber: number,
  pageSize: number,
): Promise<Page> {
  const answer = await client.list(list.name, list.endpoint, {
    ...selectionParams(list, selection),
    ...pageParams(pageNumber, pageSize),
  });
  const { rows, recordCount, pageSize: echoed } = readListAnswer(list.name, list.key, answer.body);
  if (rows.length > pageSize) {
    throw new PagingIgnoredError(list.name, `${rows.length} rows came where ${pageSize} were asked for`);
  }
  const ids = readIds(list, rows);
  checkFilter(list, selection, rows);
  const size = echoed !== undefined && echoed > 0 && echoed <= pageSize ? echoed : undefined;
  return { rows, ids, total: recordCount, size, serverTime: answer.serverTime };
}

/** The parameters that ask for one page, in ascending order of id. */
export function pageParams(pageNumber: number, pageSize: number): Record<string, string> {
  return {
    pageinate: 'true',
    page_no: String(pageNumber),
    page_size: String(pageSize),
    // orderdesc must be a literal true or false; any other value sorts ascending (halo-api.md §2).
    order: 'id',
    orderdesc: 'false',
  };
}

/** The parameters that select rows, without paging: shared with the id-only list. */
export function selectionParams(list: HaloList, selection: Selection): Record<string, string> {
  return {
    ...list.params,
    ...selection.params,
    ...(selection.changedSince === undefined ? {} : { lastupdatefromdate: toFilterDate(selection.changedSince) }),
  };
}

function readIds(list: HaloList, rows: readonly HaloRow[]): readonly number[] {
  let previous = 0;
  return rows.map((row) => {
    const id = toId(row['id']);
    if (id === undefined) throw new UnusableRowError(list.name, 'a row has no usable id');
    if (id <= previous) {
      throw id === previous
        ? new UnusableRowError(list.name, `two rows of a page share the id ${id}`)
        : new OrderIgnoredError(list.name, `id ${id} came after id ${previous}`);
    }
    previous = id;
    return id;
  });
}

function checkFilter(list: HaloList, selection: Selection, rows: readonly HaloRow[]): void {
  if (selection.includes && !rows.every(selection.includes)) {
    throw new FilterIgnoredError(list.name, 'rows came that the filter excludes');
  }
  if (selection.changedSince === undefined) return;
  const oldest = new Date(Date.parse(selection.changedSince) - stampTolerance).toISOString();
  for (const row of rows) {
    const newest = newestStamp(list, row);
    if (newest !== undefined && newest < oldest) {
      throw new FilterIgnoredError(
        list.name,
        `a row last changed on ${newest} came for changes since ${selection.changedSince}`,
      );
    }
  }
}

/** The newest of a row's stamps, ISO 8601, or `undefined` when it carries none or one that cannot be read. */
export function newestStamp(list: HaloList, row: HaloRow): string | undefined {
  let newest: string | undefined;
  for (const stamp of list.stamps) {
    const date = readDate(row[stamp]);
    if (date === undefined) return undefined;
    if (date !== null && (newest === undefined || date > newest)) newest = date;
  }
  return newest;
}
