import type { Routes } from '../routes.js';
import { dryRunRoutes } from './dry-runs.js';
import { eventRoutes } from './events.js';
import { localRecordRoutes } from './records.js';
import { runRoutes } from './runs.js';
import { settingRoutes } from './settings.js';

/** What no server of Nango has: routes for whoever looks at this one, all under `/local/`. */
export const localRoutes: Routes = (app, core) => {
  for (const routes of [settingRoutes, eventRoutes, runRoutes, localRecordRoutes, dryRunRoutes]) routes(app, core);
};
