import type { EndpointName, Switches } from '../../sandbox/halo/index.js';
import type { RecordStore } from '../../sandbox/platform/records/types.js';
import * as subjects from '../properties/subject.js';
import type { Subject } from '../properties/subject.js';
import { World, type Stage } from './world.js';

/** A sync of the package, and what it is about in the simulated tenant. */
export interface Kind {
  sync: string;
  /** How it reads (docs/strategies.md). */
  strategy: 'changes' | 'listing' | 'reference' | 'children';
  subject: Subject;
  /** The list that its rows come from. */
  endpoint: EndpointName;
}

/**
 * What each sync of `integrations/index.ts` is about: the one line that a new sync adds to get the kill tests and the
 * fault catalogue, which fails when a sync has no line here.
 */
export const kinds: readonly Kind[] = [
  { sync: 'tickets', strategy: 'changes', subject: subjects.tickets, endpoint: 'Tickets' },
  { sync: 'customers', strategy: 'listing', subject: subjects.customers, endpoint: 'Client' },
  { sync: 'sites', strategy: 'listing', subject: subjects.sites, endpoint: 'Site' },
  { sync: 'contacts', strategy: 'listing', subject: subjects.contacts, endpoint: 'Users' },
  { sync: 'assets', strategy: 'listing', subject: subjects.assets, endpoint: 'Asset' },
  { sync: 'agents', strategy: 'reference', subject: subjects.agents, endpoint: 'Agent' },
  { sync: 'teams', strategy: 'reference', subject: subjects.teams, endpoint: 'Team' },
  { sync: 'ticket-actions', strategy: 'children', subject: subjects.ticketActions, endpoint: 'Tickets' },
];

export interface SmallWorldOptions {
  rows: number;
  /** Most rows a page, so that a few rows make several pages. */
  page: number;
  stage?: Stage;
  records?: RecordStore;
  adjust?: (switches: Switches) => void;
}

/** A world with so many rows of everything that the syncs read. */
export function smallWorld({ subject }: Pick<Kind, 'subject'>, options: SmallWorldOptions): World {
  const { rows, page, stage, records, adjust } = options;
  return new World({
    ...(stage ? { stage } : {}),
    ...(records ? { records } : {}),
    seed: 7,
    tickets: rows,
    customers: rows,
    assets: rows,
    sites: rows,
    contacts: rows,
    agents: rows,
    teams: rows,
    adjust(switches) {
      switches.pageCaps = { default: page };
      switches.defaultPageSize = page;
      subject.adjust?.(switches);
      adjust?.(switches);
    },
    metadata: { ...subject.metadata },
  });
}

/** The records that are not deleted, by id, without what the platform adds to them. */
export async function livingRecords(world: World, { subject }: Pick<Kind, 'subject'>): Promise<Map<string, object>> {
  const living = await world.living(subject.model);
  const isOwn = ([field]: [string, unknown]): boolean => field !== '_nango_metadata';
  return new Map([...living].map(([id, record]) => [id, Object.fromEntries(Object.entries(record).filter(isOwn))]));
}
