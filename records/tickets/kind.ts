import { readFlag, toInteger, type HaloRow } from '../../halo/values/rows.js';

export const ticketKinds = ['ticket', 'project', 'opportunity'] as const;
export type TicketKind = (typeof ticketKinds)[number];

export function isTicketKind(value: unknown): value is TicketKind {
  return ticketKinds.some((kind) => kind === value);
}

/** How rows and ticket types spell it (halo-api.md §6.1.4, §6.12, §4.2). */
const kindsByUse: Readonly<Record<string, TicketKind>> = {
  tickets: 'ticket',
  reqs: 'ticket',
  project: 'project',
  projects: 'project',
  prjs: 'project',
  opportunity: 'opportunity',
  opportunities: 'opportunity',
  opps: 'opportunity',
};

/** What the `use` of a ticket type says its tickets are, if it says anything known. */
export function kindOfUse(use: unknown): TicketKind | undefined {
  return typeof use === 'string' ? kindsByUse[use.trim().toLowerCase()] : undefined;
}

/**
 * Halo keeps tickets, projects and opportunities in one table (halo-api.md §6.12). The ticket type tells them apart, and
 * on some tenants nothing else does: there a row says "ticket" for a project too, so that only another word counts.
 * Without a type that says it, request type 22 is Halo's for projects (halo-api.md §4.2).
 *
 * @param ofType what the ticket type says
 */
export function kindOf(row: HaloRow, ofType: TicketKind | undefined): TicketKind {
  if (ofType === 'project' || ofType === 'opportunity') return ofType;
  const own = ownKind(row);
  if (own !== undefined) return own;
  return ofType ?? (toInteger(row['itil_requesttype_id']) === 22 ? 'project' : 'ticket');
}

/** What a row says of itself, unless it says "ticket". */
function ownKind(row: HaloRow): TicketKind | undefined {
  if (readFlag(row['is_project']) === true) return 'project';
  if (readFlag(row['is_opportunity']) === true) return 'opportunity';
  return kindOfUse(row['use']);
}

/** True for a row that says nothing of its kind, not even by its request type. */
export function isOfUnknownKind(row: HaloRow): boolean {
  return ownKind(row) === undefined && toInteger(row['itil_requesttype_id']) === undefined;
}
