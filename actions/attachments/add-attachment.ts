import { z } from 'zod';

import type { InputProblem } from '../../halo/errors.js';
import { described } from '../../records/described.js';
import { TicketAttachment } from '../../records/ticket-attachments.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { flag, idInput, text, title } from '../fields/plain.js';
import { actionIdSchema, partsOf } from '../ticket-actions/kind.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult, type WriteResult } from '../writing/result.js';
import { contentInput, contentProblems, sizeOf, toDataUrl } from './content.js';
import { attachmentKind, type AttachmentRecord } from './kind.js';

const model = writeModel(
  {
    file_name: title('filename', 'Name of the file, with its extension.'),
    note: text('note', 'Note on the file.', 1000),
    is_visible_to_contacts: flag(
      'showforusers',
      "Whether contacts may see it. Left out, the tenant's settings decide.",
    ),
  },
  { required: ['file_name'] },
);

export const addAttachment = defineFunction({
  name: 'add-attachment',
  description: 'Add a file of at most 1,000,000 bytes to a ticket, or to one of its actions',
  instructions:
    'Use it to put a file on a ticket, such as a log or a picture. Give what is in it as base64. Give action_id when it belongs to a note or a reply. Nobody is told of the file; to send it to the requester, say where it is in a reply. Give an idempotency_key so that a repeated call does not add it twice.',
  scopes: ['edit:tickets'],
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  cost: { usual: 3, most: 3 },
  errors: [...writeErrors, 'halo_not_found', 'halo_key_in_use'],
  example: {
    ticket_id: '1042',
    file_name: 'event-log.txt',
    content_base64: 'RXJyb3IgNDI6IHBhcGVyIGphbQo=',
    content_type: 'text/plain',
    idempotency_key: 'log-2026-11-26-42',
  },
  input: z.strictObject({
    ticket_id: idInput('Ticket, project or opportunity, by id.'),
    action_id: described(
      actionIdSchema.optional(),
      'Action of the ticket that it belongs to, by its id as records carry it, such as "4242:3". Halo: action_id.',
    ),
    ...contentInput,
    ...model.shape,
    idempotency_key: idempotencyKey,
    ...writeOptions,
  }),
  output: writeResult(TicketAttachment.schema),
  run: async (call, input): Promise<WriteResult<AttachmentRecord>> => {
    const ticket = Number(input.ticket_id);
    const parts = input.action_id === undefined ? undefined : partsOf(input.action_id);
    const isElsewhere = parts !== undefined && parts.ticket !== ticket;
    const problems: InputProblem[] = [
      ...contentProblems(input),
      ...(isElsewhere ? [{ field: 'action_id', message: `it is an action of ticket ${parts.ticket}` }] : []),
    ];
    const sent = await sentFields(call, model, input, undefined, problems);
    const fixed = {
      ticket_id: ticket,
      ...(parts === undefined ? {} : { action_id: parts.action }),
      data_base64: toDataUrl(input),
    };
    const result = await create(call, attachmentKind, {
      sent,
      fixed,
      key: input.idempotency_key,
      isDryRun: input.dry_run,
    });
    return withSize(result, sizeOf(input));
  },
});

/** A file that Halo shows with another size than was sent is told of, as everything that did not become as asked. */
function withSize(result: WriteResult<AttachmentRecord>, size: number): WriteResult<AttachmentRecord> {
  const { outcome, record, changed_by_rules: others = [] } = result;
  const became = record?.size_bytes;
  if (outcome !== 'created' || became === undefined || became === size) return result;
  const asked = `${size} bytes`;
  return { ...result, changed_by_rules: [...others, { field: 'content_base64', asked, became: `${became} bytes` }] };
}
