import type { Switches } from '../switches.js';
import type { ChangeClock } from './collection.js';
import type { Layout } from './layout.js';
import { Store, type Changes } from './store.js';
import {
  DOMAIN_TYPES,
  domainRange,
  generateTicket,
  STATUS,
  ticketRange,
  type Domain,
  type TicketRecord,
} from './ticket.js';

/** Tickets, projects and opportunities: one table. Deletion is soft and can be undone (halo-api.md §5.3). */
export class TicketStore extends Store<TicketRecord> {
  constructor(
    layout: Layout,
    clock: ChangeClock,
    private readonly switches: () => Switches,
  ) {
    super('ticket', layout, ticketRange(layout), generateTicket, clock);
  }

  /** A new, open ticket with its opening action's time; `domain: 'prjs'` makes a project, with a type of projects. */
  override create(values: Changes<TicketRecord> = {}): TicketRecord {
    const now = this.clock.now();
    return super.create({
      status_id: STATUS.new,
      dateoccurred: now,
      lastactiondate: now,
      respondbydate: now + 3_600_000,
      fixbydate: now + 8 * 3_600_000,
      responsedate: undefined,
      dateassigned: undefined,
      dateclosed: undefined,
      hasbeenclosed: undefined,
      ...(values.domain === undefined ? {} : { tickettype_id: DOMAIN_TYPES[values.domain][0] }),
      ...values,
    });
  }

  close(id: number): TicketRecord {
    const now = this.clock.now();
    return this.edit(id, { status_id: STATUS.closed, dateclosed: now, hasbeenclosed: true, lastactiondate: now });
  }

  /** `hasbeenclosed` stays true (halo-api.md §6.3). */
  reopen(id: number): TicketRecord {
    return this.edit(id, { status_id: STATUS.inProgress, dateclosed: undefined, lastactiondate: this.clock.now() });
  }

  /** The merged ticket stays as a closed row that names the other one (halo-api.md §5.4); both are stamped. */
  merge(id: number, into: number): void {
    this.require(into);
    this.close(id);
    this.edit(id, { merged_into_id: into });
    this.edit(into, { lastactiondate: this.clock.now() });
  }

  /** Deletes softly: gone from lists, 404 by id, listed by `deleted=true`. */
  override delete(id: number): void {
    const { last_update } = this.require(id);
    this.edit(id, this.switches().deleteBumpsLastUpdate ? { deleted: true } : { deleted: true, last_update });
  }

  restore(id: number): TicketRecord {
    const { last_update } = this.require(id);
    return this.edit(id, this.switches().restoreBumpsLastUpdate ? { deleted: false } : { deleted: false, last_update });
  }

  /** Gives it to another customer. */
  move(id: number, customer: number): TicketRecord {
    const { last_update } = this.require(id);
    const moved = { client_id: customer };
    return this.edit(id, this.switches().moveBumpsLastUpdate ? moved : { ...moved, last_update });
  }

  /** Deletes permanently, so that no list shows a trace of it. */
  destroy(id: number): void {
    super.delete(id);
  }

  /** Ids of the tickets of one domain that are not deleted, ascending. */
  living(domain: Domain): number[] {
    // Untouched rows are never deleted, and their id says the domain: no row needs to be computed.
    const { first, count } = domainRange(this.layout, domain);
    const ids: number[] = [];
    for (let id = first; id < first + count; id++) {
      const change = this.rows.change(id);
      if (change === undefined || (change !== null && !change.deleted)) ids.push(id);
    }
    const created: number[] = [];
    for (const id of this.rows.changedIds()) {
      const record = this.rows.isBase(id) ? undefined : this.get(id);
      if (record?.domain === domain && !record.deleted) created.push(id);
    }
    return [...ids, ...created.sort((a, b) => a - b)];
  }
}
