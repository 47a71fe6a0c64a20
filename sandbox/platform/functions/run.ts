import { randomUUID } from 'node:crypto';
import { ExecutionAbortedSDKError } from '@nangohq/runner-sdk';
import type { RecordStore } from '../records/types.js';
import { ActionContext } from './action-context.js';
import type { FunctionBundle } from './bundle.js';
import type { CheckpointRange } from './checkpointing.js';
import { ConnectionCache } from './connection-cache.js';
import { createFacade, Hooks } from './facade.js';
import type { RunFailure } from './failure.js';
import { toFailure } from './failure.js';
import type { FunctionKind, RunIdentity } from './identity.js';
import { toNangoProps } from './identity.js';
import type { FunctionPorts } from './ports.js';
import type { ModelCounts } from './runtime.js';
import { Runtime } from './runtime.js';
import { SyncFunctionContext } from './sync-context.js';
import { SyncRecords } from './sync-records.js';
import type { ModelSchemas } from './validation.js';
import { recordValidator } from './validation.js';

export interface RunOptions extends Partial<Omit<RunIdentity, 'name' | 'runId'>> {
  bundle: FunctionBundle;
  kind: FunctionKind;
  name: string;
  ports: FunctionPorts;
  /** Input of an action, payload of a webhook. */
  input?: unknown;
  lastSyncDate?: Date;
  /** Removes the sync's records before it starts. */
  emptyCache?: boolean;
  /** Deployed JSON Schemas; without them the bundle's own zod models are used. */
  schemas?: ModelSchemas;
  /** Refuse records that do not fit their model. True by default; false for benchmarks. */
  validateRecords?: boolean;
  signal?: AbortSignal;
  /** From when on saveCheckpoint ends the run, and from when on every call does, in milliseconds. */
  lifecycle?: { interruptAfterMs: number; killAfterMs: number };
}

interface RunReport {
  /** Changes by model. */
  counts: Record<string, ModelCounts>;
  /** Requests that went out, retries included. */
  requests: number;
  durationMs: number;
  /** The checkpoint as the run first read it and as it left it. */
  checkpoint?: CheckpointRange;
}

export type RunResult = ({ success: true; output: unknown } | { success: false; error: RunFailure }) & RunReport;

/** Each store counts its own jobs, so that runs without a scheduler still get rising numbers. */
const jobs = new WeakMap<RecordStore, number>();
function nextJob(records: RecordStore): number {
  const job = (jobs.get(records) ?? 0) + 1;
  jobs.set(records, job);
  return job;
}

const bundleTypes = { sync: 'sync', webhook: 'sync', action: 'action', 'on-event': 'onEvent' } as const;

/**
 * Runs one function once, on the SDK's own base classes, against the given ports. Never throws: a failure is part of the
 * result, sorted as the real runner sorts it.
 */
export async function runFunction(options: RunOptions): Promise<RunResult> {
  const { bundle, kind, ports } = options;
  const started = ports.clock.now();
  const identity = identify(options);
  const { signal, lifecycle } = options;
  const runtime = new Runtime({ ports, identity, kind, signal, lifecycle });
  const hooks = new Hooks(ports);
  const report = (): RunReport => {
    const checkpoint = runtime.checkpointing.range(runtime.checkpointKey);
    const base = { counts: runtime.counts, requests: runtime.requests, durationMs: ports.clock.now() - started };
    return { ...base, ...(checkpoint && { checkpoint }) };
  };
  const fail = (error: unknown): RunResult => {
    const cause = hooks.dead ? hooks.dead.error : error;
    const failure = toFailure(hooks.dead ? new ExecutionAbortedSDKError() : error, bundle.filename);
    return { success: false, error: { ...failure, cause }, ...report() };
  };
  try {
    const output = await orAbandon(execute(options, identity, runtime, hooks), signal);
    if (hooks.dead) return fail(hooks.dead.error);
    return { success: true, output: kind === 'sync' ? true : output, ...report() };
  } catch (error) {
    return fail(error);
  } finally {
    runtime.releaseAllLocks();
  }
}

/** Milliseconds of real time that a cancelled function has to reach its next SDK call, where it ends by itself. */
const grace = 1000;

/**
 * A cancelled function may be waiting for a timer or between retries, and would be waited for during that time.
 * It is left behind instead: whatever it asks of the SDK when it wakes up throws.
 */
function orAbandon(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (!signal) return work;
  const abandoned = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      setTimeout(() => {
        reject(new ExecutionAbortedSDKError());
      }, grace).unref();
    });
  });
  return Promise.race([work, abandoned]);
}

function identify(options: RunOptions): RunIdentity {
  const { bundle, name, ports } = options;
  return {
    name,
    connection: options.connection ?? 1,
    connectionId: options.connectionId ?? 'connection',
    providerConfigKey: options.providerConfigKey ?? 'halo-psa',
    provider: options.provider ?? 'halo-psa',
    variant: options.variant ?? 'base',
    job: options.job ?? nextJob(ports.records),
    runId: randomUUID(),
    models: options.models ?? Object.keys(bundle.definition.models ?? {}),
    version: options.version ?? '1',
  };
}

async function execute(options: RunOptions, identity: RunIdentity, runtime: Runtime, hooks: Hooks): Promise<unknown> {
  const { bundle, kind, ports, input } = options;
  const { definition } = bundle;
  if (definition.type !== bundleTypes[kind]) throw new Error(`Incorrect script loaded for ${kind}`);
  const props = toNangoProps(identity, kind, {
    logger: { level: ports.logLevel ?? 'warn' },
    startedAt: new Date(ports.clock.now()),
    lastSyncDate: options.lastSyncDate,
    emptyCache: options.emptyCache ?? false,
  });
  const connections = new ConnectionCache(runtime.client, ports.clock);
  if (kind === 'action' || kind === 'on-event') {
    const nango = createFacade(new ActionContext(props, runtime, connections), hooks);
    if (kind === 'on-event') return definition.exec(nango);
    const output = await definition.exec(nango, toInput(input));
    checkSize(output, runtime.facts['actions.output'].largestBytes);
    return output;
  }
  const validate = options.validateRecords === false ? undefined : recordValidator(bundle, options.schemas);
  const records = new SyncRecords(runtime, identity, validate);
  const context = new SyncFunctionContext(props, runtime, connections, records);
  const nango = createFacade(context, hooks);
  if (kind === 'webhook') {
    if (!definition.onWebhook) throw new Error('Missing onWebhook function');
    return definition.onWebhook(nango, input);
  }
  if (options.emptyCache === true) {
    await records.clear(identity.models.map((model) => context.modelFullName(model)));
  }
  return definition.exec(nango);
}

/** An input travels as JSON, and what counts as nothing in JavaScript arrives as an empty object. */
function toInput(input: unknown): unknown {
  return input ? (JSON.parse(JSON.stringify(input)) as unknown) : {};
}

function checkSize(output: unknown, largest: number | null): void {
  const bytes = output === undefined ? 0 : Buffer.byteLength(JSON.stringify(output));
  if (largest !== null && bytes > largest) {
    throw new Error(
      `Output size is too large: ${String(bytes)} bytes. Maximum allowed size is ${String(largest)} bytes (2MB).`,
    );
  }
}
