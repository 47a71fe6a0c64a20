import { randomBytes, randomUUID } from 'node:crypto';
import type { MessageError } from '@nangohq/types';
import type { Clock } from '../../clock.js';
import type { LogEntry } from '../functions/ports.js';
import type { ConnectionDocument } from '../state/documents.js';
import type { LogStore, MessageRow, OperationList, OperationRow, OperationState } from './types.js';

/** What the real server calls each operation that happens here. */
const titles: Partial<Record<`${OperationList['type']}:${OperationList['action']}`, string>> = {
  'sync:run': 'Sync executed',
  'action:run': 'Action',
  'auth:create_connection': 'Connection created',
  'auth:refresh_token': 'Token refreshed',
  'deploy:custom': 'Deploys',
  'events:post_connection_creation': 'Event-based executions',
  'events:pre_connection_deletion': 'Event-based executions',
  'events:validate_connection': 'Event-based executions',
  'webhook:sync': 'Sync completion webhooks',
  'webhook:connection_create': 'Connection creation webhooks',
};

/** What an operation is about. */
export interface OperationSubject {
  operation: OperationList;
  integration?: string | undefined;
  provider?: string | undefined;
  connection?: Pick<ConnectionDocument, 'id' | 'connection_id'> | undefined;
  /** Name of the function. */
  function?: string | undefined;
  job?: number | undefined;
  meta?: Record<string, unknown> | undefined;
  /** Given where the id has to be known before. */
  id?: string | undefined;
}

/** Something that is under way, and writes what it does into the log. */
export interface Operation {
  readonly id: string;
  write(entry: LogEntry): void;
  /** Milliseconds since 1970, by the platform's clock. */
  now(): number;
  info(message: string, meta?: Record<string, unknown>): void;
  /** Ends it. */
  end(state: OperationState, more?: { error?: MessageError; meta?: Record<string, unknown> }): void;
}

export type JournalEvent =
  { type: 'operation'; operation: OperationRow } | { type: 'message'; operationId: string; message: MessageRow };

const flushPause = 100;

/** The form of the real server's ids: milliseconds since 1970, and eight characters. */
export const newOperationId = (clock: Clock): string => `${String(clock.now())}_${randomBytes(4).toString('hex')}`;

/**
 * Writes the platform's log. Nothing waits for it: rows are handed to the store in their order, a few at a time, and
 * `flush` resolves when all of them are there.
 */
export class Journal {
  #messages: MessageRow[] = [];
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param onFailure called when the store fails; the lines that were to be written are then lost */
  constructor(
    private readonly store: LogStore,
    private readonly clock: Clock,
    private readonly tell: (event: JournalEvent) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  open(subject: OperationSubject): Operation {
    const { operation: kind, connection } = subject;
    const now = this.#now();
    let row: OperationRow = {
      id: subject.id ?? newOperationId(this.clock),
      type: 'operation',
      source: 'internal',
      level: 'info',
      message: titles[`${kind.type}:${kind.action}`] ?? kind.action,
      operation: kind,
      state: 'running',
      accountId: 1,
      accountName: 'local',
      environmentId: 1,
      environmentName: 'dev',
      ...(subject.provider !== undefined && { providerName: subject.provider }),
      ...(subject.integration !== undefined && { integrationName: subject.integration }),
      ...(connection && { connectionId: Number(connection.id), connectionName: connection.connection_id }),
      ...(subject.function !== undefined && { syncConfigName: subject.function }),
      ...(subject.job !== undefined && { jobId: String(subject.job) }),
      ...(subject.meta && { meta: subject.meta }),
      createdAt: now,
      updatedAt: now,
      startedAt: now,
      endedAt: null,
      expiresAt: null,
    };
    this.#put(row);
    const write = (entry: LogEntry): void => {
      this.#append(toMessage(row.id, entry));
    };
    return {
      id: row.id,
      write,
      now: () => this.clock.now(),
      info: (message, meta) => {
        write({ type: 'log', level: 'info', source: 'internal', message, at: this.clock.now(), ...(meta && { meta }) });
      },
      end: (state, { error, meta } = {}) => {
        const ended = this.#now();
        row = {
          ...row,
          state,
          level: state === 'failed' ? 'error' : 'info',
          updatedAt: ended,
          endedAt: ended,
          durationMs: Date.parse(ended) - Date.parse(now),
          ...(error && { error }),
          ...(meta && { meta: { ...row.meta, ...meta } }),
        };
        this.#put(row);
      },
    };
  }

  /** @throws nothing; failures were reported to `onFailure` */
  async flush(): Promise<void> {
    this.#hand();
    await this.#last;
  }

  #now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  #put(operation: OperationRow): void {
    this.#hand();
    this.tell({ type: 'operation', operation });
    this.#queue(() => this.store.put(operation));
  }

  #append(message: MessageRow): void {
    this.tell({ type: 'message', operationId: message.parentId, message });
    this.#messages.push(message);
    // Real time: it is about the store's load, not about anything that happens in the world.
    this.#timer ??= setTimeout(() => {
      this.#hand();
    }, flushPause).unref();
  }

  #hand(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const messages = this.#messages;
    if (messages.length === 0) return;
    this.#messages = [];
    this.#queue(() => this.store.append(messages));
  }

  #queue(write: () => Promise<void>): void {
    this.#last = this.#last.then(write).catch(this.onFailure);
  }
}

/** A line of a run as the real server shows it. */
export function toMessage(operationId: string, entry: LogEntry): MessageRow {
  const { http, meta } = entry;
  const createdAt = new Date(entry.at - (http?.durationMs ?? 0)).toISOString();
  return {
    id: randomUUID(),
    parentId: operationId,
    accountId: 1,
    type: entry.type,
    level: entry.level,
    source: entry.source,
    message: entry.message,
    ...(meta !== undefined && { meta: typeof meta === 'object' && meta !== null ? meta : { value: meta } }),
    ...(http && {
      request: { method: http.method, url: http.url, headers: {} },
      ...(http.status !== undefined && { response: { code: http.status, headers: {} } }),
      ...(http.code !== undefined && { error: { name: 'Error', message: http.code } }),
      durationMs: http.durationMs,
      endedAt: new Date(entry.at).toISOString(),
    }),
    createdAt,
  };
}
