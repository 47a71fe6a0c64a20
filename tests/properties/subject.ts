import type { Tenant } from '../../sandbox/halo/index.js';
import type { RecordData } from '../../sandbox/platform/records/types.js';
import type { Change } from './schedule.js';

/** A record type under search: how it changes in the tenant, and what its records must say. */
export interface Subject {
  sync: string;
  model: string;
  changes: readonly Change['kind'][];
  /** Kinds of changes that only the daily sweep, or the daily listing, can find. */
  needsSweep: readonly Change['kind'][];
  apply(tenant: Tenant, change: Change, mark: string, hidden: Set<number>): number | undefined;
  /** What must be in the cache: by id, the fields to compare. */
  expected(tenant: Tenant, hidden: ReadonlySet<number>): Map<string, RecordData>;
  /** The same fields of a saved record. */
  observed(record: RecordData): RecordData;
  living(tenant: Tenant): number[];
}

function choose(ids: readonly number[], pick: number): number | undefined {
  return ids[Math.floor(pick * ids.length)];
}

export const tickets: Subject = {
  sync: 'tickets',
  model: 'Ticket',
  changes: ['create', 'edit', 'close', 'merge', 'delete', 'restore', 'destroy'],
  needsSweep: ['destroy'],
  living: (tenant) => tenant.living('tickets'),
  apply(tenant, change, mark) {
    const store = tenant.tickets;
    if (change.kind === 'create') return store.create({ summary: mark }).id;
    const living = tenant.living('tickets');
    if (change.kind === 'restore') {
      const deleted = store.ids().filter((id) => store.get(id)?.deleted === true);
      const id = choose(deleted, change.pick);
      if (id !== undefined) store.restore(id);
      return id;
    }
    const id = choose(living, change.pick);
    if (id === undefined) return undefined;
    switch (change.kind) {
      case 'edit':
        store.edit(id, { summary: mark });
        break;
      case 'close':
        store.close(id);
        break;
      case 'merge': {
        const into = living.find((other) => other !== id);
        if (into !== undefined) store.merge(id, into);
        break;
      }
      case 'delete':
        store.delete(id);
        break;
      case 'destroy':
        store.destroy(id);
        break;
      default:
        break;
    }
    return undefined;
  },
  expected(tenant) {
    return new Map(
      tenant.living('tickets').map((id) => {
        const { summary, status_id, merged_into_id } = tenant.tickets.require(id);
        const merged = merged_into_id === undefined || merged_into_id <= 0 ? undefined : String(merged_into_id);
        return [String(id), { summary: clean(summary), status_id: String(status_id), merged_into_id: merged }];
      }),
    );
  },
  observed: ({ summary, status_id, merged_into_id }) => ({ summary, status_id, merged_into_id }),
};

type Listed = 'customers' | 'assets';

function listed(kind: Listed, model: string, name: 'name' | 'inventory_number', field: string): Subject {
  return {
    sync: kind,
    model,
    changes: ['create', 'edit', 'archive', 'unarchive', 'delete'],
    needsSweep: [],
    living: (tenant) => tenant.living(kind),
    apply(tenant, change, mark) {
      const store = tenant[kind];
      const values = { [name]: mark };
      if (change.kind === 'create') return store.create(values).id;
      const id = choose(tenant.living(kind), change.pick);
      if (id === undefined) return undefined;
      if (change.kind === 'edit') store.edit(id, values);
      if (change.kind === 'archive') store.archive(id);
      if (change.kind === 'unarchive') store.unarchive(id);
      if (change.kind === 'delete') store.delete(id);
      return undefined;
    },
    expected(tenant) {
      return new Map(
        tenant.living(kind).map((id) => {
          const record: object = tenant[kind].require(id);
          const values = Object.fromEntries(Object.entries(record));
          return [String(id), { [field]: clean(String(values[name])), is_archived: values['inactive'] === true }];
        }),
      );
    },
    observed: (record) => ({ [field]: record[field], is_archived: record['is_archived'] }),
  };
}

function clean(text: string): string {
  return text.replace(/[\u200B-\u200D\u2060\uFEFF]/g, '').trim();
}

export const customers = listed('customers', 'Customer', 'name', 'name');
export const assets = listed('assets', 'Asset', 'inventory_number', 'tag');
