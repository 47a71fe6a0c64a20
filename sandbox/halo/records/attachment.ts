import { Draw } from '../random.js';
import type { IdRange, Stamped } from './collection.js';
import type { Layout } from './layout.js';
import { generateTicket } from './ticket.js';

/** A file of a ticket. */
export interface AttachmentRecord extends Stamped {
  readonly ticket_id: number;
  /** 0 when it came with no action. */
  readonly action_id: number;
  readonly filename: string;
  readonly content_type: string;
  /** The bytes, as base64. */
  readonly data: string;
  readonly note: string;
  readonly showforusers: boolean;
  /** Milliseconds since 1970. */
  readonly datecreated: number;
  readonly third_party_id?: string | undefined;
}

const firstId = 301;

/** Of three tickets, the third has two files. */
const every = 3;
const each = 2;

/** A picture of one pixel: bytes that are no text. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The ids of all untouched attachments. */
export function attachmentRange(layout: Layout): IdRange {
  return { first: firstId, count: each * Math.floor(layout.range('tickets').count / every) };
}

/** The ids of the untouched attachments of a ticket, ascending. */
export function attachmentIdsOf(layout: Layout, ticketId: number): number[] {
  const { first, count } = layout.range('tickets');
  const index = ticketId - first;
  if (index < 0 || index >= count || index % every !== every - 1) return [];
  return Array.from({ length: each }, (_, part) => firstId + each * Math.floor(index / every) + part);
}

/** The untouched attachment of an id: a text and a picture by turns. */
export function generateAttachment(layout: Layout, id: number): AttachmentRecord {
  const draw = new Draw(layout.seed, 7, id);
  const index = id - firstId;
  const ticket = generateTicket(layout, layout.range('tickets').first + every * Math.floor(index / each) + every - 1);
  const isText = index % each === 0;
  return {
    id,
    ticket_id: ticket.id,
    action_id: isText ? 3 : 0,
    filename: isText ? `log-${id}.txt` : `screen-${id}.png`,
    content_type: isText ? 'text/plain' : 'image/png',
    data: isText ? Buffer.from(`Log ${id}: ${draw.guid()} – nothing unusual.\n`).toString('base64') : PIXEL,
    note: '',
    showforusers: draw.chance(80),
    datecreated: ticket.dateoccurred,
    last_update: ticket.dateoccurred,
  };
}
