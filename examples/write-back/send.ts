import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import { functionError } from '../consumer/call-function.js';
import type { Connection } from '../consumer/connection.js';
import { keyOf } from './echoes.js';
import type { Comment, Delivery, Product } from './product.js';

type Caller = Pick<Nango, 'triggerAction'>;

/** What is used of the answer of `add-note`. */
const Written = z.object({ id: z.string().optional(), key_kept: z.boolean().optional() });

/** Codes after which the same call may succeed, and which say nothing against the comment. */
const passing = ['halo_outcome_unknown', 'halo_unavailable', 'halo_rate_limited', 'halo_key_in_use'];

/**
 * Writes the comments that Halo has not been told of. What could not be settled stays pending and is repeated with the
 * same key at the next turn, which makes no second note.
 */
export async function send(nango: Caller, connection: Connection, product: Product): Promise<void> {
  for (const comment of product.pending) product.settle(comment.id, await write(nango, connection, comment));
}

async function write(
  nango: Caller,
  { providerConfigKey, connectionId }: Connection,
  comment: Comment,
): Promise<Delivery> {
  try {
    const answer = await nango.triggerAction(providerConfigKey, connectionId, 'add-note', {
      ticket_id: comment.ticketId,
      // Halo shows the agent of the connection as the author, so the text says who wrote it.
      note: `${comment.author}: ${comment.text}`,
      is_private: !comment.isPublic,
      idempotency_key: keyOf(comment),
    });
    const { id } = Written.parse(answer);
    return id === undefined ? { state: 'pending' } : { state: 'written', noteId: id };
  } catch (error) {
    const payload = functionError(error);
    // No answer of the function: Nango could not be reached, or the call took too long.
    if (payload === undefined || passing.includes(payload.code)) return { state: 'pending' };
    return { state: 'refused', reason: payload.message };
  }
}
