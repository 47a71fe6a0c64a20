import type { RunResult } from '../../sandbox/platform/functions/run.js';
import type { World } from '../support/world.js';

/** The three syncs that every test of common behaviour runs over. */
export const three = [
  { sync: 'tickets', model: 'Ticket', kind: 'tickets', endpoint: 'Tickets', path: '/api/Tickets', page: 100 },
  { sync: 'customers', model: 'Customer', kind: 'customers', endpoint: 'Client', path: '/api/Client', page: 100 },
  { sync: 'assets', model: 'Asset', kind: 'assets', endpoint: 'Asset', path: '/api/Asset', page: 50 },
] as const;

export type Three = (typeof three)[number];

/** The two that list everything, archived rows included. */
export const listingSyncs = three.filter((one) => one.kind !== 'tickets');

/** So many rows of each kind. */
export const rows = (count: number) => ({ tickets: count, customers: count, assets: count });

export const minutes = (count: number) => count * 60_000;
export const hours = (count: number) => count * 3_600_000;

/** The ids that a cache must hold: those that live in the tenant. */
export function livingIds(world: World, { kind }: Three): string[] {
  return world.tenant.living(kind).map(String);
}

/** The ids of the living records, in order. */
export async function recordIds(world: World, { model }: Three): Promise<string[]> {
  return [...(await world.living(model)).keys()].sort((a, b) => Number(a) - Number(b));
}

/** Changes by a run, all models together. */
export function changes({ counts }: RunResult): { added: number; updated: number; deleted: number } {
  const total = { added: 0, updated: 0, deleted: 0 };
  for (const { added, updated, deleted } of Object.values(counts)) {
    total.added += added;
    total.updated += updated;
    total.deleted += deleted;
  }
  return total;
}

/** What a failed run says: the code and message of the error, or the kind of failure where it has no code. */
export function failureOf(result: RunResult): { code: unknown; message: unknown } {
  if (result.success) return { code: 'none', message: 'The run succeeded' };
  const { payload, type } = result.error;
  return { code: payload['code'] ?? type, message: payload['message'] };
}

/** Lines that the function itself logged. */
export function said(world: World, level?: 'error' | 'warn' | 'info'): string[] {
  return world.log
    .filter((line) => line.type === 'log' && line.source === 'user' && (level === undefined || line.level === level))
    .map(({ message }) => message);
}

/** Rows a page that were asked for by the last run. */
export function pageSizes(world: World, one: Three): number[] {
  return pagesRead(world, one).map((request) => Number(/page_size=(\d+)/.exec(request)?.[1]));
}

/** Pages of a list that were asked for by the last run, ids and items left out. */
export function pagesRead(world: World, { path }: Three): string[] {
  return world.requested.filter((request) => request.startsWith(`GET ${path}?`) && request.includes('page_no='));
}

/** The ids of the tickets of the tenant that satisfy a test. */
export const ticketsWhere = (
  world: World,
  test: (ticket: { client_id: number; tickettype_id: number; last_update: number }) => boolean,
) =>
  world.tenant
    .living('tickets')
    .filter((id) => test(world.tenant.tickets.require(id)))
    .map(String);
