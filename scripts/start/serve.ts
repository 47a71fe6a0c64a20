import { Nango } from '@nangohq/node';
import open from 'open';

import { buildDashboard } from '../../sandbox/dashboard/build.js';
import type { RunningPlatform } from '../../sandbox/platform/index.js';
import { beginCompiling, type Compiling } from './functions/compiling.js';
import { Steps } from '../terminal/steps.js';
import type { Terminal } from '../terminal/terminal.js';
import { takeDataFolder } from './data.js';
import { demonstrate } from './demonstration.js';
import { firstRound, type ServedConnection } from './first-round.js';
import type { Halo } from './halo.js';
import { startLocalPlatform } from './local-platform.js';
import type { ServeOptions } from './serve-options.js';
import { live } from './live.js';
import { describeServed } from './samples.js';

type OnClose = (close: () => Promise<void>) => void;

/**
 * Serves a local world until the signal comes: Halo, Nango, the functions, a connection whose syncs run by their frequency,
 * and the dashboard; it continues where it stopped, prints what happens line by line, and ends whatever it started.
 *
 * @throws {StartProblem} whose message says what to do
 * @throws the signal's reason when it was aborted before everything was serving
 */
export async function serve(options: ServeOptions): Promise<void> {
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

async function run(options: ServeOptions, onClose: OnClose): Promise<void> {
  const { root, opening, data, fresh, terminal, signal, integration, every, port } = options;
  const steps = new Steps(terminal);
  const folder = data === undefined ? undefined : await takeDataFolder(data, fresh);
  if (folder) onClose(() => folder.release());
  // The two things that take longest begin first, and go on beside everything else.
  const functions = beginCompiling(options);
  const page = buildDashboard({ signal });
  page.catch(() => undefined);
  onClose(() => functions.compiled);
  const halo = await steps.one(opening, () => options.openHalo(folder?.path));
  onClose(() => halo.close());
  signal.throwIfAborted();

  const starting = folder?.isContinued === true ? 'Start the local Nango where it was' : 'Start the local Nango';
  const platform = await steps.one(starting, () =>
    startLocalPlatform(
      { root, halo, integration, every, port, deployments: functions.deployments, database: folder?.database },
      onClose,
    ),
  );
  signal.throwIfAborted();
  const dashboard = `${platform.url}/dashboard/`;
  terminal.print(`\nDashboard: ${dashboard}\n`);

  const shown = showDashboard(page, platform, options, dashboard);
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  const served = await begin(options, halo, platform, { nango, functions, steps });
  await shown;
  terminal.print(`\n${describeServed({ ...platform, halo, dashboard, integration, connection: served })}\n`);
  void whenComplete(functions, terminal).then(async (isComplete) => {
    const tenant = halo.simulated?.tenant;
    if (isComplete && served && tenant) await demonstrate({ nango, tenant, platform, terminal, signal }, served);
  });
  await live(platform, halo, terminal, signal);
}

/** Waits for the functions that are still being compiled. @returns false when they do not compile, which is told elsewhere */
async function whenComplete({ deployments, compiled }: Compiling, terminal: Terminal): Promise<boolean> {
  const { isComplete } = deployments;
  await compiled;
  if (!isComplete && deployments.isComplete) terminal.print(`All ${deployments.extent} are deployed.`);
  return deployments.isComplete;
}

async function showDashboard(
  page: Promise<string>,
  platform: RunningPlatform,
  { signal, terminal, browse }: ServeOptions,
  address: string,
): Promise<void> {
  try {
    platform.dashboard.folder = await page;
    if (browse) await open(address);
  } catch (error) {
    // Everything else works without it.
    if (!signal.aborted)
      terminal.print(`The dashboard cannot be shown. ${error instanceof Error ? error.message : ''}`);
  }
}

/** Compiles, deploys, connects and shows the first table, as far as that is asked for and not done already. */
async function begin(
  options: ServeOptions,
  halo: Halo,
  platform: RunningPlatform,
  { nango, functions, steps }: { readonly nango: Nango; readonly functions: Compiling; readonly steps: Steps },
): Promise<ServedConnection | undefined> {
  const { integration, empty } = options;
  const title = 'Compile and deploy the functions';
  const known = (await nango.listIntegrations()).configs.map(({ unique_key: key }) => key);
  if (!empty && !known.includes(integration)) {
    await nango.createIntegration({ provider: integration, unique_key: integration });
    known.push(integration);
  }
  await steps.one(title, async (update) => {
    functions.onSay = (text) => {
      update(`${title}: ${text}`);
    };
    await functions.deployments.first();
    for (const key of known) await functions.deployments.deployTo(key);
    update(`${title}: ${functions.deployments.extent}`);
  });
  if (empty && known.length === 0) return undefined;
  return firstRound(options, halo, platform, nango, steps);
}
