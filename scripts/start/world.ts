import { join } from 'node:path';

import { Nango } from '@nangohq/node';

import * as sandbox from '../../sandbox/platform/index.js';
import type { PlatformEvent, RunningPlatform, SyncRun } from '../../sandbox/platform/index.js';
import { DECLARED } from '../deploy/nango-root.js';
import type { Steps } from '../terminal/steps.js';
import { Deployments } from './functions/deployments.js';
import { FunctionLibrary } from './functions/library.js';
import type { Halo } from './halo.js';
import { explainPort } from './port.js';
import { StartProblem } from './problem.js';
import { Round, startingSyncs } from './round.js';

export interface WorldOptions {
  /** The folder of this package, which holds `integrations/` and `providers/`. */
  readonly root: string;
  /** What opening Halo is called. */
  readonly opening: string;
  readonly openHalo: () => Promise<Halo>;
  /** How the platform is started: the sandbox's own way when left out. A test keeps what the platform stored, and reads it. */
  readonly startPlatform?: typeof sandbox.startPlatform;
  /** The platform's port on 127.0.0.1; a free one when left out. */
  readonly port?: number | undefined;
  readonly steps: Steps;
  /** Aborted when everything is to end. */
  readonly signal: AbortSignal;
}

/** A Halo and a local platform on which the functions are deployed. */
export interface World {
  readonly halo: Halo;
  readonly platform: RunningPlatform;
  readonly nango: Nango;
  /** The syncs that start by themselves. */
  readonly syncs: readonly string[];
  /**
   * Follows one run of each of these syncs. A run that failed is a result too.
   * @param begin makes them run: the first connection, or a trigger
   */
  runSyncs<T>(begin: () => Promise<T>): Promise<{ begun: T; runs: SyncRun[] }>;
}

/**
 * Opens Halo, starts the platform, enables the integration, compiles the functions with the platform's CLI and deploys them.
 * @param onClose collects what has to be closed, in whatever order it was opened; also when this throws
 * @throws {StartProblem}
 */
export async function openWorld(options: WorldOptions, onClose: (close: () => Promise<void>) => void): Promise<World> {
  const { root, opening, openHalo, startPlatform = sandbox.startPlatform, port, steps, signal } = options;
  const halo = await steps.one(opening, openHalo);
  onClose(() => halo.close());
  signal.throwIfAborted();
  let onEvent: (event: PlatformEvent) => void = () => undefined;
  const platform = await steps.one('Start the local platform', () =>
    startPlatform({
      // The embedded database takes seconds to start, and nothing is to outlive this run.
      storage: 'memory',
      routes: [...halo.routes],
      definitions: [join(root, 'providers/halo-psa.yaml')],
      onEvent: (event) => {
        onEvent(event);
      },
      ...(port !== undefined && { port }),
    }).catch(explainPort(port)),
  );
  onClose(() => platform.close());
  signal.throwIfAborted();
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  await steps.one(`Enable the integration ${DECLARED}`, () =>
    nango.createIntegration({ provider: DECLARED, unique_key: DECLARED }),
  );
  const title = 'Compile and deploy the functions';
  await steps.one(title, async (update) => {
    const say = (text: string): void => {
      update(`${title}: ${text}`);
    };
    const deployments = new Deployments(new FunctionLibrary({ root, signal, say }));
    deployments.attach(platform);
    await deployments.compile();
    await deployments.deployTo(DECLARED);
  });
  const syncs = await startingSyncs(nango, DECLARED);
  return {
    halo,
    platform,
    nango,
    syncs,
    runSyncs: async (begin) => {
      const round = new Round(syncs);
      onEvent = (event) => {
        round.handle(event);
      };
      const begun = await begin();
      const stop = (): void => {
        round.fail(new Error('Stopped', { cause: signal.reason }));
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      // Whatever is not done when nothing runs any more will never be.
      void platform.waitForIdle().then(
        () => {
          round.fail(new StartProblem('Not every sync ran. Start again; if it happens again, report it.'));
        },
        (error: unknown) => {
          round.fail(error instanceof Error ? error : new Error(String(error)));
        },
      );
      try {
        const runs = await steps.together(round.steps());
        return { begun, runs: runs.filter((run) => run !== undefined) };
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
