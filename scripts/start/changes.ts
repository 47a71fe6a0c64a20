import { API_AGENT_ID, CLOSED_STATUSES, type Tenant } from '../../sandbox/halo/index.js';
import { typeOf } from './types.js';

/** Something that was done to one record, and what an application should read of it. */
export interface Change {
  readonly what: string;
  readonly sync: string;
  readonly id: string;
  readonly action: 'ADDED' | 'UPDATED' | 'DELETED';
}

/** Ids of records to change, each given out once; none when there are not enough. */
class Candidates {
  readonly #ids: number[];

  constructor(ids: readonly number[]) {
    this.#ids = [...ids];
  }

  take(suits: (id: number) => boolean = () => true): number | undefined {
    const index = this.#ids.findIndex(suits);
    return index === -1 ? undefined : this.#ids.splice(index, 1)[0];
  }

  /** Does something to the next record. */
  use(change: (id: number) => void, suits?: (id: number) => boolean): string | undefined {
    const id = this.take(suits);
    if (id === undefined) return undefined;
    change(id);
    return String(id);
  }
}

/**
 * Creates, edits, closes, merges, archives and deletes a few records, as far as the tenant has any.
 *
 * @param syncs those that run: what no sync reads is not changed
 */
export function changeTenant(tenant: Tenant, syncs: readonly string[]): Change[] {
  const changes = [
    ...changeTickets(tenant),
    ...changeCustomers(tenant),
    ...changeAssets(tenant),
    ...changeOthers(tenant),
  ];
  const changed = new Set(changes.map(({ sync }) => sync));
  return [...changes, ...syncs.flatMap((sync) => (changed.has(sync) ? [] : createOne(tenant, sync)))];
}

/** What nothing else refers to yet changes no other record. */
function createOne(tenant: Tenant, sync: string): Change[] {
  const type = typeOf(tenant, sync);
  if (type === undefined) return [];
  return changesOf(sync, [['created', type.recordKey(tenant.store(type.name).create()), 'ADDED']]);
}

type Entry = [what: string, id: string | undefined, action?: Change['action']];

function changesOf(sync: string, entries: readonly Entry[]): Change[] {
  return entries.flatMap(([what, id, action = 'UPDATED']) => (id === undefined ? [] : [{ what, sync, id, action }]));
}

function changeTickets({ tickets }: Tenant): Change[] {
  const candidates = new Candidates(tickets.living('reqs'));
  const isOpen = (id: number): boolean => !CLOSED_STATUSES.has(tickets.require(id).status_id);
  const [from, into] = [candidates.take(isOpen), candidates.take(isOpen)];
  const canMerge = from !== undefined && into !== undefined;
  if (canMerge) tickets.merge(from, into);
  return changesOf('tickets', [
    ['merged into another', canMerge ? String(from) : undefined],
    ['took in the merged one', canMerge ? String(into) : undefined],
    ['created', String(tickets.create({ summary: 'The printer on the second floor is on fire' }).id), 'ADDED'],
    ['summary edited', candidates.use((id) => tickets.edit(id, { summary: 'VPN drops every hour' }))],
    ['closed', candidates.use((id) => tickets.close(id), isOpen)],
    [
      'deleted (Halo keeps it)',
      candidates.use((id) => {
        tickets.delete(id);
      }),
      'DELETED',
    ],
  ]);
}

function changeCustomers({ customers }: Tenant): Change[] {
  const candidates = new Candidates(customers.ids());
  const isActive = (id: number): boolean => !customers.require(id).inactive;
  return changesOf('customers', [
    ['renamed', candidates.use((id) => customers.edit(id, { name: `${customers.require(id).name} Group` }))],
    ['archived', candidates.use((id) => customers.archive(id), isActive)],
    [
      'deleted for good',
      candidates.use((id) => {
        customers.delete(id);
      }),
      'DELETED',
    ],
    ['created', String(customers.create({ name: 'Northwind Traders', inactive: false }).id), 'ADDED'],
  ]);
}

function changeAssets({ assets }: Tenant): Change[] {
  const candidates = new Candidates(assets.ids());
  return changesOf('assets', [
    ['renumbered', candidates.use((id) => assets.edit(id, { inventory_number: `NEW-${id}` }))],
    [
      'archived',
      candidates.use(
        (id) => assets.archive(id),
        (id) => !assets.require(id).inactive,
      ),
    ],
    [
      'deleted for good',
      candidates.use((id) => {
        assets.delete(id);
      }),
      'DELETED',
    ],
  ]);
}

function changeOthers({ sites, contacts, agents, teams }: Tenant): Change[] {
  const isColleague = (id: number): boolean => id !== API_AGENT_ID && !agents.require(id).inactive;
  return [
    ...changesOf('sites', [
      ['renamed', new Candidates(sites.ids()).use((id) => sites.edit(id, { name: 'New headquarters' }))],
    ]),
    ...changesOf('contacts', [
      ['renamed', new Candidates(contacts.ids()).use((id) => contacts.edit(id, { surname: 'Newname' }))],
    ]),
    ...changesOf('agents', [['disabled', new Candidates(agents.ids()).use((id) => agents.archive(id), isColleague)]]),
    // Not renamed: agents carry the names of their teams and would change with them.
    ...changesOf('teams', [
      ['moved to the end', new Candidates(teams.ids()).use((id) => teams.edit(id, { sequence: 99 }))],
    ]),
  ];
}
