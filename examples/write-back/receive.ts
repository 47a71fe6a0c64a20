import type { Nango } from '@nangohq/node';

import type { Connection } from '../consumer/connection.js';
import type { ModelName, Models, Stored, Ticket, TicketAction } from '../consumer/models.js';
import { isEcho } from './echoes.js';
import type { Product } from './product.js';

type Reader = Pick<Nango, 'listRecords'>;

/** Whether a note is one that the product wrote. A test gives another answer to show what would happen then. */
export type EchoFilter = (note: TicketAction, product: Product) => boolean;

/** Brings the product up to date with the synced tickets, and with the notes that others wrote. */
export async function receive(
  nango: Reader,
  connection: Connection,
  product: Product,
  filter: EchoFilter = isEcho,
): Promise<void> {
  await follow(nango, connection, product, 'Ticket', (ticket, isDeleted) => {
    takeTicket(product, ticket, isDeleted);
  });
  await follow(nango, connection, product, 'TicketAction', (note, isDeleted) => {
    takeNote(product, note, isDeleted, filter);
  });
}

/** Reads what changed of a model since the last time. The cursor moves with the last record that was taken. */
async function follow<Name extends ModelName>(
  nango: Reader,
  connection: Connection,
  product: Product,
  model: Name,
  take: (record: Stored<Models[Name]>, isDeleted: boolean) => void,
): Promise<void> {
  for (;;) {
    const cursor = product.cursors.get(model) ?? null;
    const page = await nango.listRecords<Models[Name]>({ ...connection, model, cursor, limit: 1000 });
    for (const record of page.records) {
      const { cursor: place, deleted_at: deletedAt } = record._nango_metadata;
      take(record, deletedAt !== null);
      product.cursors.set(model, place);
    }
    if (page.next_cursor === null) return;
  }
}

function takeTicket({ tickets }: Product, ticket: Ticket, isDeleted: boolean): void {
  if (isDeleted) tickets.delete(ticket.id);
  else {
    const { id, summary = '', status_name: status = '' } = ticket;
    tickets.set(id, { id, summary, status });
  }
}

function takeNote(product: Product, note: TicketAction, isDeleted: boolean, filter: EchoFilter): void {
  if (isDeleted) product.received.delete(note.id);
  else if (!filter(note, product)) {
    product.received.set(note.id, {
      id: note.id,
      ticketId: note.ticket_id ?? '',
      author: note.author_name ?? '',
      text: note.note ?? '',
      isPublic: !note.is_private,
    });
  }
}
