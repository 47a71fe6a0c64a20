import type { Clock } from '../clock.js';
import { ActionStore } from './records/action-store.js';
import { AttachmentStore } from './records/attachment-store.js';
import type { ChangeClock, Stamped } from './records/collection.js';
import { FieldDefinitions } from './records/field-definitions.js';
import { createLayout, type Layout, type SizeOf } from './records/layout.js';
import { isStoreOf, TypeStore } from './records/store.js';
import { TicketStore } from './records/ticket-store.js';
import type { RecordType } from './records/type.js';
import { createSwitches, type Switches } from './switches.js';
import { agents } from './types/agents.js';
import { appointments } from './types/appointments.js';
import { assets } from './types/assets.js';
import { contacts } from './types/contacts.js';
import { customers } from './types/customers.js';
import { recordTypes } from './types/index.js';
import { customFields } from './types/setup/custom-fields.js';
import { sites } from './types/sites.js';
import { teams } from './types/teams.js';

/** How many records there are of a type, by its name; tickets, projects and opportunities have names of their own. */
export interface Sizes {
  tickets: number;
  customers: number;
  assets: number;
  /** Default: one for each customer and a quarter more. */
  sites?: number;
  /** Default: two for each site. */
  contacts?: number;
  /** The API-only agent included. Default 8. */
  agents?: number;
  /** Default 5. */
  teams?: number;
  projects?: number;
  opportunities?: number;
}

export interface TenantOptions extends Sizes {
  /** Same seed, same sizes, same start of the clock: same rows. */
  seed: number;
  /** Rows of the other types, by name. Default: as many as their descriptions say. */
  others?: Readonly<Record<string, number>>;
  /** Rows of every type, but for projects and opportunities, of which no number is given. */
  each?: number;
  clock: Clock;
  /** Default: all switches at their defaults. An API over this tenant uses the same object. */
  switches?: Switches;
  /** The types that it has in addition to tickets and their actions. Default: all that are described. */
  types?: readonly RecordType[];
}

/**
 * A Halo tenant: its records, and everything that can happen to them while a client reads. Untouched records are
 * computed when they are asked for; only changed ones take memory.
 *
 * A record that is deleted takes nothing else with it, and nothing keeps it from being deleted: what Halo does with
 * dependents is unknown (halo-api.md §5.3), and a sync must cope with a reference to nothing anyway. Rows that refer
 * to a deleted record show its name as `Unknown`.
 */
export class Tenant {
  readonly switches: Switches;
  readonly layout: Layout;
  readonly tickets: TicketStore;
  readonly actions: ActionStore;
  readonly attachments: AttachmentStore;
  readonly fields: FieldDefinitions;
  readonly types: readonly RecordType[];
  readonly #stores: ReadonlyMap<string, TypeStore<Stamped>>;
  /** The tenant's time, in milliseconds since 1970. */
  readonly now: () => number;

  constructor(options: TenantOptions) {
    const { seed, clock, types = recordTypes } = options;
    this.types = types;
    this.switches = options.switches ?? createSwitches();
    const now = (): number => clock.now() + this.switches.clockAheadSeconds * 1000;
    this.now = now;
    const layout = createLayout(seed, now(), types, sizeOf(options, types));
    const time: ChangeClock = {
      now,
      delay: () => this.switches.delayedVisibilitySeconds * 1000,
    };
    const switches = (): Switches => this.switches;
    this.layout = layout;
    this.tickets = new TicketStore(layout, time, switches);
    this.actions = new ActionStore(layout, this.tickets, time, switches);
    this.attachments = new AttachmentStore(layout, this.tickets, time, switches);
    this.#stores = new Map(types.map((type) => [type.name, new TypeStore(type, layout, time)]));
    this.fields = new FieldDefinitions(this.of(customFields), now);
  }

  /** The stores of all described types. */
  get stores(): readonly TypeStore<Stamped>[] {
    return [...this.#stores.values()];
  }

  /** The store of a type by its name. @throws when the tenant has no such type */
  store(name: string): TypeStore<Stamped> {
    const store = this.#stores.get(name);
    if (store === undefined) throw new RangeError(`The tenant has no type of records called ${name}`);
    return store;
  }

  /** The store of a type, with the fields of its records. @throws when the tenant has no such type */
  of<T extends Stamped>(type: RecordType<T>): TypeStore<T> {
    const store: unknown = this.store(type.name);
    if (!isStoreOf(store, type)) throw new RangeError(`The tenant has another type of records called ${type.name}`);
    return store;
  }

  get customers() {
    return this.of(customers);
  }

  get sites() {
    return this.of(sites);
  }

  get contacts() {
    return this.of(contacts);
  }

  get assets() {
    return this.of(assets);
  }

  get agents() {
    return this.of(agents);
  }

  get appointments() {
    return this.of(appointments);
  }

  get teams() {
    return this.of(teams);
  }

  /**
   * Ids of all records of a kind that exist, ascending: archived ones included, soft-deleted tickets not. The truth
   * at this moment, whatever the switches let a reader of the API see.
   */
  living(kind: string): number[] {
    switch (kind) {
      case 'tickets':
        return this.tickets.living('reqs');
      case 'projects':
        return this.tickets.living('prjs');
      case 'opportunities':
        return this.tickets.living('opps');
      default:
        return this.store(kind).ids();
    }
  }

  /** How many records take memory because they were created, changed or removed. */
  get changed(): number {
    const own = this.tickets.rows.changed + this.actions.logs.changed + this.attachments.rows.changed;
    return this.stores.reduce((sum, store) => sum + store.rows.changed, own);
  }
}

/** Sizes that were given, then those of the descriptions, of which some depend on others. */
function sizeOf(options: TenantOptions, types: readonly RecordType[]): SizeOf {
  const { tickets, customers, assets, sites, contacts, agents, teams, projects = 0, opportunities = 0 } = options;
  const given: Readonly<Record<string, number | undefined>> = {
    ...{ tickets, customers, assets, sites, contacts, agents, teams, projects, opportunities },
    ...options.others,
  };
  const counts = new Map(types.map(({ name, count }) => [name, count]));
  return function size(name): number {
    const count = counts.get(name) ?? 0;
    return given[name] ?? options.each ?? (typeof count === 'function' ? count(size) : count);
  };
}
