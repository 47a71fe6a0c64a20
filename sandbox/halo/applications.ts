import { API_AGENT_ID } from './records/layout.js';
import type { EndpointName } from './switches.js';

/**
 * What an agent may see. Lists shrink silently, `record_count` with them (halo-api.md §1.5); only `refused`
 * resources answer with an error.
 */
export interface Sight {
  /** Customers whose records are visible; all when left out. */
  customers?: readonly number[];
  /** Teams whose tickets are visible. */
  teams?: readonly number[];
  /** Ticket types whose tickets are visible. */
  ticketTypes?: readonly number[];
  /** Sees no records at all, and no teams (halo-api.md §1.5). */
  blind?: boolean;
  /** Resources that the agent's role denies, with the status that is answered (halo-api.md §10: both seen). */
  refused?: Partial<Record<EndpointName, 401 | 403>>;
}

/** An API application of the tenant (halo-api.md §1.2). Tests change it while it is in use. */
export interface Application {
  name: string;
  clientId: string;
  clientSecret: string;
  active: boolean;
  /** An application identity sees no assets; a login as an agent does (halo-api.md §1.2). */
  loginType: 'agent' | 'application';
  /** The agent that it logs in as. Disabled by archiving the agent in the tenant. */
  agentId: number;
  /** Scopes of the Permissions tab: `all`, or names of halo-api.md §1.5. */
  permissions: readonly string[];
  sight: Sight;
}

/** An application with everything allowed, and values that look like Halo's: a GUID, and two joined by a dash. */
export function createApplication(changes: Partial<Application> = {}): Application {
  return {
    name: 'Integration',
    clientId: '3f7b6c1e-52a4-4d0b-9a36-6c1f0e8d2b47',
    clientSecret: '8d21f0c4-9be3-47aa-8f15-20c7d6a1e593-b7c92e10-4f6d-4c88-a0d1-93e5f8a2764b',
    active: true,
    loginType: 'agent',
    agentId: API_AGENT_ID,
    permissions: ['all'],
    sight: {},
    ...changes,
  };
}

// prettier-ignore
const PAIRS = [
  'tickets', 'calendar', 'customers', 'crm', 'timesheets', 'contracts', 'suppliers', 'items', 'projects', 'sales', 'quotes',
  'sos', 'pos', 'invoices', 'reporting', 'software', 'softwarelicensing', 'kb', 'assets', 'distributionlists', 'mailcampaign',
  'events',
];

/** All scopes that exist (halo-api.md §1.5). */
export const KNOWN_SCOPES: ReadonlySet<string> = new Set([
  'all',
  'all:standard',
  'admin',
  'offline_access',
  'access:chat',
  'access:adpasswordreset',
  'editMine:timesheets',
  'roles',
  'openid',
  'profile',
  'email',
  ...PAIRS.flatMap((name) => [`read:${name}`, `edit:${name}`]),
]);

/** The scopes that `all` is answered with (halo-api.md §1.3). */
export const GRANTED_FOR_ALL: readonly string[] = [...KNOWN_SCOPES].filter((scope) => !scope.startsWith('all'));

/**
 * Whether the scopes of a token cover one that is needed; editing includes reading. The package has the same rule
 * (halo/transport/scopes.ts). It is written here once more, so that a mistake in one of them shows in the tests.
 */
export function covers(scopes: readonly string[], needed: string): boolean {
  if (scopes.includes('all') || scopes.includes('all:standard')) return true;
  return scopes.includes(needed) || scopes.includes(needed.replace(/^read:/, 'edit:'));
}
