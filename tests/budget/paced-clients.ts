import { vi } from 'vitest';

import type { SimulatedClock } from '../../sandbox/clock.js';
import { Draw } from '../../sandbox/halo/random.js';
import { RateLimiter } from '../../sandbox/halo/rate-limit.js';
import { ScriptedConnection, statusError } from '../support/connection.js';
import { latency, limitOf, sleep, type Budget, type Outcome, type Runner, type Share } from './shared-budget.js';

/**
 * As `spendBudget`, with nothing around the clients but the tenant's limit: no platform, no rows. It takes a hundredth of the
 * time, and shows the same, because when requests go out is for the clients alone to decide.
 *
 * @param clock the one that the modules under test follow (`useSimulatedClock`)
 */
export async function spendByClients(
  clock: SimulatedClock,
  budget: Budget,
  runners: readonly Pick<Runner, 'rows' | 'afterSeconds'>[],
): Promise<Outcome> {
  const draw = new Draw(1, 0, 0);
  vi.spyOn(Math, 'random').mockImplementation(() => draw.number());
  const limiter = new RateLimiter();
  const limit = limitOf(budget);
  const start = clock.now();
  const admitted = runners.map(() => 0);
  let refused = 0;
  const share = (): Share => ({ ours: [...admitted], neighbour: 0, elapsed: clock.now() - start });
  const failures: unknown[] = [];
  let firstEnd: Share | undefined;
  let allStarted = share();
  let firstWindow = share();
  clock.setTimeout(() => {
    firstWindow = share();
  }, budget.windowSeconds * 1000);
  const read = async (rows: number, admit: () => void): Promise<void> => {
    const connection = new ScriptedConnection(async () => {
      await sleep(clock, latency);
      const refusal = limiter.admit(limit, '', clock.now());
      if (refusal !== undefined) {
        refused += 1;
        return statusError(429, refusal.body, refusal.headers);
      }
      admit();
      const { remainingHeader } = limit;
      const left = String(limiter.remaining(limit, '', clock.now()));
      return { data: [], headers: remainingHeader === undefined ? {} : { [remainingHeader]: left } };
    });
    const { client } = connection;
    for (let row = 0; row < rows; row += 1) await client.list('customers', '/Client', {});
  };
  await Promise.all(
    runners.map(async ({ rows, afterSeconds = 0 }, index) => {
      await sleep(clock, afterSeconds * 1000);
      allStarted = share();
      const admit = (): void => {
        admitted[index] = (admitted[index] ?? 0) + 1;
      };
      await read(rows, admit).catch((error: unknown) => failures.push(error));
      firstEnd ??= share();
    }),
  );
  const end = share();
  return { failures, firstWindow, allStarted, firstEnd: firstEnd ?? end, end, refused };
}
