import type { SyncRun } from '../../sandbox/platform/index.js';
import { amount } from '../terminal/amount.js';
import { Steps } from '../terminal/steps.js';
import type { Terminal } from '../terminal/terminal.js';
import { changeTenant } from './changes.js';
import { connect, type Connection } from './connect.js';
import { StartProblem } from './problem.js';
import { readChanges, renderChanges, renderFirst } from './read.js';
import { roundTrip } from './round-trip.js';
import { renderRows, toRow, type SyncRow } from './rows.js';
import { verifyChanges, verifyCounts } from './verify.js';
import { printWarnings } from './warnings.js';
import { openWorld, type World, type WorldOptions } from './world.js';

export interface StartOptions extends Omit<WorldOptions, 'steps'> {
  /** End the output with one line of JSON. */
  readonly json: boolean;
  readonly terminal: Terminal;
}

/**
 * Everything from an empty machine to records that follow their tenant: platform, integration, deployment, connection,
 * a first round of syncs, changes (in a simulated tenant only), a second round. It keeps nothing.
 * Whatever it started it ends.
 *
 * @throws {StartProblem} whose message says what to do
 * @throws the signal's reason when it was aborted before everything was serving
 */
export async function start(options: StartOptions): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  try {
    await run(options, (close) => closers.unshift(close));
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  } finally {
    for (const close of closers) await close();
  }
}

async function run(options: StartOptions, onClose: (close: () => Promise<void>) => void): Promise<void> {
  const { terminal, json } = options;
  const steps = new Steps(terminal);
  const world = await openWorld({ ...options, steps }, onClose);
  const { halo, platform, nango } = world;

  const { begun: connection, runs } = await world.runSyncs(() =>
    steps.one(`Connect the ${halo.title}`, () => connect(nango, platform.url, halo)),
  );
  const syncs = runs.map(toRow);
  terminal.print(`\nFirst round, done ${process.uptime().toFixed(1)} s after the start:\n${renderRows(syncs)}`);
  await printWarnings(nango, connection, terminal);
  requireSuccess(runs);
  if (halo.simulated) verifyCounts(halo.simulated.tenant, syncs);

  terminal.print('\nThe first records, read through @nangohq/node:');
  for (const { model } of syncs) terminal.print(await renderFirst(nango, connection, model));

  const second = await runSecond(world, connection, terminal);
  // A real tenant is only read.
  if (halo.simulated) terminal.print(`\n${await roundTrip(nango, connection, platform)}`);
  if (json) terminal.print(JSON.stringify({ syncs, second }));
}

/** Changes the tenant if it is simulated, syncs again, and shows what an application then reads. */
async function runSecond(world: World, connection: Connection, terminal: Terminal): Promise<SyncRow[]> {
  const { halo, nango } = world;
  const tenant = halo.simulated?.tenant;
  const since = new Date();
  const made = tenant ? changeTenant(tenant, [...world.syncs]) : [];
  terminal.print(tenant ? `\nChanged ${amount(made.length, 'record')} in Halo; syncing again.` : '\nSyncing again.');
  const { runs } = await world.runSyncs(() =>
    nango.triggerSync(connection.providerConfigKey, [...world.syncs], connection.connectionId),
  );
  const rows = runs.map(toRow);
  terminal.print(`\nSecond round:\n${renderRows(rows)}`);
  requireSuccess(runs);
  const read = await Promise.all(
    rows.map(({ name, model }) => readChanges(nango, connection, { sync: name, model }, since)),
  );
  terminal.print(`\nWhat an application reads as changed since the first round:\n${renderChanges(read.flat(), made)}`);
  if (halo.isLike) {
    terminal.print(
      'This tenant answers like the surveyed one. Changes that it does not report to a run are found by the sweep within a day.',
    );
  } else if (tenant) {
    verifyCounts(tenant, rows);
    verifyChanges(made, read.flat());
    terminal.print('These are exactly the changes that were made.');
  }
  return rows;
}

function requireSuccess(runs: readonly SyncRun[]): void {
  const failed = runs.filter(({ status }) => status !== 'success');
  if (failed.length === 0) return;
  // One sentence for syncs that met the same: a refused token stops them all.
  const reasons = new Map<string, string[]>();
  for (const { sync, error } of failed) {
    const reason = error?.message ?? 'No reason was given.';
    reasons.set(reason, [...(reasons.get(reason) ?? []), sync]);
  }
  throw new StartProblem([...reasons].map(([reason, names]) => `${names.join(', ')} failed: ${reason}`).join('\n'));
}
