import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import { callFunction, functionError } from '../consumer/call-function.js';
import type { Connection } from '../consumer/connection.js';
import { DownloadError } from './errors.js';

const Attachment = z.object({
  id: z.string(),
  attachment_id: z.string(),
  file_name: z.string().optional(),
  size_bytes: z.number().optional(),
});

/** What is used of a file's record. */
export type Attachment = z.infer<typeof Attachment>;

const Listed = z.object({ attachments: z.array(Attachment) });

/** A file of a ticket by the id of its record, with its name and size. @throws DownloadError */
export async function findAttachment(
  nango: Pick<Nango, 'triggerAction'>,
  connection: Connection,
  id: string,
): Promise<Attachment> {
  const [ticket = ''] = id.split(':');
  const answer = await callFunction(nango, connection, 'list-attachments', { ticket_id: ticket }).catch(
    (error: unknown): never => {
      const code = functionError(error)?.code;
      if (code === 'halo_not_found') throw new DownloadError('not_found');
      if (code === 'halo_permission_denied') throw new DownloadError('not_allowed');
      if (code === 'halo_rate_limited') throw new DownloadError('rate_limited');
      // What the client throws holds the secret key, so nothing of it is passed on.
      throw new DownloadError(code === undefined ? 'refused' : 'unavailable', code ?? '');
    },
  );
  const found = Listed.parse(answer).attachments.find((attachment) => attachment.id === id);
  if (found === undefined) throw new DownloadError('not_found');
  return found;
}
