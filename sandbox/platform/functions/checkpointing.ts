import { validateCheckpoint } from '@nangohq/runner-sdk';
import type { Facts } from '../profile/facts.js';
import { checkCheckpoint } from './checkpoint-limits.js';
import type { Checkpoint, CheckpointStore } from './checkpoint-store.js';
import { CheckpointConflictError } from './checkpoint-store.js';
import { persistError } from './persist.js';

interface State {
  checkpoint: Checkpoint | null;
  version: number;
  deleted: boolean;
}

export interface CheckpointRange {
  from: Checkpoint | null;
  to: Checkpoint | null;
}

const living = (state: State | null | undefined): Checkpoint | null =>
  state && !state.deleted ? state.checkpoint : null;

/**
 * One run's view of its checkpoints. It remembers the version that it read, so a second run that writes the same key in
 * between makes this one fail instead of being overwritten.
 */
export class Checkpointing {
  readonly #known = new Map<string, { from: State | null; to: State | null }>();

  constructor(
    private readonly store: CheckpointStore,
    private readonly connection: number,
    private readonly limits: Facts['checkpoints.size'],
    /** Called with the reason why a checkpoint could not be read, which the function does not get. */
    private readonly unreadable: (reason: string) => void,
  ) {}

  async get(key: string): Promise<Checkpoint | null> {
    const stored = await this.#read(key);
    // A checkpoint that does not exist yet is expected at version 1, the version that its creation gives it.
    const state: State = stored
      ? { ...stored, checkpoint: validateCheckpoint(stored.checkpoint) }
      : { checkpoint: null, version: 1, deleted: false };
    this.#known.set(key, { from: this.#known.get(key)?.from ?? state, to: state });
    return living(state);
  }

  async save(key: string, checkpoint: Checkpoint): Promise<void> {
    const version = await this.#version(key);
    const stored = await attempt('saving', 'save', () =>
      this.store.put(this.connection, key, checkCheckpoint(key, checkpoint, this.limits), version),
    );
    this.#known.set(key, { from: this.#known.get(key)?.from ?? null, to: stored });
  }

  async clear(key: string): Promise<void> {
    const version = await this.#version(key);
    await attempt('deleting', 'delete', () => this.store.delete(this.connection, key, version));
    this.#known.set(key, { from: this.#known.get(key)?.from ?? null, to: null });
  }

  range(key: string): CheckpointRange | undefined {
    const known = this.#known.get(key);
    return known && { from: living(known.from), to: living(known.to) };
  }

  async #version(key: string): Promise<number> {
    if (!this.#known.get(key)?.to) await this.get(key);
    return this.#known.get(key)?.to?.version ?? 1;
  }

  /**
   * The real runner takes a checkpoint that it cannot read for one that does not exist, and so does this: the function
   * begins anew, and fails when it saves, because the version is not the one that it expects.
   */
  async #read(key: string) {
    try {
      return await this.store.get(this.connection, key);
    } catch (error) {
      this.unreadable(error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}

async function attempt<T>(action: string, verb: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause =
      error instanceof CheckpointConflictError
        ? persistError(`${verb} checkpoint`, { code: error.code, message: error.message })
        : error;
    throw new Error(`Error ${action} checkpoint: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
