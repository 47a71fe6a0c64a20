import { failure } from '../errors.js';
import { json, type HaloResponse } from '../http.js';
import { actionRow } from '../rows/action.js';
import type { ActionRecord } from '../records/action.js';
import type { Context, Route } from './context.js';
import { envelope } from './paging.js';
import { ticketInSight } from './tickets.js';

function shown(action: ActionRecord, { parameters, switches }: Context): boolean {
  if (action.hiddenfromuser && (switches.actionListHidesPrivate || parameters.flag('excludeprivate'))) return false;
  if (action.who_type === 0 && parameters.flag('excludesys')) return false;
  if (action.who_type !== 1 && parameters.flag('agentonly')) return false;
  return action.emaildirection !== undefined || !parameters.flag('conversationonly');
}

/** A ticket's actions, newest first; no paging, `count` only (halo-api.md §4.7). */
function list(context: Context): HaloResponse {
  const { parameters, switches, tenant, writer } = context;
  const ticketId = parameters.number('ticket_id');
  if (ticketId === undefined && switches.actionsWithoutTicket === 'serverError') return failure(500, switches);
  const inSight = ticketId !== undefined && !context.emptied && ticketInSight(ticketId, context);
  const actions = inSight ? tenant.actions.read(ticketId).filter((action) => shown(action, context)) : [];
  const count = parameters.number('count') ?? switches.defaultPageSize;
  const rows = actions.toReversed().slice(0, Math.max(1, count));
  return envelope(
    'Actions',
    'actions',
    'keyed',
    rows.map((action) => writer.text(actionRow(action, writer))),
    { recordCount: rows.length, echo: {} },
    context,
    rows.length > 0 ? { ticket_id: ticketId } : {},
  );
}

/** One action. Private notes can be read so, though the list leaves them out (halo-api.md §4.7). */
function item(context: Context, id: string): HaloResponse {
  const { parameters, switches, tenant, writer } = context;
  const ticketId = parameters.number('ticket_id');
  if (ticketId === undefined) return json('ticket_id must be included', 400);
  const action = ticketInSight(ticketId, context)
    ? tenant.actions.read(ticketId).find((candidate) => String(candidate.id) === id)
    : undefined;
  return action === undefined ? failure(404, switches) : json(actionRow(action, writer));
}

export const ACTION_ROUTE: Route = { name: 'Actions', scope: 'read:tickets', list, item };
