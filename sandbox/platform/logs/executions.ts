import { messageOf } from '../functions/failure.js';
import type { RunResult } from '../functions/run.js';
import type { ConnectionDocument, FunctionDocument } from '../state/documents.js';
import type { Journal, Operation } from './journal.js';
import type { OperationList } from './types.js';

export interface Execution {
  deployed: FunctionDocument;
  connection: ConnectionDocument;
  provider: string | undefined;
  job: number;
  variant?: string;
  /** Id of the operation, where it has to be known before. */
  operationId?: string;
}

function operationOf({ type, event }: FunctionDocument): OperationList {
  if (type === 'sync') return { type, action: 'run' };
  if (type === 'action') return { type, action: 'run' };
  switch (event) {
    case 'pre-connection-deletion':
      return { type: 'events', action: 'pre_connection_deletion' };
    case 'validate-connection':
      return { type: 'events', action: 'validate_connection' };
    case 'post-connection-creation':
    case null:
      return { type: 'events', action: 'post_connection_creation' };
  }
}

/** Opens the operation of a function's execution, with its first line. */
export function openExecution(journal: Journal, execution: Execution): Operation {
  const { deployed, connection, provider, job, variant, operationId: id } = execution;
  const operation = journal.open({
    operation: operationOf(deployed),
    integration: deployed.integration,
    provider,
    connection,
    function: deployed.name,
    job,
    id,
    meta: { scriptVersion: deployed.version, ...(variant !== undefined && { syncVariant: variant }) },
  });
  operation.info(`Starting ${deployed.type} '${deployed.name}'`);
  return operation;
}

/** The last line of an execution, and what it came to. */
export function closeExecution(operation: Operation, { type, name }: FunctionDocument, result: RunResult): void {
  const { counts, requests, durationMs } = result;
  const meta = { records: counts, requests, runTimeSecs: durationMs / 1000 };
  if (result.success) {
    operation.info(`The ${type} '${name}' completed successfully`, meta);
    operation.end('success', { meta });
    return;
  }
  const { type: code, payload } = result.error;
  const error = { name: 'Error', type: code, message: messageOf(payload), payload };
  const at = operation.now();
  operation.write({ type: 'log', level: 'error', source: 'internal', message: error.message, at, meta: { error } });
  operation.end(code === 'script_aborted' ? 'cancelled' : 'failed', { error, meta });
}
