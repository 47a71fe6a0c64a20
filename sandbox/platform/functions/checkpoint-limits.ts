import * as z from 'zod';
import type { Facts } from '../profile/facts.js';
import type { Checkpoint } from './checkpoint-store.js';
import { persistError } from './persist.js';

const longestKey = 255;

/**
 * A checkpoint as it is stored, if the server takes it: flat, and within the limits of its version.
 *
 * @throws Error as a function gets it, with every mistake and where it is
 */
export function checkCheckpoint(key: string, checkpoint: unknown, limits: Facts['checkpoints.size']): Checkpoint {
  const schema = z.object({
    key: z.string().min(1).max(longestKey),
    checkpoint: z
      .record(z.string().max(limits.name), z.union([z.string().max(limits.text), z.number(), z.boolean()]))
      .refine((fields) => Object.keys(fields).length <= limits.fields, {
        message: `Checkpoint cannot have more than ${String(limits.fields)} fields`,
      }),
  });
  // It travels as JSON: what has no value is left out, and what JSON has no word for becomes null.
  const parsed = schema.safeParse({ key, checkpoint: JSON.parse(JSON.stringify(checkpoint ?? null)) as unknown });
  if (parsed.success) return parsed.data.checkpoint;
  const errors = parsed.error.issues.map(({ code, message, path }) => ({ code, message, path: path.map(String) }));
  throw persistError('save checkpoint', { code: 'invalid_request', errors });
}
