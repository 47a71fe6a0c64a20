import type { Clock } from '../clock.js';
import type { Connections } from './connections.js';
import type { RequestPort } from './functions/ports.js';
import type { Functions } from './functions-store.js';
import type { Journal } from './logs/journal.js';
import type { Definitions } from './outbound/definitions.js';
import type { DashboardSession } from './api/origin.js';
import type { DashboardFiles } from './api/dashboard.js';
import type { Facts } from './profile/facts.js';
import type { Events } from './runs/events.js';
import type { Runner } from './runs/runner.js';
import type { Scheduler } from './runs/scheduler.js';
import type { Sessions } from './sessions.js';
import type { State } from './state/state.js';
import type { Webhooks } from './webhooks/webhooks.js';

/** The parts of one running platform, as the routes of its API use them. */
export interface Core {
  clock: Clock;
  /** What the imitated version of Nango does. */
  facts: Facts;
  secretKey: string;
  /** What webhooks are signed with. */
  signingKey: string;
  events: Events;
  journal: Journal;
  webhooks: Webhooks;
  /** Lets the dashboard's page call the API. */
  dashboardSession: DashboardSession;
  dashboard: DashboardFiles;
  environmentVariables: Record<string, string>;
  definitions: Definitions;
  state: State;
  connections: Connections;
  functions: Functions;
  runner: Runner;
  scheduler: Scheduler;
  sessions: Sessions;
  request: RequestPort;
  /** Whether the error of the next refusal by `validate-connection`, or of the next action that fails, gets lost on its way. */
  losesFailure: Record<'refusals' | 'actions', () => boolean>;
}
