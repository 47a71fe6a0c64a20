import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import type { NewConnection } from './connections.js';
import { unfinishedTask } from './lost-failures.js';
import type { ConnectionDocument, FunctionDocument } from './state/documents.js';
import { nextNumber } from './state/state.js';
import type { RunResult } from './functions/run.js';

type LifecycleCore = Pick<Core, 'state' | 'connections' | 'functions' | 'runner' | 'scheduler' | 'events'>;
type CreationCore = LifecycleCore & Pick<Core, 'clock' | 'facts' | 'losesFailure' | 'webhooks' | 'events'>;

/** Milliseconds from a connection's creation to its `post-connection-creation` functions: some seconds on a real server. */
const creationDelay = 2_000;

async function runEvent(
  core: LifecycleCore,
  script: FunctionDocument,
  connection: ConnectionDocument,
): Promise<RunResult> {
  return core.runner.run(script, connection, { job: await nextNumber(core.state, 'job') });
}

function messageOf(payload: Record<string, unknown>): string {
  const { message, error } = payload;
  if (typeof message === 'string') return message;
  return typeof error === 'string' ? error : 'Connection failed validation';
}

/**
 * Stores a connection and does what follows: the `validate-connection` functions, which may refuse it, and then, after
 * the caller has its answer, the first run of every sync that starts by itself and, some seconds later,
 * `post-connection-creation`.
 *
 * @throws ApiFailure 400 `connection_validation_failed` with the function's own message, or without it where the server's
 * race loses it; a new connection is gone then, an older one gets no token any more
 */
export async function createConnection(core: CreationCore, given: NewConnection): Promise<ConnectionDocument> {
  const { connection, created } = await core.connections.upsert(given);
  const integration = given.providerConfigKey;
  for (const script of core.functions.forEvent(integration, 'validate-connection')) {
    const result = await runEvent(core, script, connection);
    if (result.success) continue;
    if (created) await core.connections.remove(connection);
    else await core.connections.refuse(connection);
    // The server asks for the outcome of the function a moment before it is there (nango-platform.md §11).
    const message = core.losesFailure.refusals() ? unfinishedTask() : messageOf(result.error.payload);
    const { status, code } = core.facts['events.validation'].refused;
    throw new ApiFailure(status, code, message);
  }
  await core.connections.clearFailure(connection);
  core.events.emit({ type: 'connections' });
  if (created) core.webhooks.afterConnection(connection);
  core.scheduler.track(follow(core, connection));
  return connection;
}

async function follow(core: CreationCore, connection: ConnectionDocument): Promise<void> {
  const { provider_config_key: integration, connection_id: id } = connection;
  await core.scheduler.adopt(connection, core.functions.of(integration));
  const scripts = core.functions.forEvent(integration, 'post-connection-creation');
  if (scripts.length === 0) return;
  await new Promise<void>((resolve) => {
    core.clock.setTimeout(resolve, creationDelay);
  });
  for (const script of scripts) {
    if (core.connections.find(integration, id)) await runEvent(core, script, connection);
  }
}

/** Runs `pre-connection-deletion`, ends the connection's syncs and removes it with everything that belongs to it. */
export async function deleteConnection(core: LifecycleCore, connection: ConnectionDocument): Promise<void> {
  for (const script of core.functions.forEvent(connection.provider_config_key, 'pre-connection-deletion')) {
    await runEvent(core, script, connection);
  }
  for (const sync of core.state.syncs.values()) {
    if (String(sync.connection) === connection.id) await core.scheduler.remove(sync);
  }
  await core.connections.remove(connection);
  await core.state.runs.forget(connection.connection_id, connection.provider_config_key);
  core.events.emit({ type: 'connections' });
}

/**
 * Ends everything that is deployed for an integration that is being deleted. The real server forgets to deactivate its
 * event functions: they never run again, and every confirmation of a deployment lists them until the next deployment.
 */
export async function deleteFunctionsOf(core: LifecycleCore, integration: string): Promise<void> {
  for (const deployed of core.functions.of(integration)) {
    if (deployed.type === 'on-event') await core.functions.orphan(deployed);
    else await deleteFunction(core, deployed);
  }
}

/** Removes a function and, for a sync, its instances with the records of its models. */
export async function deleteFunction(core: LifecycleCore, deployed: FunctionDocument): Promise<void> {
  await core.state.functions.delete(deployed.id);
  if (deployed.type !== 'sync') return;
  for (const sync of core.state.syncs.values()) {
    if (sync.integration !== deployed.integration || sync.name !== deployed.name) continue;
    await core.scheduler.remove(sync);
    await core.state.checkpoints.clear(sync.connection, `sync:${sync.name}:`);
    for (const model of deployed.models) await core.state.records.clear({ connection: sync.connection, model });
  }
}
