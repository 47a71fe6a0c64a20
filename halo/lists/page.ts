import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { readDate, toFilterDate } from '../values/dates.js';
import { FilterIgnoredError } from '../errors.js';
import type { HaloList } from './description.js';
import { readRows } from './page-rows.js';
import type { RowIds } from './row-ids.js';
import { supplementRows } from './supplements.js';
import type { HaloRow } from '../values/rows.js';

/** Which rows of a list are wanted. */
export interface Selection {
  readonly params: Readonly<Record<string, string>>;
  /**
   * Further parameters, a set for each request: together they select what the query of one request is too short for
   * (halo-api.md §2.6). See `partsOf`.
   */
  readonly parts?: readonly Readonly<Record<string, string>>[];
  /** Parameters of further requests for each page, whose rows carry other custom fields (`supplementRows`). */
  readonly supplements?: readonly Readonly<Record<string, string>>[];
  /** Only rows changed at this instant or later (ISO 8601). */
  readonly changedSince?: string;
  /** True when a row satisfies `params`; a server that ignores a filter is found out by it. */
  readonly includes?: (row: HaloRow) => boolean;
}

export interface Page {
  /** The rows that can be used, each once, in ascending order of their numbers. */
  rows: readonly HaloRow[];
  /** Their numbers (`numberOf`), in the same order. */
  ids: readonly number[];
  /** How many rows came, with those that cannot be used and those that came twice. */
  sent: number;
  /** False when the rows did not come in that order. */
  isAscending: boolean;
  /** What is wrong with rows that cannot be used, a phrase each. */
  oddities: readonly string[];
  /** All rows that the server counts in the selection; `undefined` when it does not say. */
  total: number | undefined;
  /** Rows a page that the server says it gives; `undefined` when it does not echo it. */
  size: number | undefined;
  serverTime: string | undefined;
}

/** Zones and delayed stamps may shift a row's stamp; an ignored filter shows rows that are older by far. */
const stampTolerance = 24 * 60 * 60_000;

/**
 * Reads one page of a list. A server that ignores a filter does so silently, so the rows are checked against what
 * was asked for; whether it honours the paging and the order shows in several pages only, so that `crawl` and `scan`
 * check these.
 *
 * @param pageNumber from 1; sent even for page 1, without it Halo does not page (halo-api.md §3.1)
 * @throws FilterIgnoredError, UnreadableAnswerError and what the client throws
 */
export async function readPage(
  client: HaloClient,
  list: HaloList,
  selection: Selection,
  pageNumber: number,
  pageSize: number,
): Promise<Page> {
  const params = { ...selectionParams(list, selection), ...pageParams(list, pageNumber, pageSize) };
  const answer = await client.list(list.name, list.endpoint, params);
  const { rows: sent, recordCount, pageSize: echoed } = readListAnswer(list.name, list.key, answer.body);
  const { rows: usable, ids, isAscending, oddities } = readRows(sent, `on page ${pageNumber}`, list);
  checkFilter(list, selection, usable);
  let rows = usable;
  for (const supplement of usable.length === 0 ? [] : (selection.supplements ?? [])) {
    rows = await supplementRows(client, list, rows, { ...params, ...supplement });
  }
  // A build that sends more rows than were asked for may tell so; any other size above what was asked for is none.
  const most = Math.max(pageSize, sent.length);
  const size = echoed !== undefined && echoed > 0 && echoed <= most ? echoed : undefined;
  const { serverTime } = answer;
  return { rows, ids, sent: sent.length, isAscending, oddities, total: recordCount, size, serverTime };
}

/** The parameters that ask for one page, the rows that were made first before the others. */
export function pageParams({ idsCountDown }: RowIds, pageNumber: number, pageSize: number): Record<string, string> {
  return {
    pageinate: 'true',
    page_no: String(pageNumber),
    page_size: String(pageSize),
    // orderdesc must be a literal true or false; any other value sorts ascending (halo-api.md §2).
    order: 'id',
    orderdesc: idsCountDown === true ? 'true' : 'false',
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

/** A selection as those that single requests can ask for; usually itself. A row belongs to one of them at a time. */
export function partsOf<S extends Selection>(selection: S): readonly Omit<S, 'parts'>[] {
  const { parts, ...whole } = selection;
  return parts === undefined ? [selection] : parts.map((part) => ({ ...whole, params: { ...whole.params, ...part } }));
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
