import type { Clock } from '../clock.js';
import type { DashboardFiles } from './api/dashboard.js';
import type { Extension } from './api/server.js';
import type { OutboundRoute } from './outbound/transport.js';
import type { Profile } from './profile/profile.js';
import type { RecordStore } from './records/types.js';
import type { LostFailures } from './lost-failures.js';
import type { PlatformEvent } from './runs/events.js';
import type { SyncRun } from './state/documents.js';

export interface PlatformOptions {
  /** TCP port on 127.0.0.1; a free one by default. */
  port?: number;
  clock?: Clock;
  /** Keeps integrations, connections, functions, records and checkpoints there, for the next start. */
  dataDirectory?: string;
  /** `database` (default): an embedded Postgres, in memory without a directory. `memory`: plain maps, at once ready. */
  storage?: 'database' | 'memory';
  /** Files of provider definitions over Nango's own. By default `providers/halo-psa.yaml` of the working directory. */
  definitions?: string[];
  /** Hostnames that are served on this machine. */
  routes?: OutboundRoute[];
  /** Run started syncs by their declared frequency too. Off by default. */
  schedule?: boolean;
  /** With `schedule`: milliseconds between two runs of the most frequent sync; the others keep their proportion. */
  every?: number | undefined;
  /** Folder of the dashboard's built files. None by default; `RunningPlatform.dashboard` takes it later too. */
  dashboard?: string | undefined;
  /** Routes for the dashboard beyond those of the platform itself. */
  extensions?: readonly Extension[];
  /** The version of Nango to imitate. Default: `selfHosted`. */
  profile?: Profile;
  /** Let each triggered run wait as long as the profile says that it may. Off by default: they start at once. */
  delayTriggers?: boolean;
  /** `GET /environment-variables` and `nango.getEnvironmentVariables()`. `NANGO_LOGGER_LEVEL` sets what nango.log keeps. */
  environmentVariables?: Record<string, string>;
  /** Refuse records that do not fit their model's schema. True by default; the real platform lets them pass. */
  validateRecords?: boolean;
  /**
   * Which refusals of `validate-connection` and which failures of actions reach the caller without their error. Where the
   * profile says that some do, as many as on a real server: 12 of 27 and 13 of 163, the first ones among them
   * (nango-platform.md §11, §18).
   */
  lostFailures?: LostFailures;
  onEvent?: (event: PlatformEvent) => void;
}

export interface RunningPlatform {
  /** What a client takes as `host`, and the CLI as NANGO_HOSTPORT. */
  url: string;
  /** What a client takes as `secretKey`, and the CLI as NANGO_SECRET_KEY_DEV. */
  secretKey: string;
  records: RecordStore;
  /** Every run of a sync since the start, oldest first. */
  runs: readonly SyncRun[];
  /** What webhooks are signed with. */
  signingKey: string;
  /** Where the dashboard's built files are. */
  dashboard: DashboardFiles;
  /** Tells the dashboard of something that happened beyond the platform. */
  announce(type: string, data: Record<string, unknown>): void;
  /** Listens to what happens. @returns what ends it */
  listen(listener: (event: PlatformEvent) => void): () => void;
  /** Resolves when no function runs and none is about to. @throws AggregateError of what broke in the background */
  waitForIdle(): Promise<void>;
  /** Cancels what runs, stops listening and closes the database. */
  close(): Promise<void>;
}
