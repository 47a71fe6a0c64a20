import { smallDay, wholeDay, type DaySizes } from './day/sizes.js';

/** How much is measured. */
export interface Sizes {
  /** Tickets of the full sync that is held against the floor, and how often both alternate. */
  readonly overhead: { readonly tickets: number; readonly rounds: number };
  /** The same, for what reading ahead buys. */
  readonly prefetch: { readonly tickets: number; readonly rounds: number };
  /** Tickets of the backfill whose memory is watched, and from which page on. */
  readonly backfill: { readonly tickets: number; readonly fromPage: number };
  /** Records in a tenant, and how many of them change before a run. */
  readonly requests: { readonly records: readonly number[]; readonly changed: readonly number[] };
  /**
   * What executions leave on the heap: how often each function is executed before it is measured and while it is, and
   * after how many executions the heap is read; in how many processes at the same time; and which functions, where it is
   * not all of them.
   */
  readonly kept: {
    readonly warmUp: number;
    readonly runs: number;
    readonly every: number;
    readonly lanes: number;
    readonly only?: readonly string[];
  };
  /** The tenant whose day is played. */
  readonly day: DaySizes;
  /** The comparison with the usual template: tickets, and how many change before each of their pages is answered. */
  readonly comparison: { readonly tickets: number; readonly changesPerPage: number };
}

/** What docs/performance.md shows. */
export const fullSizes: Sizes = {
  overhead: { tickets: 100_000, rounds: 3 },
  prefetch: { tickets: 20_000, rounds: 3 },
  backfill: { tickets: 1_000_000, fromPage: 100 },
  requests: { records: [1_000, 100_000, 1_000_000], changed: [1, 250, 1_000] },
  kept: { warmUp: 20, runs: 1_000, every: 100, lanes: 2 },
  day: wholeDay,
  comparison: { tickets: 3_000, changesPerPage: 2 },
};

/** A sync of each strategy, functions that write and read, and those that run on events. */
const sampled = [
  'tickets',
  'customers',
  'agents',
  'ticket-actions',
  'create-ticket',
  'search-tickets',
  'diagnose-connection',
  'validate-connection',
  'post-connection-creation',
];

/** Seconds instead of minutes: shows that everything runs and that requests keep their bounds. Its times mean little. */
export const quickSizes: Sizes = {
  overhead: { tickets: 3_000, rounds: 1 },
  prefetch: { tickets: 1_000, rounds: 1 },
  backfill: { tickets: 3_000, fromPage: 5 },
  requests: { records: [120, 1_200], changed: [1, 110] },
  kept: { warmUp: 20, runs: 150, every: 10, lanes: 1, only: sampled },
  day: smallDay,
  comparison: { tickets: 1_000, changesPerPage: 2 },
};
