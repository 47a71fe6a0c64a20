import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Core } from '../core.js';
import { ApiFailure } from '../failure.js';

/** What the Connect form reads with the token of its session, and everybody else with the secret key. */
const openToSessions = new Set(['/providers', '/providers/:provider', '/integrations']);

/** The token of an `Authorization` header. @throws ApiFailure 401 */
export function bearerOf({ headers: { authorization } }: FastifyRequest): string {
  if (authorization === undefined || authorization === '') {
    const message = 'Authentication failed. The request is missing the Authorization header.';
    throw new ApiFailure(401, 'missing_auth_header', message);
  }
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (token === undefined) {
    throw new ApiFailure(401, 'malformed_auth_header', 'Authentication failed. The Authorization header is malformed.');
  }
  return token;
}

/** Lets pass who has the secret key, the dashboard's page, and for a few routes a Connect session. @throws ApiFailure 401 */
export function authenticate(
  request: FastifyRequest,
  { secretKey, sessions, dashboardSession }: Pick<Core, 'secretKey' | 'sessions' | 'dashboardSession'>,
): void {
  if (request.headers.authorization === undefined && dashboardSession.admits(request)) return;
  const token = bearerOf(request);
  if (token.startsWith('nango_connect_session_') && request.method === 'GET') {
    sessions.get(token);
    if (openToSessions.has(request.routeOptions.url ?? '')) return;
  }
  const [a, b] = [Buffer.from(token), Buffer.from(secretKey)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) {
    throw new ApiFailure(401, 'unknown_user_account', 'Authentication failed. The provided secret key is invalid.');
  }
}
