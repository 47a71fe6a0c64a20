import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { anything, call, maybe } from './client.js';

const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['text', 'number', 'boolean']),
  example: z.unknown().optional(),
});
export type TenantField = z.output<typeof fieldSchema>;

const kindSchema = z.object({
  kind: z.string(),
  count: z.number(),
  operations: z.array(z.string()),
  fields: z.array(fieldSchema),
});
export type TenantKind = z.output<typeof kindSchema>;

const changeSchema = z.object({
  at: z.string(),
  kind: z.string(),
  id: z.string(),
  what: z.string(),
});
export type TenantChange = z.output<typeof changeSchema>;

const tenantSchema = z.object({
  hostname: z.string(),
  kinds: z.array(kindSchema),
  isStill: z.boolean(),
  changes: z.array(changeSchema),
});
export type Tenant = z.output<typeof tenantSchema>;

const recordSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: maybe(z.string()),
  last_update: z.string(),
  values: z.record(z.string(), z.unknown()),
});
export type TenantRecord = z.output<typeof recordSchema>;

const recordsSchema = z.object({ records: z.array(recordSchema), next_cursor: z.string().nullable() });

/** The simulated tenant, with what was done to it lately. */
export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: ({ signal }) => call('/local/tenant', tenantSchema, { signal }),
});

/** One page of the tenant's own records, the newest first. */
export const tenantRecordsQuery = (kind: string, search: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['tenant', 'records', kind, search, cursor],
    queryFn: ({ signal }) => {
      const query = { search: search === '' ? undefined : search, cursor, limit: 25 };
      return call(`/local/tenant/records/${kind}`, recordsSchema, { query, signal });
    },
    placeholderData: keepPreviousData,
  });

export async function createTenantRecord(kind: string, values: Record<string, unknown>): Promise<void> {
  await call(`/local/tenant/records/${kind}`, anything, { method: 'POST', body: { values } });
}

export async function editTenantRecord(
  kind: string,
  id: TenantRecord['id'],
  values: Record<string, unknown>,
): Promise<void> {
  await call(`/local/tenant/records/${kind}/${id}`, anything, { method: 'PATCH', body: { values } });
}

/** Closes, merges, deletes … one record. `body` holds what the operation needs, such as `into` for a merge. */
export async function operateTenantRecord(
  kind: string,
  id: TenantRecord['id'],
  operation: string,
  body: object,
): Promise<void> {
  await call(`/local/tenant/records/${kind}/${id}/${operation}`, anything, { method: 'POST', body });
}

/** Lets the tenant change by itself, or not. */
export async function setStill(isStill: boolean): Promise<void> {
  await call('/local/tenant/still', anything, { method: 'PUT', body: { isStill } });
}

const moodsSchema = z.object({
  moods: z.array(z.object({ name: z.string(), title: z.string(), description: z.string(), isOn: z.boolean() })),
});
export type Mood = z.output<typeof moodsSchema>['moods'][number];

/** How the tenant may misbehave, and whether it does. */
export const moodsQuery = queryOptions({
  queryKey: ['tenant', 'moods'],
  queryFn: async ({ signal }) => (await call('/local/tenant/moods', moodsSchema, { signal })).moods,
});

export async function setMood(name: string, isOn: boolean): Promise<void> {
  await call(`/local/tenant/moods/${encodeURIComponent(name)}`, anything, { method: 'PUT', body: { isOn } });
}
