import * as z from 'zod';

export type Checkpoint = Record<string, string | number | boolean>;

export interface StoredCheckpoint {
  checkpoint: Checkpoint;
  version: number;
  deleted: boolean;
}

/** Another run has written the checkpoint since this one read it. */
export class CheckpointConflictError extends Error {
  readonly code = 'checkpoint_conflict';
  constructor() {
    super('Checkpoint has been updated since last read');
  }
}

/** Checkpoints by connection and key, with optimistic locking. A cleared one keeps its row and its version. */
export interface CheckpointStore {
  get(connection: number, key: string): Promise<StoredCheckpoint | null>;
  /** Creates it (version 1), or replaces the `expected` version. @throws CheckpointConflictError */
  put(connection: number, key: string, checkpoint: Checkpoint, expected: number): Promise<StoredCheckpoint>;
  /** @throws CheckpointConflictError when it moved, was cleared before or never existed. */
  delete(connection: number, key: string, expected: number): Promise<void>;
  /** Forgets every checkpoint whose key begins with `prefix`, versions included. */
  clear(connection: number, prefix: string): Promise<void>;
}

const limits = { key: 255, text: 4000, fields: 16 };

const checkpointSchema = z
  .record(z.string().max(limits.key), z.union([z.string().max(limits.text), z.number(), z.boolean()]))
  .refine((fields) => Object.keys(fields).length <= limits.fields);

/**
 * What the real server accepts: at most 16 flat fields, names up to 255 and texts up to 4,000 characters.
 *
 * @throws Error `checkpoint_key_too_long` or `invalid_checkpoint_format`
 */
export function checkCheckpoint(key: string, checkpoint: unknown): Checkpoint {
  if (key.length > limits.key) throw new Error('checkpoint_key_too_long');
  const parsed = checkpointSchema.safeParse(checkpoint);
  if (!parsed.success) throw new Error('invalid_checkpoint_format');
  return parsed.data;
}

export class MemoryCheckpointStore implements CheckpointStore {
  readonly #stored = new Map<string, StoredCheckpoint>();

  #key(connection: number, key: string): string {
    return `${String(connection)}/${key}`;
  }

  async get(connection: number, key: string): Promise<StoredCheckpoint | null> {
    await Promise.resolve();
    return structuredClone(this.#stored.get(this.#key(connection, key)) ?? null);
  }

  async put(connection: number, key: string, checkpoint: Checkpoint, expected: number): Promise<StoredCheckpoint> {
    await Promise.resolve();
    const valid = checkCheckpoint(key, checkpoint);
    const existing = this.#stored.get(this.#key(connection, key));
    if (existing && existing.version !== expected) throw new CheckpointConflictError();
    const stored = { checkpoint: { ...valid }, version: (existing?.version ?? 0) + 1, deleted: false };
    this.#stored.set(this.#key(connection, key), stored);
    return structuredClone(stored);
  }

  async delete(connection: number, key: string, expected: number): Promise<void> {
    await Promise.resolve();
    const existing = this.#stored.get(this.#key(connection, key));
    if (!existing || existing.deleted || existing.version !== expected) throw new CheckpointConflictError();
    existing.deleted = true;
    existing.version += 1;
  }

  async clear(connection: number, prefix: string): Promise<void> {
    await Promise.resolve();
    const start = this.#key(connection, prefix);
    for (const key of this.#stored.keys()) if (key.startsWith(start)) this.#stored.delete(key);
  }
}
