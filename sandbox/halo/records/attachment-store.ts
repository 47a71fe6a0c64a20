import type { Switches } from '../switches.js';
import { attachmentIdsOf, attachmentRange, generateAttachment, type AttachmentRecord } from './attachment.js';
import type { ChangeClock } from './collection.js';
import type { Layout } from './layout.js';
import { Store, type Changes } from './store.js';
import type { TicketStore } from './ticket-store.js';

/** The files of tickets. They are children of their ticket, as actions are: the same switch says what changes stamp it. */
export class AttachmentStore extends Store<AttachmentRecord> {
  constructor(
    layout: Layout,
    private readonly tickets: TicketStore,
    clock: ChangeClock,
    private readonly switches: () => Switches,
  ) {
    super('attachment', layout, attachmentRange(layout), generateAttachment, clock);
  }

  /** The attachments of a ticket, oldest first. Empty for a ticket that does not exist. */
  of(ticketId: number): readonly AttachmentRecord[] {
    if (this.tickets.get(ticketId) === undefined) return [];
    return this.#idsOf(ticketId).flatMap((id) => this.get(id) ?? []);
  }

  /** As the API shows them at this moment. */
  readOf(ticketId: number): readonly AttachmentRecord[] {
    if (this.tickets.rows.read(ticketId) === undefined) return [];
    return this.#idsOf(ticketId).flatMap((id) => this.rows.read(id) ?? []);
  }

  /** How many `readOf` gives, without computing those that nobody changed. */
  countOf(ticketId: number): number {
    if (this.tickets.rows.read(ticketId) === undefined) return 0;
    const isThere = (id: number): boolean =>
      (this.rows.isBase(id) && this.rows.change(id) === undefined) || this.rows.read(id) !== undefined;
    return this.#idsOf(ticketId).filter(isThere).length;
  }

  /** Adds a file to a ticket; what is not given is made up. */
  add(ticketId: number, values: Changes<AttachmentRecord> = {}): AttachmentRecord {
    this.tickets.require(ticketId);
    const attachment = super.create({
      action_id: 0,
      filename: 'note.txt',
      content_type: 'text/plain',
      data: Buffer.from('Noted.\n').toString('base64'),
      note: '',
      showforusers: true,
      ...values,
      datecreated: this.clock.now(),
      ticket_id: ticketId,
    });
    if (this.switches().childChangesBumpTicket !== 'none') this.#bump(ticketId);
    return attachment;
  }

  override delete(id: number): void {
    const { ticket_id: ticketId } = this.require(id);
    super.delete(id);
    if (this.switches().childChangesBumpTicket === 'all') this.#bump(ticketId);
  }

  #idsOf(ticketId: number): readonly number[] {
    const added = [...this.rows.changedIds()].filter((id) => !this.rows.isBase(id));
    const own = added.filter((id) => this.rows.change(id)?.ticket_id === ticketId).sort((one, other) => one - other);
    return [...attachmentIdsOf(this.layout, ticketId), ...own];
  }

  #bump(ticketId: number): void {
    this.tickets.edit(ticketId, { lastactiondate: this.clock.now() });
  }
}
