import files from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiFailure } from '../failure.js';
import type { DashboardSession } from './origin.js';

/** Nothing from elsewhere is loaded, the page is in no frame, and no address of it leaves with a link. */
const headers = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Where the dashboard's built files are: a folder that may become known after the platform has started. */
export interface DashboardFiles {
  folder: string | undefined;
}

/**
 * Serves the dashboard's built files under `/dashboard/`. Every path that is not a file is one of its pages, and gets the
 * cookie with which the page may call the API.
 */
export function serveDashboard(app: FastifyInstance, dashboard: DashboardFiles, session: DashboardSession): void {
  app.get('/', (_request, reply) => reply.redirect('/dashboard/'));
  // `serve: false` adds `reply.sendFile` alone: the folder is not known yet.
  void app.register(files, { serve: false });
  const answer = async (request: FastifyRequest, reply: FastifyReply, path: string) => {
    const { folder } = dashboard;
    if (folder === undefined) throw new ApiFailure(404, 'not_found', 'The dashboard is not built');
    if (/\.[a-z0-9]+$/i.test(path)) return reply.header('x-content-type-options', 'nosniff').sendFile(path, folder);
    const page = await readFile(join(folder, 'index.html'));
    return reply
      .headers({ ...headers, 'set-cookie': session.cookieFor(request) })
      .type('text/html')
      .send(page);
  };
  // A route of its own, because the server takes `/dashboard/` for the same as `/dashboard`.
  app.get('/dashboard', (request, reply) => answer(request, reply, ''));
  app.get<{ Params: { '*': string } }>('/dashboard/*', (request, reply) => answer(request, reply, request.params['*']));
}
