import type { Clock } from '../clock.js';
import { ActionStore } from './records/action-store.js';
import { generateAsset, type AssetRecord } from './records/asset.js';
import type { ChangeClock } from './records/collection.js';
import { CustomFields } from './records/custom-fields.js';
import { createLayout, type Layout } from './records/layout.js';
import {
  generateContact,
  generateCustomer,
  generateSite,
  type ContactRecord,
  type CustomerRecord,
  type SiteRecord,
} from './records/organisation.js';
import { generateAgent, generateTeam, type AgentRecord, type TeamRecord } from './records/staff.js';
import { ArchivableStore } from './records/store.js';
import { TicketStore } from './records/ticket-store.js';
import { createSwitches, type Switches } from './switches.js';

/** The kinds of records whose ids `living` gives. */
export type RecordKind =
  'tickets' | 'projects' | 'opportunities' | 'customers' | 'sites' | 'contacts' | 'assets' | 'agents' | 'teams';

export interface TenantOptions {
  /** Same seed, same sizes, same start of the clock: same rows. */
  seed: number;
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
  clock: Clock;
  /** Default: all switches at their defaults. An API over this tenant uses the same object. */
  switches?: Switches;
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
  readonly customers: ArchivableStore<CustomerRecord>;
  readonly sites: ArchivableStore<SiteRecord>;
  readonly contacts: ArchivableStore<ContactRecord>;
  readonly assets: ArchivableStore<AssetRecord>;
  readonly agents: ArchivableStore<AgentRecord>;
  readonly teams: ArchivableStore<TeamRecord>;
  readonly fields = new CustomFields();

  constructor(options: TenantOptions) {
    const { seed, tickets, customers, assets, clock } = options;
    const { projects = 0, opportunities = 0, agents = 8, teams = 5 } = options;
    const sites = options.sites ?? customers + Math.floor(customers / 4);
    const contacts = options.contacts ?? sites * 2;
    this.switches = options.switches ?? createSwitches();
    const sizes = { tickets, projects, opportunities, customers, sites, contacts, assets, agents, teams };
    const now = (): number => clock.now() + this.switches.clockAheadSeconds * 1000;
    const layout = createLayout(seed, now(), sizes);
    const time: ChangeClock = {
      now,
      delay: () => this.switches.delayedVisibilitySeconds * 1000,
    };
    const switches = (): Switches => this.switches;
    this.layout = layout;
    this.tickets = new TicketStore(layout, time, switches);
    this.actions = new ActionStore(layout, this.tickets, time, switches);
    this.customers = new ArchivableStore('customer', layout, layout.customers, generateCustomer, time);
    this.sites = new ArchivableStore('site', layout, layout.sites, generateSite, time);
    this.contacts = new ArchivableStore('contact', layout, layout.contacts, generateContact, time);
    this.assets = new ArchivableStore('asset', layout, layout.assets, generateAsset, time);
    this.agents = new ArchivableStore('agent', layout, layout.agents, generateAgent, time);
    this.teams = new ArchivableStore('team', layout, layout.teams, generateTeam, time);
  }

  /**
   * Ids of all records of a kind that exist, ascending: archived ones included, soft-deleted tickets not. The truth
   * at this moment, whatever the switches let a reader of the API see.
   */
  living(kind: RecordKind): number[] {
    switch (kind) {
      case 'tickets':
        return this.tickets.living('reqs');
      case 'projects':
        return this.tickets.living('prjs');
      case 'opportunities':
        return this.tickets.living('opps');
      case 'customers':
      case 'sites':
      case 'contacts':
      case 'assets':
      case 'agents':
      case 'teams':
        return this[kind].ids();
    }
  }

  /** How many records take memory because they were created, changed or removed. */
  get changed(): number {
    const stores = [this.tickets, this.customers, this.sites, this.contacts, this.assets, this.agents, this.teams];
    return stores.reduce((sum, store) => sum + store.rows.changed, this.actions.logs.changed);
  }
}
