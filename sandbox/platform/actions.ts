import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import type { RunFailure } from './functions/failure.js';
import { unfinishedTask } from './lost-failures.js';
import { nextNumber } from './state/state.js';

const messages: Record<string, { status: number; message: string }> = {
  action_script_runtime_error: { status: 500, message: 'The action script failed with a runtime error' },
  script_network_error: { status: 500, message: 'A network error occurred during an HTTP call' },
  script_internal_error: { status: 500, message: 'An internal error occurred during the script execution' },
};

type ActionCore = Pick<Core, 'state' | 'connections' | 'functions' | 'runner' | 'losesFailure'>;

/** A call of an action; `inBackground`: the caller does not wait, and asks for the outcome later. */
export interface ActionCall {
  readonly integration: string;
  readonly connectionId: string;
  readonly name: string;
  readonly input: unknown;
  readonly inBackground: boolean;
}

/**
 * Runs a deployed action and returns its output.
 *
 * @throws ApiFailure as `POST /action/trigger` answers: unknown connection 400, unknown action 404, an external error 424
 * with what was answered in `upstream`, everything else that the function throws 500 with its payload; or 500 without the
 * function's error, where the server's race loses it
 */
export async function runAction(core: ActionCore, call: ActionCall): Promise<unknown> {
  const { integration, connectionId, name, input, inBackground } = call;
  const connection = core.connections.find(integration, connectionId);
  if (!connection) throw new ApiFailure(400, 'unknown_connection', 'Failed to find connection');
  const deployed = core.functions.find(integration, 'action', name);
  if (!deployed) throw new ApiFailure(404, 'not_found', 'Action not found');
  const result = await core.runner.run(deployed, connection, { input, job: await nextNumber(core.state, 'job') });
  if (result.success) return result.output;
  // The server asks for the outcome of a failed action a moment before it is stored (nango-platform.md §18).
  if (!inBackground && core.losesFailure.actions()) throw lostFailure();
  throw toApiFailure(result.error);
}

function lostFailure(): ApiFailure {
  const message = 'The action script failed with an error: {}';
  return new ApiFailure(500, 'action_script_failure', message, { payload: { error: unfinishedTask() } });
}

function toApiFailure({ type, payload, upstream }: RunFailure): ApiFailure {
  if (type === 'script_http_error')
    return new ApiFailure(424, type, undefined, { payload, ...(upstream && { upstream }) });
  const { status, message } = messages[type] ?? { status: 500, message: type };
  return new ApiFailure(status, type, message, { payload });
}
