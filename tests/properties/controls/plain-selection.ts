import { z } from 'zod';

import { HaloError } from '../../../halo/errors.js';
import { HaloClient } from '../../../halo/transport/client.js';
import type { SyncContext } from '../../../syncs/context.js';
import type { Flaw } from './flaws.js';
import { ticketPages, toTicket } from './plain-tickets.js';

const Settings = z.object({ customers: z.array(z.number()).optional() });

/** Customers of one request: few enough for every query (halo-api.md §2.6). */
const customersAtOnce = 100;

/** The shortest sync of the tickets of selected customers: it reads all of them each time, after the list of statuses. */
export async function readSelectionPlainly(nango: SyncContext, flaw: Flaw): Promise<void> {
  const client = new HaloClient(nango);
  try {
    await client.list('statuses', '/Status', {});
  } catch (error) {
    if (flaw === 'a list of names without which nothing is read' || !(error instanceof HaloError)) throw error;
  }
  const { customers } = Settings.parse(await nango.getMetadata());
  const atOnce = flaw === 'all customers asked for in one query' ? Infinity : customersAtOnce;
  for (const params of customers === undefined ? [{}] : partsOf(customers, atOnce)) {
    for await (const rows of ticketPages(client, params)) await nango.batchSave(rows.map(toTicket), 'Ticket');
  }
}

function partsOf(customers: readonly number[], atOnce: number): { client_ids: string }[] {
  const size = Math.min(atOnce, customers.length);
  return Array.from({ length: Math.ceil(customers.length / size) }, (_, index) => ({
    client_ids: customers.slice(index * size, (index + 1) * size).join(','),
  }));
}
