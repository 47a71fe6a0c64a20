import type { Core } from './core.js';
import { ApiFailure } from './failure.js';
import type { RunFailure } from './functions/failure.js';
import { nextNumber } from './state/state.js';

const messages: Record<string, { status: number; message: string }> = {
  action_script_runtime_error: { status: 500, message: 'The action script failed with a runtime error' },
  script_network_error: { status: 500, message: 'A network error occurred during an HTTP call' },
  script_internal_error: { status: 500, message: 'An internal error occurred during the script execution' },
};

/**
 * Runs a deployed action and returns its output.
 *
 * @throws ApiFailure as `POST /action/trigger` answers: unknown connection 400, unknown action 404, an external error 424
 * with what was answered in `upstream`, everything else that the function throws 500 with its payload
 */
export async function runAction(
  core: Pick<Core, 'state' | 'connections' | 'functions' | 'runner'>,
  integration: string,
  connectionId: string,
  name: string,
  input: unknown,
): Promise<unknown> {
  const connection = core.connections.find(integration, connectionId);
  if (!connection) throw new ApiFailure(400, 'unknown_connection', 'Failed to find connection');
  const deployed = core.functions.find(integration, 'action', name);
  if (!deployed) throw new ApiFailure(404, 'not_found', 'Action not found');
  const result = await core.runner.run(deployed, connection, { input, job: await nextNumber(core.state, 'job') });
  if (result.success) return result.output;
  throw toApiFailure(result.error);
}

function toApiFailure({ type, payload, upstream }: RunFailure): ApiFailure {
  if (type === 'script_http_error')
    return new ApiFailure(424, type, undefined, { payload, ...(upstream && { upstream }) });
  const { status, message } = messages[type] ?? { status: 500, message: type };
  return new ApiFailure(status, type, message, { payload });
}
