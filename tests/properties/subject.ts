import type { Sight, Switches, Tenant, TicketRecord } from '../../sandbox/halo/index.js';
import { timeOf } from '../../sandbox/halo/records/action.js';
import type { RecordData } from '../../sandbox/platform/records/types.js';
import type { Change } from './schedule.js';

/** A record type under search: how it changes in the tenant, and what its records must say. */
export interface Subject {
  sync: string;
  model: string;
  /** The list that it follows, as settings name it. */
  list: string;
  changes: readonly Change['kind'][];
  /** Kinds of changes that only the daily sweep, or the daily listing, can find. */
  needsSweep: readonly Change['kind'][];
  apply(tenant: Tenant, change: Change, mark: string): number | undefined;
  /** What must be in the cache: by id, the fields to compare. */
  expected(tenant: Tenant, metadata?: Readonly<Record<string, unknown>>): Map<string, RecordData>;
  /** The same fields of a saved record. */
  observed(record: RecordData): RecordData;
  living(tenant: Tenant): number[];
  /** Whether the agent is shown the row behind a record that `expected` names. */
  isVisible(tenant: Tenant, sight: Sight, id: string): boolean;
  /** Whether a row is still there although it was deleted, so that Halo refuses it to an agent who may not see it. */
  remains?(tenant: Tenant, id: string): boolean;
  /** What the connection's metadata and the tenant must be like for `expected` to hold. */
  metadata?: Record<string, unknown>;
  adjust?: (switches: Switches) => void;
  /** The schedule begins after a first run, which would otherwise use most of it up. */
  startsFilled?: boolean;
  /** Whether a record that `expected` does not name may be there all the same, because its row exists. Default: never. */
  mayHold?: (tenant: Tenant, id: string) => boolean;
  /** Whether a record may be saved in the place of one that is there. Default: always. */
  mayReplace?: (saved: RecordData, record: RecordData) => boolean;
}

/** Whether an agent sees what belongs to a customer. */
export function seesCustomer(sight: Sight, customer: number): boolean {
  return sight.blind !== true && (sight.customers?.includes(customer) ?? true);
}

export function choose(ids: readonly number[], pick: number): number | undefined {
  return ids[Math.floor(pick * ids.length)];
}

type Domain = TicketRecord['domain'];

/** Tickets, projects or opportunities, which change alike. */
function ofTable(kind: 'tickets' | 'projects' | 'opportunities', model: string, domain: Domain): Subject {
  return {
    sync: kind,
    model,
    list: kind,
    changes: ['create', 'edit', 'close', 'merge', 'delete', 'restore', 'destroy', 'hide', 'blind', 'show'],
    needsSweep: ['destroy'],
    living: (tenant) => tenant.living(kind),
    isVisible: (tenant, sight, id) => seesCustomer(sight, tenant.tickets.require(Number(id)).client_id),
    remains: (tenant, id) => tenant.tickets.get(Number(id)) !== undefined,
    apply(tenant, change, mark) {
      const store = tenant.tickets;
      if (change.kind === 'create') return store.create({ summary: mark, domain }).id;
      const living = tenant.living(kind);
      if (change.kind === 'restore') {
        const deleted = store.ids().filter((id) => store.get(id)?.deleted === true && store.get(id)?.domain === domain);
        const id = choose(deleted, change.pick);
        if (id !== undefined) store.restore(id);
        return id;
      }
      const id = choose(living, change.pick);
      if (id === undefined) return undefined;
      switch (change.kind) {
        case 'edit':
          store.edit(id, { summary: mark });
          break;
        case 'close':
          store.close(id);
          break;
        case 'merge': {
          const into = living.find((other) => other !== id);
          if (into !== undefined) store.merge(id, into);
          break;
        }
        case 'delete':
          store.delete(id);
          break;
        case 'destroy':
          store.destroy(id);
          break;
        default:
      }
      return undefined;
    },
    expected(tenant) {
      return new Map(
        tenant.living(kind).map((id) => {
          const { summary, status_id, merged_into_id } = tenant.tickets.require(id);
          const merged = merged_into_id > 0 ? String(merged_into_id) : undefined;
          return [String(id), { summary: clean(summary), status_id: String(status_id), merged_into_id: merged }];
        }),
      );
    },
    observed: ({ summary, status_id, merged_into_id }) => ({ summary, status_id, merged_into_id }),
  };
}

export const tickets = ofTable('tickets', 'Ticket', 'reqs');
export const projects = ofTable('projects', 'Project', 'prjs');
export const opportunities = ofTable('opportunities', 'Opportunity', 'opps');

export function clean(text: string): string {
  return text.replace(/[\u200B-\u200D\u2060\uFEFF]/g, '').trim();
}

type Action = ReturnType<Tenant['actions']['of']>[number];

interface OfActions {
  readonly sync: string;
  readonly model: string;
  /** What is written into an action that is added or changed. */
  readonly written: (pick: number, mark: string) => Partial<Action>;
  /** Whether an action is a record. */
  readonly isRecord: (action: Action) => boolean;
}

/** Notes are added, edited and deleted; their tickets are closed, deleted, restored and destroyed. */
const ofActions = ({ sync, model, written, isRecord }: OfActions): Subject => ({
  sync,
  model,
  list: 'tickets',
  metadata: { actions_days: 3650 },
  adjust: (switches) => {
    switches.actionListHidesPrivate = false;
  },
  changes: ['create', 'edit', 'add', 'change', 'remove', 'delete', 'restore', 'destroy', 'hide', 'blind', 'show'],
  needsSweep: ['destroy'],
  living: () => [],
  isVisible: (tenant, sight, id) => tickets.isVisible(tenant, sight, id.split(':')[0] ?? ''),
  remains: (tenant, id) => tickets.remains?.(tenant, id.split(':')[0] ?? '') === true,
  apply(tenant, change, mark) {
    const ids = tenant.living('tickets');
    if (
      change.kind === 'create' ||
      change.kind === 'restore' ||
      change.kind === 'delete' ||
      change.kind === 'destroy'
    ) {
      return tickets.apply(tenant, change, mark);
    }
    const ticket = choose(ids, change.pick);
    if (ticket === undefined) return undefined;
    // An entry that is dated back leaves the date of the last action, but stamps the ticket (docs/strategies.md).
    const isDatedBack = tenant.switches.childChangesBumpTicket === 'none';
    if (change.kind === 'edit' || isDatedBack) tenant.tickets.edit(ticket, { summary: mark });
    if (change.kind === 'add') {
      const isPrivate = Math.floor(change.pick * 1000) % 2 === 1;
      tenant.actions.add(ticket, { ...written(change.pick, mark), hiddenfromuser: isPrivate });
    }
    const action = choose(
      tenant.actions.of(ticket).map(({ id }) => id),
      change.pick,
    );
    if (action === undefined) return undefined;
    if (change.kind === 'change') tenant.actions.edit(ticket, action, written(change.pick, mark));
    if (change.kind === 'remove') tenant.actions.delete(ticket, action);
    return undefined;
  },
  expected(tenant) {
    const entries = tenant.living('tickets').flatMap((ticket) =>
      promisedActions(tenant, ticket)
        .filter(isRecord)
        .map(({ id, note }): [string, RecordData] => [`${ticket}:${id}`, { note: clean(note) }]),
    );
    return new Map(entries);
  },
  observed: ({ note }) => ({ note }),
  // A private note that nothing has followed is read where its ticket's stamp tells of it (`readNewer`).
  mayHold(tenant, id) {
    const [ticket = 0, child = 0] = id.split(':').map(Number);
    if (!tenant.living('tickets').includes(ticket)) return false;
    return tenant.actions.of(ticket).some((action) => action.id === child && isRecord(action));
  },
});

export const ticketActions = ofActions({
  sync: 'ticket-actions',
  model: 'TicketAction',
  written: (_pick, mark) => ({ note: mark }),
  isRecord: () => true,
});

/** Actions get time and lose it again. */
export const timeEntries = ofActions({
  sync: 'time-entries',
  model: 'TimeEntry',
  written: (pick, mark) => ({ note: mark, timetaken: (Math.floor(pick * 100) % 3) / 2 }),
  isRecord: (action) => timeOf(action) > 0,
});

/** The actions of a ticket, without private notes that no list shows and no newer action leads to (docs/strategies.md). */
function promisedActions(tenant: Tenant, ticket: number) {
  const actions = tenant.actions.of(ticket);
  if (!tenant.switches.actionListHidesPrivate) return actions;
  const newest = Math.max(0, ...actions.filter(({ hiddenfromuser }) => !hiddenfromuser).map(({ id }) => id));
  return actions.filter(({ id }) => id <= newest);
}

/** Attachments: files are added and deleted; their tickets are edited, deleted, restored and destroyed. */
export const ticketAttachments: Subject = {
  sync: 'ticket-attachments',
  model: 'TicketAttachment',
  list: 'tickets',
  metadata: { actions_days: 3650 },
  changes: ['create', 'edit', 'add', 'remove', 'delete', 'restore', 'destroy', 'hide', 'blind', 'show'],
  needsSweep: ['destroy'],
  living: () => [],
  isVisible: (tenant, sight, id) => ticketActions.isVisible(tenant, sight, id),
  apply(tenant, change, mark) {
    if (change.kind !== 'add' && change.kind !== 'remove') return tickets.apply(tenant, change, mark);
    const living = tenant.living('tickets');
    if (change.kind === 'add') {
      const ticket = choose(living, change.pick);
      if (ticket !== undefined) tenant.attachments.add(ticket, { filename: mark });
      return undefined;
    }
    const files = living.flatMap((ticket) => tenant.attachments.of(ticket).map(({ id }) => id));
    const file = choose(files, change.pick);
    if (file !== undefined) tenant.attachments.delete(file);
    return undefined;
  },
  expected: (tenant) =>
    new Map(
      tenant
        .living('tickets')
        .flatMap((ticket) =>
          tenant.attachments
            .of(ticket)
            .map(({ id, filename }): [string, RecordData] => [`${ticket}:${id}`, { file_name: clean(filename) }]),
        ),
    ),
  observed: ({ file_name }) => ({ file_name }),
};
