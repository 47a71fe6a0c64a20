import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { ApiFailure, check, type Extension } from '../../sandbox/platform/index.js';
import { tenantRoutes } from '../../sandbox/world/index.js';
import { DeployProblem } from '../deploy/problem.js';
import type { Deployments } from './functions/deployments.js';
import type { Halo } from './halo.js';

/** What the routes tell of; the platform has to listen before some of it is there. */
export interface Surroundings {
  readonly root: string;
  readonly halo: Halo;
  readonly integration: string;
  readonly every: number | undefined;
  /** The platform's own address. */
  url: string;
  readonly deployments: Deployments;
}

const deploymentSchema = z.strictObject({ provider_config_key: z.string().min(1).max(255) });
const packageFile = z.object({ version: z.string() });

/** Routes for the dashboard about all that stands around the platform: Halo, the functions, and how both were started. */
export function surroundingRoutes(world: Surroundings): Extension {
  const { root, halo, every } = world;
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return (app) => {
    app.get('/local/world', () => ({
      version,
      url: world.url,
      integration: world.integration,
      schedule: { isOn: true, everyMs: every ?? null },
      functions: world.deployments.state,
      tenant: halo.living
        ? {
            hostname: halo.hostname,
            isStill: halo.living.life.isStill,
            connect: { hostname: halo.hostname, client_id: halo.clientId, client_secret: halo.clientSecret },
          }
        : null,
    }));

    app.post('/local/deployments', async (request) => {
      const { provider_config_key: key } = check(deploymentSchema, request.body, 'invalid_body');
      try {
        return { functions: await world.deployments.deployTo(key) };
      } catch (error) {
        if (error instanceof DeployProblem) throw new ApiFailure(409, 'functions_failed', error.message);
        throw error;
      }
    });

    if (halo.living) tenantRoutes(app, halo.living);
    else {
      const refuse = (): never => {
        throw new ApiFailure(404, 'no_tenant', 'This Halo is a real tenant, whose other side cannot be shown here');
      };
      app.all('/local/tenant', refuse);
      app.all('/local/tenant/*', refuse);
    }
  };
}
