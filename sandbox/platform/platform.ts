import { systemClock } from '../clock.js';
import { runAction } from './actions.js';
import { presentIntegration } from './api/integrations.js';
import { DashboardSession } from './api/origin.js';
import { createServer } from './api/server.js';
import { Connections } from './connections.js';
import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import { Functions } from './functions-store.js';
import { Journal } from './logs/journal.js';
import { Definitions } from './outbound/definitions.js';
import { createOutbound } from './outbound/outbound.js';
import type { PlatformOptions, RunningPlatform } from './options.js';
import { guardEgress } from './outbound/egress.js';
import { createHttpTransport } from './outbound/transport.js';
import { selfHosted } from './profile/profile.js';
import { failureRace } from './lost-failures.js';
import { Events } from './runs/events.js';
import { Runner } from './runs/runner.js';
import { selectSyncs } from './runs/select.js';
import { Scheduler } from './runs/scheduler.js';
import { Sessions } from './sessions.js';
import { openState, secretKey as loadSecretKey, signingKey as loadSigningKey } from './state/state.js';
import { Webhooks } from './webhooks/webhooks.js';

/** Starts a local stand-in for a Nango server, over plain HTTP on the loopback interface. */
export async function startPlatform(options: PlatformOptions = {}): Promise<RunningPlatform> {
  const { clock = systemClock, port = 0, environmentVariables = {}, schedule = false } = options;
  const { profile = selfHosted, delayTriggers = false } = options;
  const events = new Events();
  if (options.onEvent) events.listen(options.onEvent);
  const onEvent = events.emit;
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
  const journal = new Journal(state.logs, clock, onEvent, (error) => {
    onEvent({ type: 'platform.failed', error });
  });
  const common = { state, connections, clock, onEvent, journal };
  const runner = new Runner({ ...common, request, environmentVariables, validateRecords, profile });
  const triggerDelay = delayTriggers ? profile.facts['syncs.trigger'].longestWaitMs : 0;
  const signingKey = await loadSigningKey(state);
  const webhooks: Webhooks = new Webhooks({
    ...common,
    signingKey,
    track: (work) => {
      scheduler.track(work);
    },
  });
  const scheduler = new Scheduler({
    ...common,
    runner,
    schedule,
    every: options.every,
    triggerDelay,
    onRun: (...run) => {
      webhooks.afterRun(...run);
    },
  });
  const { 'events.validation': validation, 'actions.errors': actionErrors } = profile.facts;
  const race = (kind: 'refusals' | 'actions', mayBeUnfinished: boolean): (() => boolean) =>
    failureRace(kind, options.lostFailures ?? (mayBeUnfinished ? 'as measured' : 'none'));
  const secretKey = await loadSecretKey(state);
  const sessions = new Sessions(clock);
  const core: Core = {
    clock,
    facts: profile.facts,
    secretKey,
    signingKey,
    events,
    journal,
    webhooks,
    dashboardSession: new DashboardSession(),
    dashboard: { folder: options.dashboard },
    environmentVariables,
    definitions,
    state,
    connections,
    functions,
    runner,
    scheduler,
    sessions,
    request,
    losesFailure: {
      refusals: race('refusals', validation.mayBeUnfinished),
      actions: race('actions', actionErrors.mayBeUnfinished),
    },
  };
  connectRunner(core);
  const server = createServer(core, options.extensions);
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
    signingKey,
    dashboard: core.dashboard,
    announce: (name, data) => {
      onEvent({ type: 'local', name, data });
    },
    listen: (listener) => events.listen(listener),
    waitForIdle: () => scheduler.idle(),
    close: async () => {
      await server.close();
      try {
        await scheduler.close();
        await journal.flush();
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
    triggerAction: (integration, connectionId, name, input) =>
      runAction(core, { integration, connectionId, name, input, inBackground: false }),
    getIntegration: (key) => {
      const integration = state.integrations.get(key);
      if (!integration) throw new ApiFailure(404, 'not_found', `Integration "${key}" does not exist`);
      return Promise.resolve(presentIntegration(core, integration));
    },
  });
}
