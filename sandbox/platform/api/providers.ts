import * as z from 'zod';
import { ApiFailure, check } from '../failure.js';
import { providerConfigKey } from './schemas.js';
import type { Routes } from './routes.js';

/** What can be connected: the provider definitions. */
export const providerRoutes: Routes = (app, core) => {
  const present = (name: string) => {
    const definition = core.definitions.raw(name);
    return definition && { ...definition, name, logo_url: `/images/template-logos/${name}.svg` };
  };

  app.get('/providers', (request) => {
    const { search } = check(
      z.strictObject({ search: providerConfigKey.optional() }),
      request.query,
      'invalid_query_params',
    );
    const wanted = search?.toLowerCase() ?? '';
    return {
      data: core.definitions
        .names()
        .filter((name) => name.toLowerCase().includes(wanted))
        .map(present),
    };
  });

  app.get<{ Params: { provider: string } }>('/providers/:provider', (request) => {
    const data = present(request.params.provider);
    if (!data) throw new ApiFailure(404, 'not_found', `Unknown provider ${request.params.provider}`);
    return { data };
  });
};
