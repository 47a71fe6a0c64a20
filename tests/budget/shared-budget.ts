import type { RateLimit } from '../../sandbox/halo/index.js';
import type { SimulatedClock } from '../../sandbox/clock.js';
import { Runtime, World } from '../support/world.js';

/** What a tenant allows, and what it tells of it. */
export interface Budget {
  limit: number;
  windowSeconds: number;
  hints: Partial<RateLimit>;
}

/** Another client of the same tenant: the part of the limit that it asks for, every so many seconds. */
export interface Neighbour {
  share: number;
  everySeconds: number;
}

/** A sync that runs on the tenant: over a list of `rows` pages of one row each, after so many seconds. */
export interface Runner {
  sync: 'tickets' | 'customers';
  rows: number;
  /** Tells runs of the same sync apart, as variants of a sync on the platform. */
  variant?: string;
  afterSeconds?: number;
}

/** What was let through until a moment. */
export interface Share {
  ours: number[];
  neighbour: number;
  /** Milliseconds since the first sync started. */
  elapsed: number;
}

export interface Outcome {
  failures: unknown[];
  /** After the first window, which the burst at the beginning fills. */
  firstWindow: Share;
  /** When the last sync had started. */
  allStarted: Share;
  /** When the first sync had ended, and when all had. */
  firstEnd: Share;
  end: Share;
  refused: number;
}

const usual = new Runtime();

/** How long an answer takes, in milliseconds; without it a burst would take no time at all. */
export const latency = 120;

export const sleep = (clock: SimulatedClock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.setTimeout(resolve, milliseconds);
  });

/**
 * Runs syncs at the same time on a tenant with a request budget, where each row costs a request. They share nothing, as on
 * the usual server, whose locks keep no other run out (nango-platform.md §17).
 */
export async function spendBudget(
  budget: Budget,
  runners: readonly Runner[],
  { neighbour, runtime = usual }: { neighbour?: Neighbour | undefined; runtime?: Runtime } = {},
): Promise<Outcome> {
  const rowsOf = (name: string) => runners.find(({ sync }) => sync === name)?.rows ?? 1;
  const world = new World({
    runtime,
    tickets: rowsOf('tickets'),
    customers: rowsOf('customers'),
    // A request a row, and no more.
    metadata: { details: [] },
    adjust(switches) {
      switches.pageCaps = { default: 1 };
      switches.slowMs = latency;
      switches.rateLimit = limitOf(budget);
    },
  });
  const { clock } = world;
  const start = clock.now();
  const admitted = runners.map(() => 0);
  let refused = 0;
  const other = new NeighbourClient(world, budget, neighbour);
  const share = (): Share => ({
    ours: [...admitted],
    neighbour: other.admitted,
    elapsed: clock.now() - start,
  });
  const failures: unknown[] = [];
  let firstEnd: Share | undefined;
  let allStarted = share();
  let firstWindow = share();
  clock.setTimeout(() => {
    firstWindow = share();
  }, budget.windowSeconds * 1000);
  other.start();
  await Promise.all(
    runners.map(async ({ sync, variant = 'base', afterSeconds = 0 }, index) => {
      await sleep(clock, afterSeconds * 1000);
      allStarted = share();
      const answered = (status: number) => {
        if (status === 429) refused += 1;
        else admitted[index] = (admitted[index] ?? 0) + 1;
      };
      const result = await world.run(sync, { validateRecords: false, variant, answered });
      if (!result.success) failures.push(result.error);
      firstEnd ??= share();
    }),
  );
  other.stop();
  const end = share();
  return { failures, firstWindow, allStarted, firstEnd: firstEnd ?? end, end, refused };
}

/** How many requests the limit allows between two moments, or until one. */
export function allowed({ limit, windowSeconds }: Budget, to: Share, from?: Share): number {
  return (limit * (to.elapsed - (from?.elapsed ?? 0))) / (windowSeconds * 1000);
}

/** What part of the possible was let through between two moments. What the neighbour got was not ours to have. */
export function throughput(budget: Budget, from: Share, to: Share): number {
  const left = allowed(budget, to, from) - (to.neighbour - from.neighbour);
  return (sum(to.ours) - sum(from.ours)) / left;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

export function limitOf({ limit, windowSeconds, hints }: Budget): RateLimit {
  const silent = { retryAfter: false, remainingHeader: undefined, bodyStatesLimit: false, countsRefused: false };
  return { limit, windowSeconds, scope: 'tenant', ...silent, ...hints };
}

/** A client that asks whether or not it is refused, as one without a budget of its own does. */
class NeighbourClient {
  admitted = 0;
  #isStopped = false;
  readonly #perTurn: number;
  readonly #turn: number;

  constructor(
    private readonly world: World,
    { limit, windowSeconds }: Budget,
    private readonly plan: Neighbour | undefined,
  ) {
    const perSecond = (limit * (plan?.share ?? 0)) / windowSeconds;
    this.#perTurn = Math.max(1, Math.round(perSecond * (plan?.everySeconds ?? 1)));
    this.#turn = (1000 * this.#perTurn) / perSecond;
  }

  start(): void {
    if (this.plan === undefined || this.#isStopped) return;
    const { api, application, clock } = this.world;
    const headers = { authorization: `Bearer ${api.tokens.issue(application)}` };
    for (let request = 0; request < this.#perTurn; request += 1) {
      const answer = api.handle({ method: 'GET', path: '/api/TicketType', query: new URLSearchParams(), headers });
      if (answer.status === 200) this.admitted += 1;
    }
    clock.setTimeout(() => {
      this.start();
    }, this.#turn);
  }

  stop(): void {
    this.#isStopped = true;
  }
}
