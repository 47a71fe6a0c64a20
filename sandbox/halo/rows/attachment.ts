import type { AttachmentRecord } from '../records/attachment.js';
import type { Row } from '../records/row.js';
import type { RowWriter } from './writer.js';

/** A row of the list, which names no ticket (halo-api.md §6.11). */
export function attachmentRow(record: AttachmentRecord, writer: RowWriter): Row {
  return writer.filled({
    id: record.id,
    filename: record.filename,
    datecreated: writer.dates.stored(record.datecreated),
    note: record.note,
    filesize: Buffer.from(record.data, 'base64').length,
    type: 0,
    // Captured so, pictures included (halo-api.md §6.11).
    unique_id: 0,
    isimage: false,
    showforusers: record.showforusers,
    showonchild: false,
    showonrelated: false,
    download_url: undefined,
    third_party_id: record.third_party_id,
  });
}

/** The saved object that a write answers; it repeats the bytes (halo-api.md §7.5). */
export function attachmentItem(record: AttachmentRecord, writer: RowWriter): Row {
  return {
    ...attachmentRow(record, writer),
    ticket_id: record.ticket_id,
    action_id: record.action_id,
    user_id: -1,
    content_type: record.content_type,
    data: record.data,
    last_updated: writer.dates.stored(record.last_update),
  };
}
