import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { runAction } from '../actions.js';
import { ApiFailure, check } from '../failure.js';
import { connectionHeaders, functionName, noQuery } from './schemas.js';
import type { Routes } from './routes.js';

const headersSchema = connectionHeaders.extend({
  'x-async': z.stringbool().optional().default(false),
  'x-max-retries': z.coerce.number().min(0).max(5).optional(),
});
const bodySchema = z.object({ action_name: functionName, input: z.unknown() });

/** Running actions, at once or in the background. */
export const actionRoutes: Routes = (app, core) => {
  const background = new Map<string, Promise<{ output: unknown } | { failure: ApiFailure }>>();

  app.post('/action/trigger', async (request, reply) => {
    const headers = check(headersSchema, request.headers, 'invalid_headers');
    check(noQuery, request.query, 'invalid_query_params');
    const { action_name: name, input } = check(bodySchema, request.body, 'invalid_body');
    const inBackground = headers['x-async'];
    const run = runAction(core, {
      integration: headers['provider-config-key'],
      connectionId: headers['connection-id'],
      name,
      input,
      inBackground,
    });
    if (!inBackground) return reply.send(JSON.stringify((await run) ?? null));
    const id = randomUUID();
    const settled = run.then(
      (output) => ({ output }),
      (error: unknown) => {
        if (error instanceof ApiFailure) return { failure: error };
        throw error;
      },
    );
    background.set(id, settled);
    core.scheduler.track(settled.then(() => undefined));
    const statusUrl = `/action/${id}`;
    return reply.status(202).header('location', statusUrl).send({ id, statusUrl });
  });

  app.get<{ Params: { id: string } }>('/action/:id', async (request, reply) => {
    const id = check(z.uuid(), request.params.id, 'invalid_uri_params');
    const running = background.get(id);
    // An action that has not finished is unknown, as on the real server: clients ask again.
    const pending = Symbol('pending');
    const settled = running && (await Promise.race([running, Promise.resolve(pending)]));
    if (settled === undefined || typeof settled === 'symbol') {
      throw new ApiFailure(404, 'not_found', `No action '${id}' found`);
    }
    if ('failure' in settled) throw settled.failure;
    return reply.send(JSON.stringify(settled.output ?? null));
  });
};
