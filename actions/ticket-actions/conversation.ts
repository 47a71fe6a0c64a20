import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import { toId } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { readHidden } from './hidden.js';
import { actionKind, type ActionRecord } from './kind.js';

interface Extent {
  /** Newest actions of Halo's list. */
  readonly limit: number;
  /** Most private notes between those of the list that are looked for, each with a request. */
  readonly mostBelow: number;
  /** Leaves out private notes, most of which would have to be read one by one. */
  readonly isPublicOnly?: boolean;
}

/** The actions of a ticket as their sync saves them, the newest first, and whether these are all. */
export async function readConversation(
  call: Call,
  ticket: number,
  { limit, mostBelow, isPublicOnly = false }: Extent,
): Promise<{ actions: ActionRecord[]; isWhole: boolean }> {
  const { rows } = await readActions(call.client, ticket, limit);
  const shown = new Set(rows.flatMap((row) => toId(row['id']) ?? []));
  const from = rows.length < limit ? 1 : Math.min(...shown);
  const hidden = isPublicOnly
    ? { actions: [], isWhole: false }
    : await readHidden({ shown, from, mostBelow }, (action) => readAction(call.client, ticket, action));
  const all = [...rows, ...hidden.actions].toSorted((a, b) => (toId(b['id']) ?? 0) - (toId(a['id']) ?? 0));
  const actions = await Promise.all(all.map((row) => actionKind.toRecord(call, { ...row, ticket_id: ticket })));
  return {
    // Some lists show private notes, and the connection's metadata may say that others are private.
    actions: isPublicOnly ? actions.filter(({ is_private: isPrivate }) => !isPrivate) : actions,
    isWhole: from === 1 && hidden.isWhole,
  };
}
