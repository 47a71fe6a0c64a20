import type { Switches } from '../switches.js';
import { generateActions, type ActionLog, type ActionRecord } from './action.js';
import { Collection, type ChangeClock } from './collection.js';
import { API_AGENT_ID, type Layout } from './layout.js';
import { NoSuchRecord } from './store.js';
import { Draw } from '../random.js';
import type { TicketStore } from './ticket-store.js';

/** What may be given when an action is made or changed. */
export type ActionChanges = Partial<Omit<ActionRecord, 'id' | 'ticket_id'>>;

/** The actions of all tickets, by ticket. Changes stamp the ticket as the switch `childChangesBumpTicket` says. */
export class ActionStore {
  readonly logs: Collection<ActionLog>;

  constructor(
    private readonly layout: Layout,
    private readonly tickets: TicketStore,
    private readonly clock: ChangeClock,
    private readonly switches: () => Switches,
  ) {
    const generate = (id: number): ActionLog => generateActions(layout, tickets.rows.baseRecord(id));
    this.logs = new Collection(tickets.rows.base, generate, layout.newest, clock);
  }

  /** All actions of a ticket, oldest first, private notes included. Empty for a ticket that does not exist. */
  of(ticketId: number): readonly ActionRecord[] {
    return this.#log(ticketId)?.actions ?? [];
  }

  /** As the API shows them at this moment. */
  read(ticketId: number): readonly ActionRecord[] {
    if (this.tickets.rows.read(ticketId) === undefined) return [];
    return this.logs.read(ticketId)?.actions ?? [];
  }

  add(ticketId: number, values: ActionChanges = {}): ActionRecord {
    const log = this.#require(ticketId);
    const now = this.clock.now();
    const action: ActionRecord = {
      outcome: 'Public Note',
      outcome_id: 5,
      who_type: 1,
      who_agentid: API_AGENT_ID,
      who: 'Integration API',
      datetime: now,
      last_updated: now,
      note: 'Noted.',
      hiddenfromuser: false,
      timetaken: 0.25,
      actionby_application_id: 'nethelpdesk-agent-web-application',
      guid: new Draw(this.layout.seed, 9, ticketId * 1000 + log.next).guid(),
      ...values,
      id: log.next,
      ticket_id: ticketId,
    };
    this.#put(log, [...log.actions, action], log.next + 1);
    if (this.switches().childChangesBumpTicket !== 'none') this.tickets.edit(ticketId, { lastactiondate: now });
    return action;
  }

  edit(ticketId: number, id: number, changes: ActionChanges): ActionRecord {
    const log = this.#require(ticketId);
    const current = log.actions.find((action) => action.id === id);
    if (current === undefined) throw new NoSuchRecord(`action of ticket ${ticketId}`, id);
    const action: ActionRecord = { ...current, last_updated: this.clock.now(), ...changes };
    this.#put(
      log,
      log.actions.map((known) => (known.id === id ? action : known)),
    );
    this.#bump(ticketId);
    return action;
  }

  /** Deletes without a tombstone. */
  delete(ticketId: number, id: number): void {
    const log = this.#require(ticketId);
    this.#put(
      log,
      log.actions.filter((action) => action.id !== id),
    );
    this.#bump(ticketId);
  }

  #put(log: ActionLog, actions: readonly ActionRecord[], next = log.next): void {
    this.logs.put(log.id, { ...log, actions, next, last_update: this.clock.now() });
  }

  #bump(ticketId: number): void {
    if (this.switches().childChangesBumpTicket === 'all') {
      this.tickets.edit(ticketId, { lastactiondate: this.clock.now() });
    }
  }

  #require(ticketId: number): ActionLog {
    const log = this.#log(ticketId);
    if (log === undefined) throw new NoSuchRecord('ticket', ticketId);
    return log;
  }

  #log(ticketId: number): ActionLog | undefined {
    const ticket = this.tickets.get(ticketId);
    if (ticket === undefined) return undefined;
    // A ticket made after the start has no generated actions.
    return this.logs.get(ticketId) ?? { id: ticketId, last_update: ticket.last_update, actions: [], next: 3 };
  }
}
