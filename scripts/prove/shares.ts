import { fileURLToPath } from 'node:url';

import { execaNode } from 'execa';

import type { SearchResult } from '../../tests/properties/prove.js';
import { noTally, type Tally } from '../../tests/properties/search.js';
import { Steps, type Step } from '../terminal/steps.js';
import type { Terminal } from '../terminal/terminal.js';

/** Schedules that one process searches before it reports. */
const most = 2_000;

/** A part of the search through the schedules of one sync, for one process. */
export interface Share {
  readonly sync: string;
  readonly count: number;
  readonly seed: number;
}

/** A schedule after which the records of a sync differ from the tenant. */
export type Counterexample = { readonly sync: string } & NonNullable<SearchResult['counterexample']>;

/** Marks the step of a share as failed. */
class Found extends Error {
  constructor(readonly counterexample: Counterexample) {
    super(counterexample.reason);
  }
}

/** The search for `runs` schedules of each sync; the same numbers give the same shares. */
export function sharesOf(syncs: readonly string[], runs: number, seed: number): Share[] {
  return syncs.flatMap((sync) =>
    Array.from({ length: Math.ceil(runs / most) }, (_, index) => ({
      sync,
      count: Math.min(most, runs - index * most),
      // Multiplied by a prime, so that the shares of two seeds differ.
      seed: seed * 1_000_003 + index,
    })),
  );
}

export interface SearchOptions {
  /** Processes at a time. */
  readonly workers: number;
  /** The file of a survey, whose tenant is searched as one more build. */
  readonly like?: string | undefined;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/**
 * Searches all shares, each in its own process, even if some of them find counterexamples.
 * @throws what a process that could not search ended with
 */
export async function searchShares(
  shares: readonly Share[],
  { workers, like, terminal, signal }: SearchOptions,
): Promise<{ tally: Tally; counterexamples: Counterexample[] }> {
  const total = noTally();
  const steps = shares.map((share): Step<void> => {
    const title = `${share.sync}: ${share.count} schedules from seed ${share.seed}`;
    return {
      title,
      work: async (update) => {
        const { tally, counterexample } = await searchShare(share, like, signal);
        for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
        if (counterexample === undefined) return;
        update(`${title}: build "${counterexample.variant}": ${counterexample.reason}`);
        throw new Found({ sync: share.sync, ...counterexample });
      },
    };
  });
  const outcomes = await new Steps(terminal).settle(steps, workers);
  const counterexamples = outcomes.flatMap((outcome): Counterexample[] => {
    if (outcome.status === 'fulfilled') return [];
    if (outcome.reason instanceof Found) return [outcome.reason.counterexample];
    throw outcome.reason;
  });
  return { tally: total, counterexamples };
}

async function searchShare(
  { sync, count, seed }: Share,
  like: string | undefined,
  cancelSignal: AbortSignal,
): Promise<SearchResult> {
  const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
  const { stdout } = await execaNode(
    worker,
    [sync, String(count), String(seed), ...(like === undefined ? [] : [like])],
    {
      nodeOptions: ['--import', 'tsx'],
      cancelSignal,
    },
  );
  return JSON.parse(stdout.split('\n').at(-1) ?? '') as SearchResult;
}
