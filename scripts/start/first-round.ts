import type { Nango } from '@nangohq/node';

import type { RunningPlatform, SyncRun } from '../../sandbox/platform/index.js';
import type { Steps } from '../terminal/steps.js';
import { connect, type Connection } from './connect.js';
import type { Halo } from './halo.js';
import { Round, startingSyncs } from './round.js';
import { renderRows, toRow } from './rows.js';
import type { ServeOptions } from './serve-options.js';
import { printWarnings } from './warnings.js';

/** The connection that is served, and whether it was made by this process. */
export interface ServedConnection extends Connection {
  readonly isNew: boolean;
}

/** One run of every sync that has one coming: the first one of a new connection, the next one of an older one. */
export async function firstRound(
  { integration, terminal, empty, signal }: ServeOptions,
  halo: Halo,
  platform: RunningPlatform,
  nango: Nango,
  steps: Steps,
): Promise<ServedConnection | undefined> {
  const { connections } = await nango.listConnections();
  const existing = connections.find(({ provider_config_key: key }) => key === integration);
  if (!existing && empty) return undefined;
  const begun = platform.runs.length;
  const round = new Round(await startingSyncs(nango, integration));
  const stop = platform.listen((event) => {
    round.handle(event);
  });
  const abort = (): void => {
    round.fail(new Error('Stopped', { cause: signal.reason }));
  };
  signal.addEventListener('abort', abort);
  try {
    const connection = existing
      ? { providerConfigKey: integration, connectionId: existing.connection_id }
      : await steps.one(`Connect the ${halo.title}`, () => connect(nango, platform.url, halo, integration));
    if (existing) await nango.triggerSync(integration, round.names, connection.connectionId);
    void platform.waitForIdle().then(
      () => {
        round.end();
      },
      () => {
        round.end();
      },
    );
    await steps.together(round.steps());
    terminal.print(`\n${firstTable(platform.runs.slice(begun), connection)}`);
    await printWarnings(nango, connection, terminal);
    return { ...connection, isNew: !existing };
  } finally {
    stop();
    signal.removeEventListener('abort', abort);
  }
}

function firstTable(runs: readonly SyncRun[], { connectionId }: Connection): string {
  const own = runs.filter((run) => run.connectionId === connectionId && run.status !== 'running');
  const failed = own.flatMap(({ sync, error }) => (error ? [`${sync} failed: ${error.message}`] : []));
  const table = renderRows(own.filter(({ error }) => !error).map(toRow));
  const head = `${process.uptime().toFixed(1)} s after the start:`;
  return [head, table, ...failed].join('\n');
}
