import { createHash } from 'crypto';

import { readAction, readActions } from '../../halo/lists/ticket-actions.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import type { KeyPlace } from '../writing/kind.js';
import { readHidden } from './hidden.js';

/** Newest actions that the list is asked for. */
const newest = 50;
/** Older actions that the list leaves out and that are looked at. */
const mostBelow = 20;

/**
 * An action has no field for another product's id, so its key is the id of an empty element at the end of its HTML: nobody
 * sees it, and the plain text that Halo makes of the HTML has no trace of it (halo-api.md §6.10). It is a hash, because the
 * HTML of a reply is sent to a customer.
 */
export const actionKey: KeyPlace = {
  put: (body, key) => ({ ...body, note_html: `${textOf(body['note_html'])}${markOf(key)}` }),
  holds: (row, key) => textOf(row['note_html']).includes(idOf(key)),
  find: async (call, key, body) => {
    const ticket = toId(body['ticket_id']);
    if (ticket === undefined) return [];
    const { rows } = await readActions(call.client, ticket, newest);
    return [...rows, ...(body['hiddenfromuser'] === true ? await hiddenRows(call, ticket, rows) : [])]
      .filter((row) => actionKey.holds(row, key))
      .map((row): HaloRow => ({ ...row, ticket_id: ticket }))
      .sort((a, b) => (toId(a['id']) ?? 0) - (toId(b['id']) ?? 0));
  },
};

function idOf(key: string): string {
  return `key-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

function markOf(key: string): string {
  return `<span id="${idOf(key)}"></span>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function hiddenRows(call: Call, ticket: number, rows: readonly HaloRow[]): Promise<readonly HaloRow[]> {
  const shown = new Set(rows.flatMap((row) => toId(row['id']) ?? []));
  const from = rows.length < newest ? 1 : Math.min(...shown);
  const { actions } = await readHidden({ shown, from, mostBelow }, (id) => readAction(call.client, ticket, id));
  return actions;
}
