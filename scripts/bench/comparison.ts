import type { Sizes } from './sizes.js';
import type { Harness } from './harness.js';

/** What one way to sync tickets costs and loses while they change under it. */
export interface Outcome {
  requests: number;
  seconds: number;
  /** Minutes that these requests take at least where 700 are allowed in any five (halo-api.md §8). */
  minutesAllowed: number;
  /** Living tickets that the cache does not hold, or holds as they were. */
  lost: number;
  /** Records of tickets that are deleted. */
  leftOver: number;
}

export interface Comparison {
  tickets: number;
  changes: number;
  ours: Outcome;
  usual: Outcome;
}

/**
 * Both read the same tenant while the same changes happen at the same pages; then nothing changes any more, an hour
 * passes, and each runs once more. What is lost after that stays lost until the row happens to be edited again.
 */
export async function compareWithUsual(harness: Harness, sizes: Sizes['comparison']): Promise<Comparison> {
  const { tickets, changesPerPage } = sizes;
  const pages = Math.floor(tickets / 100);
  const play = async (sync: string): Promise<Outcome> => {
    await harness.open({ tickets });
    await harness.schedule({ pages, changes: changesPerPage, seed: 1 });
    const first = await harness.sync({ sync, store: 'memory', fresh: true });
    await harness.advance();
    const second = await harness.sync({ sync, store: 'memory', fresh: false });
    const requests = first.requests + second.requests;
    const seconds = (first.wallMs + second.wallMs) / 1000;
    return {
      requests,
      seconds,
      minutesAllowed: Math.floor((requests - 1) / 700) * 5,
      ...differences(await harness.summaries()),
    };
  };
  return { tickets, changes: pages * changesPerPage, ours: await play('tickets'), usual: await play('usual') };
}

function differences({ tenant, cache }: Awaited<ReturnType<Harness['summaries']>>): { lost: number; leftOver: number } {
  const lost = [...tenant].filter(([id, summary]) => cache.get(id) !== summary).length;
  const leftOver = [...cache.keys()].filter((id) => !tenant.has(id)).length;
  return { lost, leftOver };
}
