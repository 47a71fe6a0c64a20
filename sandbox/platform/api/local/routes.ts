import type { Routes } from '../routes.js';
import { dryRunRoutes } from './dry-runs.js';
import { eventRoutes } from './events.js';
import { localRecordRoutes } from './records.js';
import { runRoutes } from './runs.js';
import { settingRoutes } from './settings.js';

/** Routes that no server of Nango has, all under `/local/`, for people who examine this one. */
export const localRoutes: Routes = (app, core) => {
  for (const routes of [settingRoutes, eventRoutes, runRoutes, localRecordRoutes, dryRunRoutes]) routes(app, core);
};
