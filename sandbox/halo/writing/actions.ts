import type { Context } from '../endpoints/context.js';
import { ticketInSight } from '../endpoints/tickets.js';
import type { ActionRecord } from '../records/action.js';
import type { ActionChanges } from '../records/action-store.js';
import { CLOSED_STATUSES } from '../records/ticket.js';
import { actionRow } from '../rows/action.js';
import { OUTCOMES } from '../types/setup/tables.js';
import type { Row } from '../records/row.js';
import { attachTo } from './attachments.js';
import { Refusal } from './refusal.js';
import type { WritableResource } from './resource.js';
import { flagOf, numberOf, pick, plainText, textOf, type Body } from './values.js';

/** Fields that rows show as they were written. */
const shown = [
  'note_html', 'important', 'nonbilltime', 'traveltime', 'chargerate', 'actisbillable', 'actionarrivaldate',
  'actioncompletiondate', 'emailto', 'emailcc', 'emailsubject', 'new_status',
]; // prettier-ignore

type Outcome = (typeof OUTCOMES)[number];

/** By id, or by its text, which several tenants take (halo-api.md §7.3). */
function outcomeOf(body: Body, { switches }: Context): Outcome {
  const id = numberOf(body, 'outcome_id');
  const text = textOf(body, 'outcome')?.toLowerCase();
  const found = OUTCOMES.find((outcome) => outcome.id === id || outcome.outcome.toLowerCase() === text);
  if (found === undefined) throw new Refusal('An Outcome must be entered for this Action');
  if (switches.refusedOutcomes.includes(found.id)) throw new Refusal('You do not have access to this Action');
  return found;
}

/** Elements without a text, and ids, are lost on a tenant that cleans what it is sent. */
function cleaned(html: string, { switches }: Context): string {
  if (switches.noteMarkup === 'kept') return html;
  return html.replace(/<(\w+)[^>]*><\/\1>/g, '').replace(/ id="[^"]*"/g, '');
}

function changesOf(body: Body, context: Context, before?: ActionRecord): ActionChanges {
  const html = textOf(body, 'note_html');
  const kept = html === undefined ? undefined : cleaned(html, context);
  const note = kept === undefined ? textOf(body, 'note') : plainText(kept);
  const time = numberOf(body, 'timetaken');
  const hidden = flagOf(body, 'hiddenfromuser');
  return {
    ...(note === undefined ? {} : { note }),
    ...(time === undefined ? {} : { timetaken: time }),
    ...(hidden === undefined ? {} : { hiddenfromuser: hidden }),
    written: { ...before?.written, ...pick(body, shown), ...(kept === undefined ? {} : { note_html: kept }) },
  };
}

/** The e-mail of an outcome that sends one; nothing is sent with any other (halo-api.md §7.3). */
function mailOf(outcome: Outcome, body: Body, ticketId: number, { tenant, writer }: Context): Row {
  if (outcome.sendemail === 0 || outcome.hidesendemail) return {};
  const contact = tenant.contacts.get(tenant.tickets.require(ticketId).user_id);
  const to = textOf(body, 'emailto') ?? contact?.emailaddress;
  return { email_status: to === undefined ? 0 : 2, dateemailed: writer.dates.stored(tenant.now()), emailto: to };
}

/** A ticket moves by `new_status` and by the outcome's own; `status_id` inside an action does not (halo-api.md §7.3). */
function moveTicket(ticketId: number, status: number, { tenant }: Context): void {
  if (status <= 0) return;
  const now = tenant.now();
  const closed = CLOSED_STATUSES.has(status);
  tenant.tickets.edit(ticketId, {
    status_id: status,
    dateclosed: closed ? now : undefined,
    ...(closed ? { hasbeenclosed: true } : {}),
  });
}

function add(ticketId: number, body: Body, context: Context): ActionRecord {
  const { tenant, grant } = context;
  const outcome = outcomeOf(body, context);
  const mail = mailOf(outcome, body, ticketId, context);
  const status = numberOf(body, 'new_status') ?? outcome.newstatus;
  const old = tenant.tickets.require(ticketId).status_id;
  const changes = changesOf(body, context);
  const action = tenant.actions.add(ticketId, {
    note: '',
    timetaken: 0,
    // The author cannot be chosen: it is the application's agent (halo-api.md §7.3).
    who_type: 1,
    who_agentid: grant.application.agentId,
    who: context.writer.agentName(grant.application.agentId),
    actionby_application_id: grant.application.name,
    outcome: outcome.outcome,
    outcome_id: outcome.id,
    hiddenfromuser: outcome.hidefromuser,
    emaildirection: mail['emailto'] === undefined ? undefined : 'O',
    ...changes,
    written: { ...changes.written, ...mail, ...(status > 0 ? { old_status: old, new_status: status } : {}) },
  });
  attachTo(ticketId, action.id, body, context);
  moveTicket(ticketId, status, context);
  return action;
}

/** Adds, changes and deletes actions. */
export const writableActions: WritableResource = {
  scope: 'edit:tickets',
  integers: ['id', 'ticket_id', 'outcome_id', 'new_status', 'chargerate'],
  save: (body, context) => {
    const ticketId = numberOf(body, 'ticket_id');
    if (ticketId === undefined || !ticketInSight(ticketId, context)) throw new Refusal('Record not found');
    const id = numberOf(body, 'id');
    if (id === undefined) return full(add(ticketId, body, context), context);
    const before = context.tenant.actions.of(ticketId).find((action) => action.id === id);
    if (before === undefined) throw new Refusal('Record not found');
    return full(context.tenant.actions.edit(ticketId, id, changesOf(body, context, before)), context);
  },
  remove: (id, context) => {
    const ticketId = context.parameters.number('ticket_id');
    if (ticketId === undefined) throw new Refusal('ticket_id must be included when deleting an Action');
    const action = context.tenant.actions.of(ticketId).find((each) => each.id === id);
    if (action === undefined || !ticketInSight(ticketId, context)) return undefined;
    context.tenant.actions.delete(ticketId, id);
    return full(action, context);
  },
};

/** The reply carries the HTML, which lists show only when asked (halo-api.md §6.10). */
function full(action: ActionRecord, { writer }: Context): Row {
  return { ...actionRow(action, writer), note_html: action.written?.['note_html'] };
}
