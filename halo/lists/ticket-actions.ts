import { readListAnswer } from './answer.js';
import type { HaloClient } from '../transport/client.js';
import { NotFoundError, UnreadableAnswerError } from '../errors.js';
import { readRows } from './page-rows.js';
import { isRow, toId, type HaloRow } from '../values/rows.js';

/** `/Actions` has no paging; `count` says how many rows it may answer, and a thousand is proven (halo-api.md §4.7). */
const longest = 1000;

/** The actions of a ticket that its list shows. */
export interface ActionList {
  /** In ascending order of id. */
  rows: readonly HaloRow[];
  /** The list reaches back to this id: 1 when nothing is older than it shows. */
  from: number;
  /** What is wrong with rows that cannot be used, a phrase each. */
  oddities: readonly string[];
  /**
   * The lowest id that may have been left out, as private notes are; `undefined` when some are among the rows, because
   * then the list leaves none out (halo-api.md §4.7).
   */
  hiddenFrom: number | undefined;
}

/**
 * The newest actions of a ticket, a thousand unless fewer are asked for. Private notes are left out without notice if the agent may not see them
 * (halo-api.md §4.7). A ticket has at least the action that opened it, so an empty answer is asked for again. Older
 * actions than the list reaches can be read one by one only (`readAction`).
 */
export async function readActions(client: HaloClient, ticketId: number, most = longest): Promise<ActionList> {
  let sent = await readList(client, ticketId, most);
  if (sent.length === 0) sent = await readList(client, ticketId, most);
  const { rows, ids, oddities } = readRows(sent, `among the actions of ticket ${ticketId}`);
  const from = sent.length < most ? 1 : (ids[0] ?? 1);
  const showsHidden = rows.some((row) => row['hiddenfromuser'] === true);
  return { rows, from, oddities, hiddenFrom: showsHidden ? undefined : from === 1 ? afterOpening(rows) : from };
}

/**
 * The id after the action that opened the ticket, if the list shows it: nothing is older. Its outcome is "Opened"
 * (halo-api.md §6.10). If it was deleted, or has another name on this tenant, it is 1: that costs a request for each id
 * before the oldest action, once a ticket, and loses nothing.
 */
function afterOpening([oldest]: readonly HaloRow[]): number {
  return oldest?.['outcome'] === 'Opened' ? (toId(oldest['id']) ?? 0) + 1 : 1;
}

/** One action with its HTML, as the list has it; `undefined` when the ticket has none of that id. */
export async function readAction(client: HaloClient, ticketId: number, id: number): Promise<HaloRow | undefined> {
  try {
    const answer = await client.item(`action ${id} of ticket ${ticketId}`, `/Actions/${id}`, {
      ticket_id: String(ticketId),
      ...{ includedetails: 'true', includehtmlnote: 'true' },
    });
    if (!isRow(answer.body) || toId(answer.body['id']) !== id) {
      throw new UnreadableAnswerError('ticket actions', 'another action came than was asked for');
    }
    return answer.body;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function readList(client: HaloClient, ticketId: number, most: number): Promise<readonly HaloRow[]> {
  const params = { ticket_id: String(ticketId), count: String(most), includehtmlnote: 'true' };
  const { body } = await client.list('ticket actions', '/Actions', params);
  const { rows } = readListAnswer('ticket actions', 'actions', body);
  // A build that ignores ticket_id would answer the actions of other tickets.
  if (rows.some((row) => (toId(row['ticket_id']) ?? ticketId) !== ticketId)) {
    throw new UnreadableAnswerError('ticket actions', `actions of other tickets came for ticket ${ticketId}`);
  }
  return rows;
}
