import type { Clock } from '../../clock.js';

/** Locks by key, each with an owner (a run) and a time after which anybody may take it. Kept in memory. */
export class Locks {
  readonly #held = new Map<string, { owner: string; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** False when another owner holds it. @throws Error on a key that is empty or longer than 255, or a time <= 0. */
  acquire(owner: string, key: string, milliseconds: number): boolean {
    if (key === '' || key.length > 255) throw new Error('Invalid lock key (must be between 1 and 255 characters)');
    if (milliseconds <= 0) throw new Error('Invalid lock TTL (must be greater than 0)');
    const now = this.clock.now();
    const held = this.#held.get(key);
    if (held && held.until > now && held.owner !== owner) return false;
    this.#held.set(key, { owner, until: now + milliseconds });
    return true;
  }

  release(owner: string, key: string): boolean {
    return this.#held.get(key)?.owner === owner && this.#held.delete(key);
  }

  releaseAll(owner: string): void {
    for (const [key, held] of this.#held) if (held.owner === owner) this.#held.delete(key);
  }
}
