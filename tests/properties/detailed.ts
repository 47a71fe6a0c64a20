import { fieldOf, type HaloRequest } from '../../sandbox/halo/index.js';
import type { SimulatedClock } from '../../sandbox/clock.js';
import { subjectOf } from '../support/kinds.js';
import { choose, clean, type Subject } from './subject.js';
import type { Variant } from './variants.js';

const base = subjectOf('customers');

/** Customers with what only their details have. A "change" is one that lists do not show. */
export const detailedCustomers: Subject = {
  ...base,
  changes: [...base.changes, 'change'],
  apply(tenant, change, mark) {
    if (change.kind !== 'change') return base.apply(tenant, change, mark);
    const id = choose(tenant.living('customers'), change.pick);
    if (id !== undefined) tenant.store('customers').change(id, 'website', mark);
    return undefined;
  },
  expected(tenant) {
    const entries = [...base.expected(tenant)].map(([id, fields]) => {
      const website = fieldOf(tenant.store('customers').require(Number(id)), 'website');
      const shown = typeof website === 'string' ? { website: clean(website) } : {};
      return [id, { ...fields, ...shown, is_complete: true }] as const;
    });
    return new Map(entries);
  },
  observed: (record) => ({
    ...base.observed(record),
    ...(record['website'] === undefined ? {} : { website: record['website'] }),
    is_complete: record['is_complete'],
  }),
  // What a detail has brought is never taken away, and never gets older.
  mayReplace: (saved, record) =>
    (saved['created_at'] === undefined || record['created_at'] !== undefined) &&
    textOf(record['updated_at']) >= textOf(saved['updated_at']),
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How far the copy of the database is behind from which these details come. */
const behind = 10 * 60_000;

const detailPath = /\/api\/client\/\d+$/i;
const stamp = /"alastupdate":"([^"Z]+)Z?"/;

/**
 * Details come from two servers in turn, one of which is ten minutes behind: for a customer that changed since then, it gives
 * the answer from before.
 */
function staleDetails(clock: SimulatedClock): (request: HaloRequest, body: string) => string {
  const before = new Map<string, string>();
  let asked = 0;
  return ({ path }, body) => {
    const changed = detailPath.test(path) ? stamp.exec(body)?.[1] : undefined;
    if (changed === undefined) return body;
    asked += 1;
    const isBehind = Date.parse(`${changed}Z`) > clock.now() - behind;
    if (!isBehind) before.set(path, body);
    return isBehind && asked % 2 === 0 ? (before.get(path) ?? body) : body;
  };
}

export const detailsBehind: Variant = {
  name: 'half of the details ten minutes behind',
  adjust: () => undefined,
  needsSweep: true,
  alter: staleDetails,
};
