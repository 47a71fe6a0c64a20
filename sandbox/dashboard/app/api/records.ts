import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { call, namesOf, type ConnectionKey } from './client.js';

const recordSchema = z.looseObject({
  id: z.string(),
  _nango_metadata: z.object({
    first_seen_at: z.string(),
    last_modified_at: z.string(),
    last_action: z.enum(['ADDED', 'UPDATED', 'DELETED']),
    deleted_at: z.string().nullable(),
    cursor: z.string(),
  }),
});
export type SyncedRecord = z.output<typeof recordSchema>;

export interface RecordsQuestion {
  readonly model: string;
  /** Words that a record holds; every record when empty. */
  readonly search: string;
  /** `added`, `updated`, `deleted`; all when empty. */
  readonly actions: readonly string[];
  readonly cursor: string | undefined;
}

const PAGE_SIZE = 50;

const pageSchema = z.object({ records: z.array(recordSchema), next_cursor: z.string().nullable() });
export type RecordsPage = z.output<typeof pageSchema>;

/** One page of a model's records, the newest change first. */
export const recordsQuery = (key: ConnectionKey, question: RecordsQuestion) =>
  queryOptions({
    queryKey: ['records', key.integration, key.connection, question],
    queryFn: ({ signal }) => readPage(key, question, signal),
    placeholderData: keepPreviousData,
  });

/** A search looks at so many records a request and no more; so it is asked on until the page is full. */
async function readPage(key: ConnectionKey, question: RecordsQuestion, signal: AbortSignal): Promise<RecordsPage> {
  const { model, search, actions } = question;
  const records: SyncedRecord[] = [];
  let { cursor } = question;
  for (;;) {
    const query = {
      ...namesOf(key),
      model,
      cursor,
      limit: PAGE_SIZE - records.length,
      search: search === '' ? undefined : search,
      filter: actions.length === 0 ? undefined : actions.join(','),
    };
    const page = await call('/local/records', pageSchema, { query, signal });
    records.push(...page.records);
    if (page.next_cursor === null || records.length >= PAGE_SIZE) return { records, next_cursor: page.next_cursor };
    cursor = page.next_cursor;
  }
}

const versionsSchema = z.object({
  versions: z.array(
    z.object({
      last_action: z.enum(['ADDED', 'UPDATED', 'DELETED']),
      modified_at: z.string(),
      record: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
export type RecordVersion = z.output<typeof versionsSchema>['versions'][number];

/** What became of one record since the platform started, the newest version first. */
export const versionsQuery = (key: ConnectionKey, model: string, id: string) =>
  queryOptions({
    queryKey: ['records', key.integration, key.connection, 'versions', model, id],
    queryFn: async ({ signal }) => {
      const query = { ...namesOf(key), model, id };
      return (await call('/local/records/versions', versionsSchema, { query, signal })).versions;
    },
  });
