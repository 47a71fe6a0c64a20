import { registry, type ListsOfSync } from '../../records/registry.js';
import type { RecordType, Tenant } from '../../sandbox/halo/index.js';

/** What a sync follows in the simulated tenant; `undefined` for tickets and their actions, which are not described. */
export function typeOf(
  { types }: Pick<Tenant, 'types'>,
  sync: string,
  lists: Readonly<Record<string, ListsOfSync>> = registry,
): RecordType | undefined {
  const endpoint = lists[sync]?.[0].endpoint.slice(1);
  return types.find((type) => type.endpoint === endpoint);
}
