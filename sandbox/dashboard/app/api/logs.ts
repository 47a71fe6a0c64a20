import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { call, maybe } from './client.js';

const level = z.enum(['debug', 'info', 'warn', 'error']);
const failure = z.looseObject({ name: maybe(z.string()), message: z.string(), type: maybe(z.string()) });

const operationSchema = z.object({
  id: z.string(),
  message: z.string(),
  operation: z.object({ type: z.string(), action: maybe(z.string()) }),
  state: z.enum(['waiting', 'running', 'success', 'failed', 'timeout', 'cancelled']),
  level,
  integrationName: maybe(z.string()),
  connectionName: maybe(z.string()),
  syncConfigName: maybe(z.string()),
  error: maybe(failure),
  createdAt: z.string(),
  durationMs: maybe(z.number()),
});
export type Operation = z.output<typeof operationSchema>;

export const messageSchema = z.object({
  id: z.string(),
  source: z.string(),
  level,
  type: z.string(),
  message: z.string(),
  error: maybe(failure),
  request: maybe(z.looseObject({ method: z.string(), url: z.string() })),
  response: maybe(z.looseObject({ code: z.number() })),
  meta: z.unknown().optional(),
  createdAt: z.string(),
  durationMs: maybe(z.number()),
});
export type LogMessage = z.output<typeof messageSchema>;

export interface LogsQuestion {
  readonly search: string;
  readonly states: readonly string[];
  readonly types: readonly string[];
  /** An id of a connection; all when empty. */
  readonly connection: string;
  /** Name of a function; all when empty. */
  readonly functionName: string;
}

const operationsSchema = z.object({
  data: z.array(operationSchema),
  pagination: z.object({ total: z.number(), cursor: maybe(z.string()) }),
});

const wholeOr = (chosen: readonly string[]): readonly string[] => (chosen.length === 0 ? ['all'] : chosen);

/** The latest operations: runs of functions, connections, deployments. */
export const operationsQuery = ({ search, states, types, connection, functionName }: LogsQuestion, limit: number) =>
  queryOptions({
    queryKey: ['logs', 'operations', search, states, types, connection, functionName, limit],
    queryFn: ({ signal }) =>
      call('/api/v1/logs/operations', operationsSchema, {
        method: 'POST',
        signal,
        body: {
          limit,
          states: wholeOr(states),
          types: wholeOr(types),
          ...(search !== '' && { search }),
          ...(connection !== '' && { connections: [connection] }),
          ...(functionName !== '' && { syncs: [functionName] }),
        },
      }),
    placeholderData: keepPreviousData,
  });

export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: ['logs', 'operation', id],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/logs/operations/${encodeURIComponent(id)}`;
      return (await call(path, z.object({ data: operationSchema }), { signal })).data;
    },
  });

const messagesSchema = z.object({ data: z.array(messageSchema), pagination: z.object({ total: z.number() }) });

/** The latest lines of one operation. */
export const messagesQuery = (operationId: string, search: string) =>
  queryOptions({
    queryKey: ['logs', 'messages', operationId, search],
    queryFn: ({ signal }) => {
      const body = { operationId, limit: 100, ...(search !== '' && { search }) };
      return call('/api/v1/logs/messages', messagesSchema, { method: 'POST', body, signal });
    },
    placeholderData: keepPreviousData,
  });
