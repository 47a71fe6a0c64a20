import type { Routes } from './routes.js';
import { ApiFailure } from '../failure.js';

/** Routes that ask for no key. */
export const openRoutes: Routes = (app, core) => {
  app.get('/health', () => ({ result: 'ok' }));

  app.post('/cli/telemetry', (_request, reply) => reply.status(204).send());

  // A definition without `webhook_routing_script` routes nothing: 204, as with the stock halo-psa (nango-platform.md
  // §19). Handlers are compiled into the real server; there are none here.
  app.post<{ Params: { environment: string; key: string } }>('/webhook/:environment/:key', (request, reply) => {
    if (!core.state.integrations.get(request.params.key)) throw new ApiFailure(404, 'unknown_provider_config');
    return reply.status(204).send();
  });
};
