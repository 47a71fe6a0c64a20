import { createHash } from 'node:crypto';

import type { TicketAction } from '../consumer/models.js';
import type { Comment, Product } from './product.js';

/** The key under which a comment is written: the same for every attempt, and for no other comment. */
export function keyOf({ id }: Pick<Comment, 'id'>): string {
  return `comment-${id}`;
}

/**
 * The id of the empty element that a note with this key ends with. The functions make it so, which lets a note be known
 * that came back before its id did.
 */
export function markOf(key: string): string {
  return `key-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** Whether a note that came from Halo is one that this product wrote there. */
export function isEcho({ id, note_html: markup = '' }: TicketAction, product: Product): boolean {
  if (product.written.has(id)) return true;
  // The answer to a write may be lost, and its note be read before the write is repeated.
  return product.pending.some((comment) => markup.includes(`id="${markOf(keyOf(comment))}"`));
}
