import { setTimeout as sleep } from 'node:timers/promises';

import { Unfinished } from './problem.js';

/** How patient one is with a server. */
export interface Patience {
  /** Milliseconds between two questions. */
  readonly every: number;
  /** Milliseconds after which it is given up. */
  readonly atMost: number;
}

/**
 * Asks until there is an answer.
 *
 * @param what is waited for, in words, for the message
 * @param ask returns the answer, or `undefined` as long as there is none
 * @throws Unfinished when it takes too long, and whatever `ask` throws
 */
export async function until<T>(
  what: string,
  { every, atMost }: Patience,
  ask: () => Promise<T | undefined>,
  signal?: AbortSignal,
): Promise<T> {
  const end = performance.now() + atMost;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end)
      throw new Unfinished(`waited ${Math.round(atMost / 1000)} s for ${what}, which did not happen`);
    await sleep(every);
  }
}

/**
 * Does work for each item, several at once, and gives the results in the order of the items.
 *
 * @throws what the first of them threw, when all that was begun has ended
 */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.map((item, index) => ({ item, index }));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.index] = await work(next.item);
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return results;
}
