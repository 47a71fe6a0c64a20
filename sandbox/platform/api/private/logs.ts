import * as z from 'zod';
import { ApiFailure, check } from '../../failure.js';
import { InvalidLogCursor } from '../../logs/types.js';
import type { Routes } from '../routes.js';
import { environmentQuery } from './environment.js';

const names = z.array(z.string()).max(20).optional();
const cursor = z.string().nullable().optional();
const period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).optional();
const states = z
  .array(z.enum(['all', 'waiting', 'running', 'success', 'failed', 'timeout', 'cancelled']))
  .max(10)
  .optional();
const limit = z.number().int().min(1).max(500).default(100);

const operationsSchema = z.strictObject({
  search: z.string().min(1).max(256).optional(),
  limit,
  states,
  types: names,
  integrations: names,
  connections: names,
  syncs: names,
  period,
  cursor,
});
const operationId = z.string().regex(/^[a-zA-Z0-9_]{20,25}$/);
const messagesSchema = z.strictObject({
  operationId,
  search: z.string().min(1).max(100).optional(),
  limit,
  states,
  cursorBefore: cursor,
  cursorAfter: cursor,
  period,
});

const refuseCursor = (error: unknown): never => {
  if (error instanceof InvalidLogCursor) throw new ApiFailure(400, 'invalid_body', error.message);
  throw error;
};

/** The log, as the real server's dashboard reads it: operations, and the lines of one. */
export const logRoutes: Routes = (app, { state, journal }) => {
  app.post('/api/v1/logs/operations', async (request) => {
    check(environmentQuery, request.query, 'invalid_query_params');
    const query = check(operationsSchema, request.body ?? {}, 'invalid_body');
    await journal.flush();
    return state.logs.operations(query).catch(refuseCursor);
  });

  app.get<{ Params: { id: string } }>('/api/v1/logs/operations/:id', async (request) => {
    check(environmentQuery, request.query, 'invalid_query_params');
    await journal.flush();
    const data = await state.logs.operation(check(operationId, request.params.id, 'invalid_uri_params'));
    if (!data) throw new ApiFailure(404, 'not_found');
    return { data };
  });

  app.post('/api/v1/logs/messages', async (request) => {
    check(environmentQuery, request.query, 'invalid_query_params');
    const query = check(messagesSchema, request.body, 'invalid_body');
    await journal.flush();
    if (!(await state.logs.operation(query.operationId))) throw new ApiFailure(404, 'not_found');
    return state.logs.messages(query).catch(refuseCursor);
  });
};
