import { readListAnswer } from '../halo/lists/answer.js';
import { UnreadableAnswerError } from '../halo/errors.js';
import { toId } from '../halo/values/rows.js';
import type { Inquiry, Reply } from './inquiry.js';
import type { Resource } from './resources.js';

export type AccessState =
  'readable' | 'empty' | 'refused' | 'missing' | 'unreadable' | 'failing' | 'rate-limited' | 'unasked';

/** What was found about one list. */
export interface Access {
  readonly resource: Resource;
  readonly state: AccessState;
  /** Rows that the server counts; `undefined` when it does not count. */
  readonly count?: number;
  readonly sampleId?: string;
  /** True when it was readable only with a new token. */
  readonly cured: boolean;
  /** More rows came than were asked for. */
  readonly ignoredPaging?: boolean;
}

/** Asks for one row of a list, or for all of a set-up list. */
export async function examineAccess(inquiry: Inquiry, resource: Resource, mayRenew: boolean): Promise<Access> {
  const { list, records } = resource;
  const params = { ...list.params, ...(records ? onePage(1) : {}) };
  const { reply, cured } = mayRenew
    ? await inquiry.askWithNewToken(list.endpoint, params)
    : { reply: await inquiry.ask(list.endpoint, params), cured: false };
  return { resource, cured, ...readAccess(resource, reply) };
}

/** The parameters of one page of so many rows. `orderdesc` must be a literal (halo-api.md §2.3). */
export function onePage(size: number, order = 'id', descending = false): Record<string, string> {
  return { pageinate: 'true', page_no: '1', page_size: String(size), order, orderdesc: String(descending) };
}

function readAccess(
  { list, records, label }: Resource,
  reply: Reply,
): Pick<Access, 'state' | 'count' | 'sampleId' | 'ignoredPaging'> {
  switch (reply.kind) {
    case 'answer':
      break;
    case 'unauthorized':
    case 'forbidden':
      return { state: 'refused' };
    case 'not-found':
      return { state: 'missing' };
    case 'rate-limited':
      return { state: 'rate-limited' };
    case 'unavailable':
    case 'refused':
      return { state: 'failing' };
    case 'web-page':
    case 'unreadable':
      return { state: 'unreadable' };
    case 'token':
    case 'unasked':
      return { state: 'unasked' };
  }
  try {
    const { rows, recordCount } = readListAnswer(label, list.key, reply.body);
    const count = records ? recordCount : (recordCount ?? rows.length);
    const id = toId(rows[0]?.['id']);
    return {
      state: rows.length === 0 && (count ?? 0) === 0 ? 'empty' : 'readable',
      ...(count === undefined ? {} : { count }),
      ...(id === undefined ? {} : { sampleId: String(id) }),
      ...(records ? { ignoredPaging: rows.length > 1 } : {}),
    };
  } catch (error) {
    if (error instanceof UnreadableAnswerError) return { state: 'unreadable' };
    throw error;
  }
}
