import type { FastifyError, FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import type { Core } from '../core.js';
import { ApiFailure } from '../failure.js';
import { actionRoutes } from './actions.js';
import { authenticate } from './authenticate.js';
import { connectAuthRoute } from './connect-auth.js';
import { connectRoutes, connectSessionRoutes } from './connect.js';
import { connectionRoutes } from './connections.js';
import { deployRoutes } from './deploy.js';
import { functionRoutes } from './functions.js';
import { integrationRoutes } from './integrations.js';
import { metadataRoutes } from './metadata.js';
import { providerRoutes } from './providers.js';
import { proxyRoutes } from './proxy.js';
import { recordRoutes } from './records.js';
import type { Routes } from './routes.js';
import { scriptRoutes } from './scripts.js';
import { syncRoutes } from './syncs.js';
import { serveDashboard } from './dashboard.js';
import { localRoutes } from './local/routes.js';
import { openRoutes } from './open.js';
import { admitLoopbackOnly, DashboardSession } from './origin.js';
import { environmentRoutes } from './private/environment.js';
import { logRoutes } from './private/logs.js';
import { connectionRecordRoutes } from './private/records.js';

/** Deploys carry every bundle in one body: the real server's limit. */
const bodyLimit = 75 * 1024 * 1024;

/** Routes for the dashboard that are defined elsewhere; their callers are already authorised. */
export type Extension = (app: FastifyInstance) => void;

const authenticated: Routes[] = [
  providerRoutes,
  integrationRoutes,
  connectRoutes,
  connectionRoutes,
  metadataRoutes,
  deployRoutes,
  syncRoutes,
  recordRoutes,
  actionRoutes,
  scriptRoutes,
  functionRoutes,
  proxyRoutes,
  logRoutes,
  environmentRoutes,
  connectionRecordRoutes,
  localRoutes,
];

/** The platform's HTTP API, not yet listening. */
export function createServer(core: Core, extensions: readonly Extension[] = []): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    forceCloseConnections: true,
  });
  parseBodies(app);
  app.setErrorHandler((error: FastifyError | ApiFailure, _request, reply) => {
    if (error instanceof ApiFailure) return reply.status(error.status).send(error.body());
    const status = error.statusCode ?? 500;
    const code = status < 500 ? 'invalid_body' : 'server_error';
    return reply.status(status).send({ error: { code, message: error.message } });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      error: { code: 'not_found', message: `Not found: ${request.method} ${request.url.split('?')[0] ?? ''}` },
    }),
  );
  admitLoopbackOnly(app);
  DashboardSession.prepare(app);
  openRoutes(app, core);
  serveDashboard(app, core.dashboard, core.dashboardSession);
  connectAuthRoute(app, core);
  connectSessionRoutes(app, core);
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, _reply, next) => {
      authenticate(request, core);
      next();
    });
    for (const routes of authenticated) routes(scope, core);
    for (const routes of extensions) routes(scope);
    done();
  });
  return app;
}

/** JSON bodies may be missing altogether (clients name the type and send nothing); everything else stays as bytes. */
function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(.+\+)?json/, { parseAs: 'string' }, (_request, body, done) => {
    const text = body.toString();
    if (text === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(text));
    } catch {
      done(new ApiFailure(400, 'invalid_json', 'Failed to parse JSON body'));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}
