import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import type { Facts } from '../profile/facts.js';
import type { LastAction, RecordScope } from '../records/types.js';
import { InvalidCursorError } from '../records/types.js';
import { connectionHeaders, model, variant } from './schemas.js';
import type { Routes } from './routes.js';

const year = 365 * 24 * 60 * 60_000;

function querySchema(now: number, { largestPage, usualPage, mostIds }: Facts['records.read']) {
  const since = z.iso
    .datetime()
    .refine((time) => Date.parse(time) >= now - year, { message: 'must be within the last 12 months' })
    .optional();
  return z.strictObject({
    model,
    variant: variant.optional(),
    delta: since,
    modified_after: since,
    limit: z.coerce.number().int().min(1).max(largestPage).default(usualPage),
    filter: z
      .string()
      .refine(
        (words) => words.split(',').every((word) => /^(added|updated|deleted|ADDED|UPDATED|DELETED)$/.test(word)),
        {
          message: 'Invalid option: expected one of "added"|"updated"|"deleted"',
        },
      )
      .optional(),
    cursor: z.string().min(1).max(1000).optional(),
    ids: z
      .union([z.string().min(1).max(256), z.array(z.string().min(1).max(256)).max(mostIds)])
      .transform((ids) => [ids].flat())
      .optional(),
  });
}

/** @throws ApiFailure 400 for headers that name no connection */
function scopeOf(core: Core, headers: unknown, name: string, variantName = 'base'): RecordScope {
  const given = check(connectionHeaders, headers, 'invalid_headers');
  const connection = core.connections.find(given['provider-config-key'], given['connection-id']);
  if (!connection) {
    const message = 'Provided ConnectionId and ProviderConfigKey does not match a valid connection';
    throw new ApiFailure(400, 'unknown_connection', message);
  }
  return { connection: Number(connection.id), model: variantName === 'base' ? name : `${name}::${variantName}` };
}

const refuseCursor =
  (message: string) =>
  (error: unknown): never => {
    if (error instanceof InvalidCursorError) throw new ApiFailure(500, 'server_error', message);
    throw error;
  };

/** Which last actions a `filter` lets through: not always those that it names (the profile has the table). */
function actionsOf(filter: string | undefined, table: Facts['records.filters']): LastAction[] | undefined {
  if (filter === undefined) return undefined;
  const named = new Set(filter.toLowerCase().split(','));
  const words = ['added', 'updated', 'deleted'].filter((word) => named.has(word)).join(',');
  return Object.entries(table).find(([combination]) => combination === words)?.[1];
}

/** Reading the record cache. */
export const recordRoutes: Routes = (app, core) => {
  app.get('/records', async (request) => {
    const query = check(
      querySchema(core.clock.now(), core.facts['records.read']),
      request.query,
      'invalid_query_params',
    );
    const scope = scopeOf(core, request.headers, query.model, query.variant);
    const since = query.delta ?? query.modified_after;
    const page = await core.state.records
      .list(scope, {
        cursor: query.cursor,
        ids: query.ids,
        actions: actionsOf(query.filter, core.facts['records.filters']),
        limit: query.limit,
        modifiedAfter: since === undefined ? undefined : Date.parse(since),
      })
      .catch(refuseCursor('Failed to fetch records'));
    return { next_cursor: page.next_cursor, records: page.records };
  });
};
