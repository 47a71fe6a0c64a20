/** The local stand-in for a Nango server, and the parts of it that tests use on their own. */
export { ApiFailure, check } from './failure.js';
export { startPlatform } from './platform.js';
export type { PlatformOptions, RunningPlatform } from './options.js';
export type { Extension } from './api/server.js';
export type { LostFailures } from './lost-failures.js';
export type { FunctionReference, PlatformEvent } from './runs/events.js';
export type { SyncRun } from './state/documents.js';

export { lambda, parseProfile, ProfileProblem, readProfile, selfHosted, withFacts } from './profile/profile.js';
export type { Profile } from './profile/profile.js';
export type { FactName, Facts } from './profile/facts.js';

export { createSandbox, loadBundle } from './functions/bundle.js';
export type { FunctionBundle, LoadOptions } from './functions/bundle.js';
export { allowedModules } from './functions/modules.js';
export { runFunction } from './functions/run.js';
export type { RunOptions, RunResult } from './functions/run.js';
export type { RunFailure } from './functions/failure.js';
export type { FunctionKind } from './functions/identity.js';
export type { ModelCounts } from './functions/runtime.js';
export type {
  Connection,
  ConnectionSource,
  FunctionPorts,
  LogEntry,
  OutboundCall,
  RequestPort,
} from './functions/ports.js';
export { FixedConnection } from './functions/fixed-connection.js';
export { CheckpointConflictError, MemoryCheckpointStore } from './functions/checkpoint-store.js';
export type { Checkpoint, CheckpointStore, StoredCheckpoint } from './functions/checkpoint-store.js';
export { Locks } from './functions/locks.js';

export { Definitions } from './outbound/definitions.js';
export type { ProviderDefinition } from './outbound/definitions.js';
export { createOutbound } from './outbound/outbound.js';
export { ProxyError } from './outbound/prepare.js';
export { guardEgress, OutboundUrlError } from './outbound/egress.js';
export { fetchToken } from './outbound/token.js';
export { TokenRequestError } from './outbound/token-errors.js';
export { createHttpTransport, NetworkError } from './outbound/transport.js';
export type { OutboundRoute, Transport, TransportRequest, TransportResponse } from './outbound/transport.js';

export { MemoryRecordStore } from './records/memory.js';
export { NullRecordStore } from './records/null.js';
export { PgliteRecordStore } from './records/pglite.js';
export { InvalidCursorError, InvalidRecordError } from './records/types.js';
export type * from './records/types.js';
export type { RecordBrowser } from './records/browser.js';
export { MemoryLogStore } from './logs/memory.js';
export { logTables, PgliteLogStore } from './logs/pglite.js';
export { InvalidLogCursor } from './logs/types.js';
export type * from './logs/types.js';
