import type { Clock } from '../../clock.js';
import type { Connections } from '../connections.js';
import { ApiFailure } from '../failure.js';
import { loadBundle } from '../functions/bundle.js';
import type { LentZod } from '../functions/lent-zod.js';
import { Locks } from '../functions/locks.js';
import type { ConnectionSource, FunctionPorts, LogEntry, LogLevel, RequestPort } from '../functions/ports.js';
import type { RunOptions, RunResult } from '../functions/run.js';
import { runFunction } from '../functions/run.js';
import { closeExecution, openExecution } from '../logs/executions.js';
import type { Journal, Operation } from '../logs/journal.js';
import type { Profile } from '../profile/profile.js';
import type { ConnectionDocument, FunctionDocument } from '../state/documents.js';
import type { State } from '../state/state.js';
import type { FunctionReference, PlatformEvent } from './events.js';
import { rehearsed, type Rehearsal } from './rehearsal.js';

/** What functions may start; the scheduler and the API provide it. */
export type Starters = Pick<ConnectionSource, 'triggerSync' | 'startSync' | 'triggerAction' | 'getIntegration'>;

export interface RunnerOptions {
  state: State;
  connections: Connections;
  request: RequestPort;
  clock: Clock;
  environmentVariables: Record<string, string>;
  validateRecords: boolean;
  /** The version of Nango to imitate. Default: `selfHosted`. */
  profile?: Profile;
  onEvent: (event: PlatformEvent) => void;
  /** Where executions are logged. Nowhere when it is left out. */
  journal?: Journal;
  /** The zod that functions are lent. Default: that of the usual runner. */
  zod?: LentZod;
}

type Extra = Pick<RunOptions, 'input' | 'lastSyncDate' | 'emptyCache' | 'signal'> & {
  job: number;
  variant?: string;
  /** Id of the execution's operation in the log, where it has to be known before. */
  operationId?: string;
};

const isLevel = (value: string | undefined): value is LogLevel | 'off' =>
  value !== undefined && ['debug', 'info', 'warn', 'error', 'off'].includes(value);

/** Runs deployed functions against the platform's own records, checkpoints, connections and proxy. */
export class Runner {
  readonly #locks: Locks;
  #starters: Starters | undefined;

  constructor(private readonly options: RunnerOptions) {
    this.#locks = new Locks(options.clock);
  }

  connect(starters: Starters): void {
    this.#starters = starters;
  }

  /** Never throws for what the function does; a bundle that cannot be loaded is a failed run too. */
  async run(deployed: FunctionDocument, connection: ConnectionDocument, extra: Extra): Promise<RunResult> {
    const provider = this.options.state.integrations.get(deployed.integration)?.provider;
    const operation =
      this.options.journal && openExecution(this.options.journal, { deployed, connection, provider, ...extra });
    const result = await this.#execute(deployed, connection, extra, (of) => this.#ports(of, operation));
    if (operation) closeExecution(operation, deployed, result);
    return result;
  }

  /** As `run`, but on records, checkpoints, metadata and a log of the caller's own: nothing that it does is kept. */
  async rehearse(
    deployed: FunctionDocument,
    connection: ConnectionDocument,
    extra: Extra,
    { metadata, ...own }: Rehearsal,
  ): Promise<RunResult> {
    return this.#execute(deployed, connection, extra, (of) => {
      const ports = this.#ports(of, undefined);
      return { ...ports, ...own, connections: rehearsed(ports.connections, metadata), saved: () => undefined };
    });
  }

  async #execute(
    deployed: FunctionDocument,
    connection: ConnectionDocument,
    extra: Extra,
    portsOf: (of: FunctionReference) => FunctionPorts,
  ): Promise<RunResult> {
    const { clock, state, zod = 'runner' } = this.options;
    const filename = `${deployed.name}-${deployed.integration}.cjs`;
    const of: FunctionReference = {
      kind: deployed.type,
      name: deployed.name,
      providerConfigKey: deployed.integration,
      connectionId: connection.connection_id,
    };
    try {
      return await runFunction({
        ...extra,
        bundle: loadBundle(deployed.js, filename, { clock, zod }),
        kind: deployed.type,
        name: deployed.name,
        ports: portsOf(of),
        connection: Number(connection.id),
        connectionId: connection.connection_id,
        providerConfigKey: deployed.integration,
        provider: state.integrations.get(deployed.integration)?.provider ?? '',
        models: deployed.models,
        version: deployed.version,
        validateRecords: this.options.validateRecords,
        ...(deployed.schemas && { schemas: deployed.schemas }),
      });
    } catch (cause) {
      const payload = { name: 'Error', message: cause instanceof Error ? cause.message : String(cause) };
      const error = { type: 'script_internal_error', payload, status: 500, cause };
      return { success: false, error, counts: {}, requests: 0, durationMs: 0 };
    }
  }

  #ports(of: FunctionReference, operation: Operation | undefined): FunctionPorts {
    const { state, request, clock, environmentVariables, onEvent, profile } = this.options;
    const level = environmentVariables['NANGO_LOGGER_LEVEL'];
    return {
      request,
      records: state.records,
      checkpoints: state.checkpoints,
      connections: this.#source(),
      clock,
      ...(profile && { profile }),
      locks: this.#locks,
      logLevel: isLevel(level) ? level : 'warn',
      log: (entry) => {
        operation?.write(entry);
        onEvent(toEvent(of, entry));
      },
      saved: (model, change) => {
        onEvent({ type: 'records.saved', of, model, ...change });
      },
    };
  }

  #source(): ConnectionSource {
    const { connections, environmentVariables } = this.options;
    const starters = this.#starters;
    if (!starters) throw new Error('The runner was not connected to a scheduler');
    const find = (key: string, id: string): ConnectionDocument => {
      const connection = connections.find(key, id);
      if (!connection) throw new ApiFailure(404, 'not_found', 'Failed to find connection');
      return connection;
    };
    return {
      ...starters,
      getConnection: async (key, id, options) => connections.retrieve(find(key, id), options),
      setMetadata: async (key, ids, metadata) => {
        for (const id of ids) await connections.setMetadata(find(key, id), metadata);
      },
      updateMetadata: async (key, ids, metadata) => {
        for (const id of ids) await connections.updateMetadata(find(key, id), metadata);
      },
      environmentVariables: () => Object.entries(environmentVariables).map(([name, value]) => ({ name, value })),
    };
  }
}

function toEvent(of: FunctionReference, entry: LogEntry): PlatformEvent {
  if (!entry.http) return { type: 'log', of, entry };
  const { method, url, status, durationMs: ms } = entry.http;
  return { type: 'request', of, method, url, ms, ...(status !== undefined && { status }) };
}
