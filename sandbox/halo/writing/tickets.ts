import type { Context } from '../endpoints/context.js';
import { knowsById, ticketInSight } from '../endpoints/tickets.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import type { Changes } from '../records/store.js';
import { STATUS, CLOSED_STATUSES, type Domain, type TicketRecord } from '../records/ticket.js';
import { CATEGORIES } from '../records/words.js';
import { ticketItem } from '../rows/ticket.js';
import type { Row } from '../records/row.js';
import { nestedReply } from './nested-reply.js';
import { Refusal } from './refusal.js';
import type { WritableResource } from './resource.js';
import { relate } from './relations.js';
import { applyRules } from './rules.js';
import {
  dateOf,
  dayAndTimeOf,
  flagOf,
  idsOf,
  numberOf,
  pick,
  plainText,
  textOf,
  withCustomFields,
  type Body,
} from './values.js';

type Change = Changes<TicketRecord>;

const plainNumbers = [
  'status_id', 'tickettype_id', 'sla_id', 'priority_id', 'client_id', 'site_id', 'user_id', 'agent_id', 'impact',
  'urgency', 'estimate', 'parent_id',
] as const; // prettier-ignore

/** Fields without a column of their own, which rows show as they were written. */
const shown = [
  'reportedby',
  'supplier_reference',
  'followupdate',
  'category_2',
  'category_3',
  'category_4',
  'ticket_tags',
];
const shownInDetail = ['emailtolist'];

/** What a body changes. `actions` inside it are ignored silently (halo-api.md §7.2). */
function changesOf(body: Body, before: TicketRecord | undefined, context: Context): Change {
  const { tenant } = context;
  const numbers = Object.fromEntries(
    plainNumbers.flatMap((key) => {
      const value = numberOf(body, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const html = textOf(body, 'details_html');
  const details = html === undefined ? textOf(body, 'details') : plainText(html);
  const summary = textOf(body, 'summary');
  const category = CATEGORIES.find(([, name]) => name === body['category_1']);
  const deadline = dateOf(body, 'deadlinedate');
  const start = dayAndTimeOf(body, 'startdate', 'starttime');
  const target = dayAndTimeOf(body, 'targetdate', 'targettime');
  const key = context.switches.thirdPartyIds === 'dropped' ? undefined : textOf(body, 'third_party_id_string');
  const assets = idsOf(body, 'assets');
  const flagged = flagOf(body, 'flagged');
  return {
    ...numbers,
    ...teamOf(body, context),
    ...(summary === undefined ? {} : { summary }),
    ...(details === undefined ? {} : { details }),
    ...(category === undefined ? {} : { categoryid_1: category[0] }),
    ...(deadline === undefined ? {} : { deadlinedate: deadline }),
    ...(start === undefined ? {} : { startdate: start }),
    ...(target === undefined ? {} : { targetdate: target }),
    ...(flagged === undefined ? {} : { flagged }),
    ...(key === undefined ? {} : { third_party_id_string: key }),
    custom: withCustomFields(before?.custom ?? {}, body, tenant.fields.of(FIELD_USAGE.tickets), context.switches),
    written: { ...before?.written, ...pick(body, shown) },
    writtenDetail: {
      ...before?.writtenDetail,
      ...pick(body, shownInDetail),
      ...(html === undefined ? {} : { details_html: html }),
      ...(assets === undefined ? {} : { assets: assets.map((id) => ({ id })) }),
    },
  };
}

/** A team is written by its name; its id works too (halo-api.md §7.2). */
function teamOf(body: Body, { tenant }: Context): Change {
  const name = textOf(body, 'team');
  const id = tenant.teams.ids().find((each) => tenant.teams.get(each)?.name === name) ?? numberOf(body, 'team_id');
  return id === undefined ? {} : { team_id: id };
}

/** The ticket type of a record that names none. */
const usualTypes = { reqs: 1, prjs: 5, opps: 6 } as const satisfies Record<Domain, number>;

/** What Halo fills in for a ticket that a client of its API makes. */
function defaults(own: Domain, body: Body, { tenant }: Context): Change & { domain: Domain } {
  const contact = tenant.contacts.get(numberOf(body, 'user_id') ?? 0);
  const site = tenant.sites.get(numberOf(body, 'site_id') ?? contact?.site_id ?? 0);
  const now = tenant.now();
  return {
    domain: own,
    details: '',
    status_id: STATUS.new,
    tickettype_id: usualTypes[own],
    sla_id: 1,
    priority_id: 3,
    // Client 1 is the "unknown" customer, agent 1 "Unassigned" (halo-api.md §6.1.3).
    client_id: contact?.client_id ?? site?.client_id ?? 1,
    site_id: site?.id ?? 0,
    user_id: 0,
    agent_id: 1,
    team_id: tenant.teams.ids()[0] ?? 0,
    categoryid_1: 0,
    impact: 3,
    urgency: 3,
    source: 3,
    timetaken: 0,
    estimate: 0,
    parent_id: 0,
    flagged: false,
    dateoccurred: now,
    lastactiondate: now,
    respondbydate: now + 3_600_000,
    fixbydate: Math.floor(now / 1000) * 1000 + 8 * 3_600_000,
    responsedate: undefined,
    dateassigned: undefined,
    dateclosed: undefined,
    startdate: undefined,
    targetdate: undefined,
    deadlinedate: undefined,
    hasbeenclosed: undefined,
    merged_into_id: 0,
    deleted: false,
    ticket_tags: undefined,
    third_party_id_string: undefined,
  };
}

/** One problem at a time (halo-api.md §7.1). */
function validateNew(body: Body, context: Context): void {
  if ((textOf(body, 'summary') ?? '').trim() === '') throw new Refusal('A Summary must be entered');
  if ((numberOf(body, 'user_id') ?? 0) > 0 && (numberOf(body, 'site_id') ?? 0) <= 0) {
    throw new Refusal('A Site must be selected');
  }
  const type = numberOf(body, 'tickettype_id') ?? 1;
  const missing = (context.switches.mandatoryFields[type] ?? []).find((field) => !hasValue(body, field));
  if (missing !== undefined) throw new Refusal(`${missing} is a mandatory field`);
}

function hasValue(body: Body, field: string): boolean {
  const value = body[field];
  return value !== undefined && value !== null && value !== '' && value !== 0;
}

function statusChange(status: number | undefined, before: TicketRecord | undefined, now: number): Change {
  if (status === undefined || status === before?.status_id) return {};
  const isClosed = CLOSED_STATUSES.has(status);
  return { dateclosed: isClosed ? now : undefined, ...(isClosed ? { hasbeenclosed: true } : {}) };
}

function update(own: Domain, id: number, body: Body, context: Context): TicketRecord {
  const { tenant, switches } = context;
  const before = tenant.tickets.get(id);
  if (before === undefined) throw new Refusal('Record not found');
  if (!knowsById(own, before, context)) {
    if (switches.foreignTicketIds === 'created') return create(own, body, context);
    throw new Refusal('Record not found');
  }
  if (flagOf(body, '_recover') === true) return tenant.tickets.restore(id);
  if (!ticketInSight(id, context)) throw new Refusal('Record not found');
  const into = numberOf(body, 'merged_into_id');
  if (into !== undefined && into > 0 && flagOf(body, 'domerge') === true) {
    if (tenant.tickets.get(into) === undefined) throw new Refusal('Record not found');
    tenant.tickets.merge(id, into);
    return tenant.tickets.require(id);
  }
  relate(id, body, context);
  const changes = changesOf(body, tenant.tickets.require(id), context);
  return tenant.tickets.edit(id, { ...changes, ...statusChange(changes.status_id, before, tenant.now()) });
}

function create(own: Domain, body: Body, context: Context): TicketRecord {
  validateNew(body, context);
  return context.tenant.tickets.create({ ...defaults(own, body, context), ...changesOf(body, undefined, context) });
}

const integers = [
  'id', 'status_id', 'tickettype_id', 'sla_id', 'priority_id', 'client_id', 'site_id', 'user_id', 'agent_id', 'team_id',
  'impact', 'urgency', 'parent_id', 'merged_into_id',
] as const; // prettier-ignore

/** Creates, changes, restores and merges records of the table of tickets, at one of its three endpoints. */
function writable(own: Domain, scope: string): WritableResource {
  return {
    scope,
    integers,
    save: (body, context) => {
      const id = numberOf(body, 'id');
      const saved = id === undefined ? create(own, body, context) : update(own, id, body, context);
      const { record, applied } = applyRules(saved, body, context);
      return nestedReply(record, applied, saved.id !== id, context);
    },
    remove: (id, context): Row | undefined => {
      const { tenant, writer } = context;
      const record = tenant.tickets.get(id);
      if (record === undefined || record.deleted || !ticketInSight(id, context)) return undefined;
      if (!knowsById(own, record, context)) return undefined;
      tenant.tickets.delete(id);
      return ticketItem(tenant.tickets.require(id), writer);
    },
  };
}

export const writableTickets = writable('reqs', 'edit:tickets');
export const writableProjects = writable('prjs', 'edit:projects');
export const writableOpportunities = writable('opps', 'edit:crm');
