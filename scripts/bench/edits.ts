import type { HaloApi, Tenant } from '../../sandbox/halo/index.js';
import { Draw } from '../../sandbox/halo/random.js';
import type { Kind } from './protocol.js';

/** Edits so many records of a kind, spread evenly over all that live. */
export function editEvenly(tenant: Tenant, kind: Kind, count: number): void {
  const ids = tenant.living(kind);
  for (let index = 0; index < count; index += 1) {
    const id = ids[Math.floor((index * ids.length) / count)];
    if (id === undefined) continue;
    if (kind === 'tickets') tenant.tickets.edit(id, { summary: `Edited ${index}` });
    if (kind === 'customers') tenant.customers.edit(id, { name: `Edited ${index}` });
    if (kind === 'assets') tenant.assets.edit(id, { inventory_number: `EDITED-${index}` });
  }
}

/**
 * Changes tickets while they are read: before each of the first `pages` pages of a hundred tickets is answered, and so
 * by how far the reader is and not by its speed or its number of requests. Of twenty changes fifteen edit a ticket,
 * three delete one and two create one. The same seed makes the same changes, whoever reads.
 */
export function playSchedule(api: HaloApi, rules: { pages: number; changes: number; seed: number }): void {
  const { tickets } = api.tenant;
  const draw = new Draw(rules.seed, 0, 0);
  let pages = 0;
  let made = 0;
  api.onRequest = ({ path, query }) => {
    if (path.toLowerCase() !== '/api/tickets' || query.get('page_size') !== '100' || query.has('deleted')) return;
    pages += 1;
    if (pages > rules.pages) return;
    for (let change = 0; change < rules.changes; change += 1) {
      made += 1;
      const ids = tickets.living('reqs');
      const kind = draw.int(20);
      const id = ids[draw.int(ids.length)];
      if (id === undefined || kind >= 18) tickets.create({ summary: `Created by change ${made}` });
      else if (kind >= 15) tickets.delete(id);
      else tickets.edit(id, { summary: `Edited by change ${made}` });
    }
  };
}
