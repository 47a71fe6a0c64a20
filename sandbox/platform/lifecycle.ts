import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import type { NewConnection } from './connections.js';
import type { ConnectionDocument, FunctionDocument } from './state/documents.js';
import { nextNumber } from './state/state.js';
import type { RunResult } from './functions/run.js';

type LifecycleCore = Pick<Core, 'state' | 'connections' | 'functions' | 'runner' | 'scheduler'>;

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
 * the caller has its answer, `post-connection-creation` and the first run of every sync that starts by itself.
 *
 * @throws ApiFailure 400 `connection_validation_failed` with the function's own message; a new connection is gone then
 */
export async function createConnection(core: LifecycleCore, given: NewConnection): Promise<ConnectionDocument> {
  const { connection, created } = await core.connections.upsert(given);
  const integration = given.providerConfigKey;
  for (const script of core.functions.forEvent(integration, 'validate-connection')) {
    const result = await runEvent(core, script, connection);
    if (result.success) continue;
    if (created) await core.connections.remove(connection);
    throw new ApiFailure(400, 'connection_validation_failed', messageOf(result.error.payload));
  }
  const follow = async (): Promise<void> => {
    for (const script of core.functions.forEvent(integration, 'post-connection-creation')) {
      await runEvent(core, script, connection);
    }
    await core.scheduler.adopt(connection, core.functions.of(integration));
  };
  core.scheduler.track(follow());
  return connection;
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
