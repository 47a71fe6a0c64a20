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
    const existing = this.#stored.get(this.#key(connection, key));
    if (existing && existing.version !== expected) throw new CheckpointConflictError();
    const stored = { checkpoint: { ...checkpoint }, version: (existing?.version ?? 0) + 1, deleted: false };
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
