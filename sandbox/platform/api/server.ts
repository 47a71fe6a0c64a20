import { timingSafeEqual } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import type { Core } from '../core.js';
import { ApiFailure } from '../failure.js';
import { actionRoutes } from './actions.js';
import { connectRoutes, connectAuthRoute } from './connect.js';
import { connectionRoutes } from './connections.js';
import { deployRoutes } from './deploy.js';
import { functionRoutes } from './functions.js';
import { integrationRoutes } from './integrations.js';
import { metadataRoutes } from './metadata.js';
import { providerRoutes } from './providers.js';
import { proxyRoutes } from './proxy.js';
import { recordRoutes } from './records.js';
import { scriptRoutes } from './scripts.js';
import { syncRoutes } from './syncs.js';
import { openRoutes } from './open.js';

/** Deploys carry every bundle in one body: the real server's limit. */
const bodyLimit = 75 * 1024 * 1024;

/** One resource's routes. */
export type Routes = (app: FastifyInstance, core: Core) => void;

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
];

function authenticate(header: string | undefined, secretKey: string): void {
  if (header === undefined || header === '') {
    throw new ApiFailure(
      401,
      'missing_auth_header',
      'Authentication failed. The request is missing the Authorization header.',
    );
  }
  const given = /^Bearer (.+)$/.exec(header)?.[1];
  if (given === undefined) {
    throw new ApiFailure(401, 'malformed_auth_header', 'Authentication failed. The Authorization header is malformed.');
  }
  const [a, b] = [Buffer.from(given), Buffer.from(secretKey)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) {
    throw new ApiFailure(401, 'unknown_user_account', 'Authentication failed. The provided secret key is invalid.');
  }
}

/** The platform's HTTP API, not yet listening. */
export function createServer(core: Core): FastifyInstance {
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
  openRoutes(app, core);
  connectAuthRoute(app, core);
  void app.register((scope, _options, done) => {
    scope.addHook('onRequest', (request, _reply, next) => {
      authenticate(request.headers.authorization, core.secretKey);
      next();
    });
    for (const routes of authenticated) routes(scope, core);
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
