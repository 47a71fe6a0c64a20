import { join } from 'node:path';

import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { explainPort } from './port.js';
import { surroundingRoutes, type Surroundings } from './routes.js';

export interface LocalPlatformOptions extends Omit<Surroundings, 'url'> {
  /** Folder of the embedded database. Without one it is held in memory. */
  readonly database?: string | undefined;
  /** Folder of the dashboard's built files, which may also be given later. */
  readonly dashboard?: string | undefined;
  readonly port?: number | undefined;
}

/**
 * Starts the local platform with everything that the dashboard asks for: its own routes, and those about Halo and the
 * functions. What happens in the tenant and to the functions is told to whoever listens to the platform.
 * @param onClose collects what has to be closed
 * @throws {StartProblem} when the port is in use
 */
export async function startLocalPlatform(
  options: LocalPlatformOptions,
  onClose: (close: () => Promise<void>) => void,
): Promise<RunningPlatform> {
  const { root, halo, every, deployments, database, dashboard, port } = options;
  const surroundings: Surroundings = { ...options, url: '' };
  const platform = await startPlatform({
    ...(database === undefined ? { storage: 'database' } : { dataDirectory: database }),
    routes: [...halo.routes],
    definitions: [join(root, 'providers/halo-psa.yaml')],
    schedule: true,
    every,
    // A person who fills in the form is told why it is refused, every time.
    lostFailures: 'none',
    extensions: [surroundingRoutes(surroundings)],
    dashboard,
    ...(port !== undefined && { port }),
  }).catch(explainPort(port));
  onClose(() => platform.close());
  surroundings.url = platform.url;
  deployments.attach(platform);
  deployments.onState = (state) => {
    platform.announce('functions', { ...state });
  };
  const stop = halo.living?.listen((change) => {
    platform.announce('tenant.changed', { change });
  });
  onClose(() => {
    stop?.();
    return Promise.resolve();
  });
  return platform;
}
