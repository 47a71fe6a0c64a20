import type { Core } from '../core.js';
import { check } from '../failure.js';
import { differencesOf } from '../deploy-differences.js';
import { deploySchema } from '../deploy.js';
import { deleteFunction } from '../lifecycle.js';
import { noQuery } from './schemas.js';
import type { Routes } from './routes.js';

/** What `nango deploy` calls. */
export const deployRoutes: Routes = (app, core) => {
  app.post('/sync/deploy/confirmation', (request) => {
    check(noQuery, request.query, 'invalid_query_params');
    return differencesOf(core, check(deploySchema, request.body, 'invalid_body'));
  });

  app.post('/sync/deploy', async (request) => {
    check(noQuery, request.query, 'invalid_query_params');
    const deployment = check(deploySchema, request.body, 'invalid_body');
    const outdated = core.functions.outdated(deployment);
    const deployed = await core.functions.deploy(deployment);
    if (deployment.reconcile) for (const old of outdated) await deleteFunction(core, old);
    await adopt(core, new Set(deployed.map(({ integration }) => integration)));
    return deployed.map(({ name, version, integration, type, models }) => ({
      name,
      version,
      providerConfigKey: integration,
      type,
      models,
    }));
  });
};

/** Connections that were there before get the new syncs. */
async function adopt(core: Core, integrations: Set<string>): Promise<void> {
  for (const integration of integrations) {
    for (const connection of core.connections.of(integration)) {
      await core.scheduler.adopt(connection, core.functions.of(integration));
    }
  }
}
