import { NotFoundError, PermissionDeniedError } from '../../halo/errors.js';
import { readListAnswer } from '../../halo/lists/answer.js';
import { askItem } from '../../halo/lists/item.js';
import { newestStamp } from '../../halo/lists/page.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { RowSelection } from '../../records/contract.js';
import type { PagedRun } from '../run.js';

/** What Halo says about one id when it is asked about that very id. */
export type Verdict =
  /** It answers 404, or says `deleted`. */
  | 'deleted'
  /** It exists and is selected. */
  | 'living'
  /** It exists, but the connection's settings do not select it. */
  | 'not selected'
  /** The agent may not see it, which is no deletion. */
  | 'hidden';

/** What a question needs of a run. */
type Asking = Pick<PagedRun, 'client' | 'source'>;

/**
 * Asks Halo about one id, which is the only reason for which a ticket is ever deleted, because a list may hide an existing one.
 */
export async function askAbout(run: Asking, selection: RowSelection, id: number): Promise<Verdict> {
  const { list } = run.source;
  try {
    const row = await askItem(run.client, list, id);
    if (row === undefined) return 'hidden';
    if (row['deleted'] === true) return 'deleted';
    return isSelected(run, selection, row) ? 'living' : 'not selected';
  } catch (error) {
    if (error instanceof NotFoundError) return 'deleted';
    if (error instanceof PermissionDeniedError) return 'hidden';
    throw error;
  }
}

/** Whether a row satisfies the parameters, the start date, and the settings that no parameter expresses. */
function isSelected({ source }: Asking, selection: RowSelection, row: HaloRow): boolean {
  const stamp = newestStamp(source.list, row);
  const isRecent = selection.changedSince === undefined || stamp === undefined || stamp >= selection.changedSince;
  const isKept = (selection.keeps?.(row) ?? true) || selection.doubts?.(row) === true;
  return isRecent && (selection.includes?.(row) ?? true) && isKept;
}

/** Ids a request of `ticketids` (halo-api.md §4.2). */
const idsPerRequest = 100;

/**
 * Finds those of the ids that live but are not selected any more, a hundred a request. Ids that do not come back are
 * not judged. A server that ignores `ticketids` is found out by rows that were not asked for, and then nothing is.
 */
export async function findDeselected(run: Asking, selection: RowSelection, ids: readonly number[]): Promise<number[]> {
  const { client, source } = run;
  const deselected: number[] = [];
  for (let start = 0; start < ids.length; start += idsPerRequest) {
    const asked = new Set(ids.slice(start, start + idsPerRequest));
    const params = {
      ticketids: [...asked].join(','),
      pageinate: 'true',
      page_no: '1',
      page_size: String(idsPerRequest),
    };
    const { body } = await client.list(source.list.name, source.list.endpoint, params);
    const { rows } = readListAnswer(source.list.name, source.list.key, body);
    for (const row of rows) {
      const id = toId(row['id']);
      if (id === undefined || !asked.has(id)) return deselected;
      if (!isSelected(run, selection, row)) deselected.push(id);
    }
  }
  return deselected;
}
