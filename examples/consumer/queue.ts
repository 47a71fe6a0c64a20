import type { Connection } from './connection.js';

/**
 * Work by connection: one after the other for each, side by side for different ones. What is asked for while the same is
 * waiting is not queued twice, because one reading brings everything.
 */
export class ConnectionQueue {
  readonly #turns = new Map<string, { isWaiting: boolean; last: Promise<void> }>();

  /** @param work never rejects: whoever works tells of failures */
  constructor(private readonly work: (connection: Connection) => Promise<void>) {}

  push(connection: Connection): void {
    const key = JSON.stringify([connection.providerConfigKey, connection.connectionId]);
    const turn = this.#turns.get(key) ?? { isWaiting: false, last: Promise.resolve() };
    if (turn.isWaiting) return;
    turn.isWaiting = true;
    turn.last = turn.last.then(() => {
      turn.isWaiting = false;
      return this.work(connection);
    });
    this.#turns.set(key, turn);
  }

  /** Resolves when nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    await Promise.all([...this.#turns.values()].map(({ last }) => last));
  }
}
