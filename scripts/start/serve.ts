import { join } from 'node:path';

import { Nango } from '@nangohq/node';
import open from 'open';

import { buildDashboard } from '../../sandbox/dashboard/build.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { beginCompiling, type Compiling } from './functions/compiling.js';
import type { DeploymentState } from './functions/deployments.js';
import type { LivingTenant } from '../../sandbox/world/index.js';
import { Steps } from '../terminal/steps.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Connection } from './connect.js';
import { takeDataFolder } from './data.js';
import { firstRound } from './first-round.js';
import type { Halo } from './halo.js';
import { explainPort } from './port.js';
import type { ServeOptions } from './serve-options.js';
import { surroundingRoutes, type Surroundings } from './routes.js';
import { describeServed } from './samples.js';
import { tellChange, tellEvent } from './tell.js';

type OnClose = (close: () => Promise<void>) => void;

/**
 * Serves a local world until the signal comes: Halo, Nango, the functions, a connection whose syncs run by their frequency,
 * and the dashboard; it goes on where it was. What happens is told line by line. Whatever it started it ends.
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
  const { root, opening, data, fresh, terminal, signal, integration, every } = options;
  const steps = new Steps(terminal);
  const folder = data === undefined ? undefined : await takeDataFolder(data, fresh);
  if (folder) onClose(() => folder.release());
  // The two things that take longest begin first, and go on beside everything else.
  let announce: (state: DeploymentState) => void = () => undefined;
  const functions = beginCompiling(options, (state) => {
    announce(state);
  });
  const page = buildDashboard({ signal });
  page.catch(() => undefined);
  onClose(() => functions.compiled);
  const halo = await steps.one(opening, () => options.openHalo(folder?.path));
  onClose(() => halo.close());
  signal.throwIfAborted();

  const world: Surroundings = { root, halo, integration, every, url: '', deployments: functions.deployments };
  const starting = folder?.isContinued === true ? 'Start the local Nango where it was' : 'Start the local Nango';
  const platform = await steps.one(starting, () =>
    startPlatform({
      ...(folder ? { dataDirectory: folder.database } : { storage: 'database' }),
      routes: [...halo.routes],
      definitions: [join(root, 'providers/halo-psa.yaml')],
      schedule: true,
      every,
      // A person who fills in the form is told why it is refused, every time.
      lostRefusals: 'none',
      extensions: [surroundingRoutes(world)],
      ...(options.port !== undefined && { port: options.port }),
    }).catch(explainPort(options.port)),
  );
  onClose(() => platform.close());
  signal.throwIfAborted();
  world.url = platform.url;
  functions.deployments.attach(platform);
  announce = (state) => {
    platform.announce('functions', { ...state });
  };
  const dashboard = `${platform.url}/dashboard/`;
  terminal.print(`\nDashboard: ${dashboard}\n`);
  if (halo.living) onClose(forward(halo.living, platform));

  const shown = showDashboard(page, platform, options, dashboard);
  const served = await begin(options, world, platform, functions, steps);
  await shown;
  terminal.print(`\n${describeServed({ ...platform, halo, dashboard, integration, ...served })}\n`);
  await live(platform, halo, terminal, signal);
}

/** Tells the platform's listeners of what happens in the tenant. */
function forward(living: LivingTenant, platform: RunningPlatform): () => Promise<void> {
  const stop = living.listen((change) => {
    platform.announce('tenant.changed', { change });
  });
  return () => {
    stop();
    return Promise.resolve();
  };
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
  world: Surroundings,
  platform: RunningPlatform,
  functions: Compiling,
  steps: Steps,
): Promise<{ connection?: Connection }> {
  const { integration, empty } = options;
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
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
  });
  if (empty && known.length === 0) return {};
  const connection = await firstRound(options, world, platform, nango, steps);
  return connection ? { connection } : {};
}

/** Tells what happens until the signal comes. */
async function live(platform: RunningPlatform, halo: Halo, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const stops = [
    platform.listen((event) => {
      const text = tellEvent(event);
      if (text !== undefined && !signal.aborted) terminal.print(text);
    }),
    halo.living?.listen((change) => {
      terminal.print(tellChange(change));
    }),
  ];
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
  for (const stop of stops) stop?.();
}
