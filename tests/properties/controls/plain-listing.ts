import { z } from 'zod';

import { readListAnswer } from '../../../halo/lists/answer.js';
import { HaloClient } from '../../../halo/transport/client.js';
import { toId, type HaloRow } from '../../../halo/values/rows.js';
import { cleanText } from '../../../halo/values/texts.js';
import type { SavedRecord } from '../../../records/contract.js';
import type { SyncContext } from '../../../syncs/context.js';
import type { Flaw } from './flaws.js';

const archivedToo = { includeactive: 'true', includeinactive: 'true' };

/**
 * The shortest listing of customers whose deletions are right while no run dies and no answer is wrong: all pages in
 * order of id, then whatever the list of ids names and no page showed, and only then what the cache holds beyond it.
 */
export async function listPlainly(nango: SyncContext, flaw: Flaw): Promise<void> {
  const client = new HaloClient(nango);
  const seen = new Set<number>();
  const save = async (rows: readonly HaloRow[]): Promise<void> => {
    for (const row of rows) seen.add(toId(row['id']) ?? 0);
    await nango.batchSave(rows.map(toCustomer), 'Customer');
  };
  for (let page = 1, isLast = false; !isLast; page += 1) {
    const paging = { pageinate: 'true', page_no: String(page), page_size: '100', order: 'id', orderdesc: 'false' };
    const { body } = await client.list('customers', '/Client', { ...archivedToo, ...paging });
    const { rows, recordCount = 0, pageSize = 1 } = readListAnswer('customers', 'clients', body);
    await save(rows);
    isLast = page * pageSize >= recordCount;
  }
  // A deletion to the left of the reading position moves a row to a page that was read: the crawl has missed it. Where
  // the list comes by name, an edit does the same.
  if (flaw !== 'deletions from an incomplete crawl' && flaw !== 'a list without an order read once') {
    for (let missing = [0]; missing.length > 0;) {
      const { body } = await client.list('customers', '/Client', { ...archivedToo, idonly: 'true' });
      const ids = readListAnswer('customers', 'clients', body).rows.flatMap((row) => toId(row['id']) ?? []);
      missing = ids.filter((id) => !seen.has(id));
      if (missing.length > 0) {
        const all = await client.list('customers', '/Client', { ...archivedToo, count: '1000' });
        await save(readListAnswer('customers', 'clients', all.body).rows);
      }
    }
  }
  const gone = (await readCache(nango, flaw)).filter((id) => !seen.has(Number(id)));
  if (gone.length > 0) {
    await nango.batchDelete(
      gone.map((id) => ({ id })),
      'Customer',
    );
  }
}

const Cached = z.object({
  id: z.string(),
  _nango_metadata: z.object({ cursor: z.string(), deleted_at: z.string().nullable() }),
});

/** The ids of the living records in the cache. */
async function readCache(nango: SyncContext, flaw: Flaw): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined, isLast = false; !isLast;) {
    isLast = true;
    for await (const record of nango.listRecords('Customer', cursor === undefined ? {} : { cursor })) {
      const { id, _nango_metadata: metadata } = Cached.parse(record);
      if (metadata.deleted_at === null) ids.push(id);
      cursor = metadata.cursor;
      isLast = flaw === 'the first page of the cache taken for all of it';
    }
  }
  return ids;
}

function toCustomer(row: HaloRow): SavedRecord & { name: string | undefined; is_archived: boolean } {
  const name = typeof row['name'] === 'string' ? cleanText(row['name']) : undefined;
  return { id: String(toId(row['id'])), name, is_archived: row['inactive'] === true };
}
