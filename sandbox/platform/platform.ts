import type { Clock } from '../clock.js';
import { systemClock } from '../clock.js';
import { runAction } from './actions.js';
import { presentIntegration } from './api/integrations.js';
import { createServer } from './api/server.js';
import { Connections } from './connections.js';
import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import { Functions } from './functions-store.js';
import { Definitions } from './outbound/definitions.js';
import { createOutbound } from './outbound/outbound.js';
import { guardEgress } from './outbound/egress.js';
import type { OutboundRoute } from './outbound/transport.js';
import { createHttpTransport } from './outbound/transport.js';
import type { Profile } from './profile/profile.js';
import { selfHosted } from './profile/profile.js';
import type { RecordStore } from './records/types.js';
import type { LostRefusals } from './refusal-race.js';
import { refusalRace } from './refusal-race.js';
import type { PlatformEvent } from './runs/events.js';
import { Runner } from './runs/runner.js';
import { selectSyncs } from './runs/select.js';
import { Scheduler } from './runs/scheduler.js';
import { Sessions } from './sessions.js';
import type { SyncRun } from './state/documents.js';
import { openState, secretKey as loadSecretKey } from './state/state.js';

export interface PlatformOptions {
  /** TCP port on 127.0.0.1; a free one by default. */
  port?: number;
  clock?: Clock;
  /** Keeps integrations, connections, functions, records and checkpoints there, for the next start. */
  dataDirectory?: string;
  /** `database` (default): an embedded Postgres, in memory without a directory. `memory`: plain maps, at once ready. */
  storage?: 'database' | 'memory';
  /** Files of provider definitions over Nango's own. By default `providers/halo-psa.yaml` of the working directory. */
  definitions?: string[];
  /** Hostnames that are served on this machine. */
  routes?: OutboundRoute[];
  /** Run started syncs by their declared frequency too. Off by default. */
  schedule?: boolean;
  /** The version of Nango to imitate. Default: `selfHosted`. */
  profile?: Profile;
  /** Let each triggered run wait as long as the profile says that it may. Off by default: they start at once. */
  delayTriggers?: boolean;
  /** `GET /environment-variables` and `nango.getEnvironmentVariables()`. `NANGO_LOGGER_LEVEL` sets what nango.log keeps. */
  environmentVariables?: Record<string, string>;
  /** Refuse records that do not fit their model's schema. True by default; the real platform lets them pass. */
  validateRecords?: boolean;
  /**
   * Which refusals of `validate-connection` reach whoever connects without their sentence. Where the profile says that
   * some do, as many as on a real server: 12 of 27, the first one among them (nango-platform.md §11).
   */
  lostRefusals?: LostRefusals;
  onEvent?: (event: PlatformEvent) => void;
}

export interface RunningPlatform {
  /** What a client takes as `host`, and the CLI as NANGO_HOSTPORT. */
  url: string;
  /** What a client takes as `secretKey`, and the CLI as NANGO_SECRET_KEY_DEV. */
  secretKey: string;
  records: RecordStore;
  /** Every run of a sync since the start, oldest first. */
  runs: readonly SyncRun[];
  /** Resolves when no function runs and none is about to. @throws AggregateError of what broke in the background */
  waitForIdle(): Promise<void>;
  /** Cancels what runs, stops listening and closes the database. */
  close(): Promise<void>;
}

/** Starts a local stand-in for a Nango server, over plain HTTP on the loopback interface. */
export async function startPlatform(options: PlatformOptions = {}): Promise<RunningPlatform> {
  const { clock = systemClock, port = 0, environmentVariables = {}, schedule = false } = options;
  const { profile = selfHosted, delayTriggers = false } = options;
  const onEvent = options.onEvent ?? (() => undefined);
  const definitions = await Definitions.load(options.definitions ?? ['providers/halo-psa.yaml']);
  definitions.publish();
  const { dataDirectory, storage } = options;
  const state = await openState({ clock, dataDirectory, storage });
  const transport = createHttpTransport(options.routes ?? []);
  const send = guardEgress(transport.send, options.routes ?? []);
  const connections = new Connections(state, definitions, send, clock, profile.facts);
  const functions = new Functions(state, () => clock.now(), profile.facts);
  const request = createOutbound({ definition: (name) => definitions.get(name), transport: send, clock });
  const validateRecords = options.validateRecords ?? true;
  const common = { state, connections, clock, onEvent };
  const runner = new Runner({ ...common, request, environmentVariables, validateRecords, profile });
  const triggerDelay = delayTriggers ? profile.facts['syncs.trigger'].longestWaitMs : 0;
  const scheduler = new Scheduler({ ...common, runner, schedule, triggerDelay });
  const usualLoss = profile.facts['events.validation'].mayBeUnfinished ? 'as measured' : 'none';
  const secretKey = await loadSecretKey(state);
  const sessions = new Sessions(clock);
  const core: Core = {
    clock,
    facts: profile.facts,
    secretKey,
    environmentVariables,
    definitions,
    state,
    connections,
    functions,
    runner,
    scheduler,
    sessions,
    request,
    loseRefusal: refusalRace(options.lostRefusals ?? usualLoss),
  };
  connectRunner(core);
  const server = createServer(core);
  const url = await server.listen({ host: '127.0.0.1', port }).catch(async (error: unknown) => {
    await transport.close();
    await state.close();
    throw error;
  });
  scheduler.resume();
  return {
    url,
    secretKey,
    records: state.records,
    runs: scheduler.runs,
    waitForIdle: () => scheduler.idle(),
    close: async () => {
      await server.close();
      try {
        await scheduler.close();
      } finally {
        await transport.close();
        await state.close();
      }
    },
  };
}

/** Lets functions start syncs and actions, and read their integration. */
function connectRunner(core: Core): void {
  const { scheduler, runner, state } = core;
  runner.connect({
    triggerSync: (key, syncs, connectionId, reset) => {
      for (const sync of selectSyncs(core, key, syncs, connectionId)) scheduler.trigger(sync, reset);
    },
    startSync: (key, syncs, connectionId) => {
      for (const sync of selectSyncs(core, key, syncs, connectionId)) scheduler.track(scheduler.start(sync));
    },
    triggerAction: (key, connectionId, action, input) => runAction(core, key, connectionId, action, input),
    getIntegration: (key) => {
      const integration = state.integrations.get(key);
      if (!integration) throw new ApiFailure(404, 'not_found', `Integration "${key}" does not exist`);
      return Promise.resolve(presentIntegration(core, integration));
    },
  });
}
