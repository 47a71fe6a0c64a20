import { Draw } from '../random.js';
import type { IdRange, Stamped } from './collection.js';
import { FIELD_USAGE, generateValues, type FieldValues } from './custom-fields.js';
import { contactAtSite, mainSite, someAgent, type Layout } from './layout.js';
import { CATEGORIES, PLACES, PROBLEMS, SENTENCES } from './words.js';

/** Tickets, opportunities and projects share one table (halo-api.md §6.12); the values are those of `domain=` (§4.2). */
export type Domain = 'reqs' | 'opps' | 'prjs';

/** One row of the FAULTS table, by Halo's field names. All dates in milliseconds since 1970. */
export interface TicketRecord extends Stamped {
  readonly domain: Domain;
  readonly summary: string;
  readonly details: string;
  readonly status_id: number;
  readonly tickettype_id: number;
  readonly sla_id: number;
  readonly priority_id: number;
  readonly client_id: number;
  readonly site_id: number;
  readonly user_id: number;
  readonly agent_id: number;
  readonly team_id: number;
  readonly categoryid_1: number;
  readonly impact: number;
  readonly urgency: number;
  readonly source: number;
  readonly timetaken: number;
  readonly estimate: number;
  readonly parent_id: number;
  readonly flagged: boolean;
  readonly dateoccurred: number;
  readonly lastactiondate: number;
  readonly respondbydate: number;
  readonly fixbydate: number;
  readonly responsedate?: number | undefined;
  readonly dateassigned?: number | undefined;
  readonly dateclosed?: number | undefined;
  readonly startdate?: number | undefined;
  readonly targetdate?: number | undefined;
  readonly deadlinedate?: number | undefined;
  /** Absent or true, never false: it stays when a ticket is reopened (halo-api.md §6.3). */
  readonly hasbeenclosed?: true | undefined;
  readonly merged_into_id: number;
  readonly deleted: boolean;
  readonly ticket_tags?: string | undefined;
  readonly third_party_id_string?: string | undefined;
  readonly oppvalue?: number | undefined;
  readonly projectcompletionpercentage?: number | undefined;
  readonly custom: FieldValues;
  /** Fields that were written, by Halo's names; rows show them as they are. */
  readonly written?: Readonly<Record<string, unknown>> | undefined;
  /** The same of fields that only the item shows. */
  readonly writtenDetail?: Readonly<Record<string, unknown>> | undefined;
}

/** Status ids (halo-api.md §6.3: a live tenant's). */
export const STATUS = {
  new: 1,
  inProgress: 2,
  actionRequired: 3,
  withUser: 4,
  withSupplier: 5,
  closed: 9,
  onHold: 21,
  resolved: 25,
} as const;
export const CLOSED_STATUSES: ReadonlySet<number> = new Set([STATUS.closed, STATUS.resolved]);

/** The ticket types of each domain: a ticket's type says which of the three it is (halo-api.md §6.12). */
export const DOMAIN_TYPES = { reqs: [1, 3, 4], prjs: [5, 5, 5], opps: [6, 6, 6] } as const;
const OPEN = [
  STATUS.new,
  STATUS.inProgress,
  STATUS.actionRequired,
  STATUS.withUser,
  STATUS.withSupplier,
  STATUS.onHold,
] as const;
const HOUR_MS = 3_600_000;
const TWO_YEARS_MS = 2 * 365 * 24 * HOUR_MS;

/** The ids of a domain's untouched tickets. A ticket never changes its domain. */
export function domainRange(layout: Layout, domain: Domain): IdRange {
  switch (domain) {
    case 'reqs':
      return layout.range('tickets');
    case 'prjs':
      return layout.range('projects');
    case 'opps':
      return layout.range('opportunities');
  }
}

/** The ids of all untouched tickets, projects and opportunities, which follow each other. */
export function ticketRange(layout: Layout): IdRange {
  const { first, count } = layout.range('tickets');
  return { first, count: count + layout.range('projects').count + layout.range('opportunities').count };
}

function domainOf(layout: Layout, id: number): Domain {
  const [projects, opportunities] = [layout.range('projects'), layout.range('opportunities')];
  if (id >= projects.first && id < projects.first + projects.count) return 'prjs';
  return id >= opportunities.first && id < opportunities.first + opportunities.count ? 'opps' : 'reqs';
}

/** The untouched ticket of an id. Higher ids are newer; the newer, the likelier open. */
export function generateTicket(layout: Layout, id: number): TicketRecord {
  const draw = new Draw(layout.seed, 1, id);
  const domain = domainOf(layout, id);
  const { first, count: total } = ticketRange(layout);
  const age = Math.max(0, 1 - (id - first + 1) / (total + 1));
  const dateoccurred = Math.floor(layout.newest - HOUR_MS - age * TWO_YEARS_MS);
  const worked = dateoccurred + draw.int(72 * HOUR_MS);
  const lastactiondate = Math.min(worked, layout.newest - 1000);
  const closed = draw.chance(age > 0.02 ? 90 : 40);
  const [customers, teams] = [layout.range('customers'), layout.range('teams')];
  const client_id = customers.count === 0 ? 1 : customers.first + draw.int(customers.count);
  const site_id = mainSite(layout, client_id);
  const problem = draw.pick(PROBLEMS);
  const place = draw.pick(PLACES);
  const urgency = 1 + draw.int(4);
  const agent_id = draw.chance(10) ? 1 : someAgent(layout, draw.int(1000));
  return {
    id,
    domain,
    summary: `${problem} (${place})`,
    details: `${problem} at ${place}. ${draw.pick(SENTENCES)} ${draw.pick(SENTENCES)}`,
    status_id: closed
      ? draw.chance(90)
        ? STATUS.closed
        : STATUS.resolved
      : (OPEN[draw.int(OPEN.length)] ?? STATUS.new),
    tickettype_id: DOMAIN_TYPES[domain][draw.int(3)] ?? 1,
    sla_id: 1 + draw.int(2),
    priority_id: urgency,
    client_id,
    site_id,
    user_id: contactAtSite(layout, site_id, draw.int(1000)),
    agent_id,
    team_id: teams.count === 0 ? 0 : teams.first + draw.int(teams.count),
    categoryid_1: draw.pick(CATEGORIES)[0],
    impact: 1 + draw.int(3),
    urgency,
    source: draw.int(4),
    timetaken: draw.int(40) / 4,
    estimate: 0,
    parent_id: 0,
    flagged: draw.chance(3),
    dateoccurred,
    last_update: lastactiondate + draw.int(1000),
    lastactiondate,
    respondbydate: dateoccurred + urgency * HOUR_MS,
    fixbydate: Math.floor(dateoccurred / 1000) * 1000 + urgency * 8 * HOUR_MS,
    responsedate: closed ? dateoccurred + draw.int(HOUR_MS) : undefined,
    dateassigned: agent_id === 1 ? undefined : dateoccurred + 60_000,
    dateclosed: closed ? lastactiondate : undefined,
    startdate: domain === 'prjs' ? dateoccurred : undefined,
    targetdate: domain === 'prjs' ? dateoccurred + 60 * 24 * HOUR_MS : undefined,
    hasbeenclosed: closed ? true : undefined,
    merged_into_id: 0,
    deleted: false,
    ticket_tags: draw.chance(10) ? 'vip,monitoring' : undefined,
    third_party_id_string: draw.chance(5) ? `RMM-${draw.int(1_000_000)}` : undefined,
    oppvalue: domain === 'opps' ? 500 * (1 + draw.int(40)) : undefined,
    projectcompletionpercentage: domain === 'prjs' ? draw.int(101) : undefined,
    custom: generateValues(draw, FIELD_USAGE.tickets, dateoccurred),
  };
}
