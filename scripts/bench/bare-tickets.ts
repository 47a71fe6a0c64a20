import type { NangoSyncBase } from '@nangohq/runner-sdk';
import * as z from 'zod';

/**
 * The least that a function on the platform can do with the pages of a list: it asks for them as the sync of this package
 * does, the next one while the last one is saved, saves each row as it came, and then a checkpoint. Only the benchmark runs it: what it takes is
 * the platform's share of what a sync takes.
 */
const Ticket = z.looseObject({ id: z.string() });
const Page = z.object({ tickets: z.array(z.custom<{ id: number }>()) });
const Metadata = z.object({ list: z.object({ params: z.record(z.string(), z.string()), pages: z.int() }) });

const Checkpoint = z.object({ page: z.int() });

type Nango = NangoSyncBase<{ Ticket: typeof Ticket }, never, typeof Checkpoint>;

async function exec(nango: Nango): Promise<void> {
  const { params, pages } = Metadata.parse(await nango.getMetadata()).list;
  const ask = (page: number) =>
    nango.get<unknown>({ endpoint: '/Tickets', params: { ...params, page_no: String(page) }, retries: 0 });
  let reading = ask(1);
  for (let page = 1; page <= pages; page += 1) {
    const { tickets } = Page.parse((await reading).data);
    if (page < pages) reading = ask(page + 1);
    await nango.batchSave(
      tickets.map((row) => ({ ...row, id: String(row.id) })),
      'Ticket',
    );
    await nango.saveCheckpoint({ page });
  }
}

/** What `createSync` leaves of a declaration. */
export default { type: 'sync', models: { Ticket }, checkpoint: Checkpoint, exec };
