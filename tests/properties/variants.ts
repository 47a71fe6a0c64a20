import { isPaged } from '../../halo/lists/description.js';
import { followedLists } from '../../records/registry.js';
import type { SimulatedClock } from '../../sandbox/clock.js';
import {
  createSwitches,
  type EndpointName,
  type HaloRequest,
  type SwitchOverrides,
  type Switches,
} from '../../sandbox/halo/index.js';

/** A tenant whose build differs from the default in one assumption (docs/assumptions.md). */
export interface Variant {
  name: string;
  adjust: (switches: Switches) => void;
  /** True when the difference hides changes from a single run: then the daily sweep, or listing, must find them. */
  needsSweep: boolean;
  /** Settings of the connection under which this build answers otherwise; those of the subject win. */
  metadata?: Readonly<Record<string, unknown>>;
  /** Changes the bodies of answers until the last run, as a build would that no switch describes. */
  alter?: (clock: SimulatedClock) => (request: HaloRequest, body: string) => string;
  /** Makes the tenant usual again before the last run, where the records cannot be right as long as it is odd. */
  mend?: (switches: Switches) => void;
}

const variant = (name: string, adjust: (switches: Switches) => void, needsSweep = false): Variant => ({
  name,
  adjust,
  needsSweep,
});

/** The same for every list that is read page by page. */
function everywhere<const T>(value: T): Record<EndpointName, T> {
  const paged = followedLists().filter(isPaged);
  return Object.fromEntries(paged.map(({ endpoint }) => [endpoint.slice(1), value]));
}

/** More customers than one query has room for: those of a searched tenant, and some that it does not have. */
export const manyCustomers = { customers: Array.from({ length: 400 }, (_, index) => 21 + index) };

/** A build with a row that cannot be stored. Nothing is deleted as long as it is there. */
const oddRow = (name: string, kind: 'idZero' | 'idMissing'): Variant => ({
  ...variant(name, (switches) => (switches.oddRows = everywhere(kind)), true),
  mend: (switches) => (switches.oddRows = {}),
});

/** A build whose lists of names cannot be read until the last run, and whose rows carry no names either. */
const helpersFailing = (answer: 401 | 403 | 404 | 500 | 'html'): Variant => ({
  ...variant(`lists of names answer ${answer}`, (switches) => {
    switches.rowNames = 'never';
    for (const name of ['Status', 'Priority', 'TicketType', 'FieldInfo'] as const) switches.failingLists[name] = answer;
  }),
  mend: (switches) => (switches.failingLists = {}),
});

/** The default build first; every search runs against each of them in turn. */
export const variants: readonly Variant[] = [
  variant('default', () => undefined),
  variant('idonly ignored', (switches) => (switches.idOnly = 'ignored'), true),
  variant('idonly paged', (switches) => (switches.idOnly = 'paged'), true),
  variant('idonly refused', (switches) => (switches.idOnly = 'refused'), true),
  variant('idonly ignores filters', (switches) => (switches.idOnlyFilters = 'ignored'), true),
  variant('updated since ignored but for tickets', (switches) => {
    switches.updatedSince = { default: 'ignore', Tickets: 'filter', Projects: 'filter', Opportunities: 'filter' };
  }),
  variant('updated since exclusive', (switches) => (switches.updatedSinceBoundary = '>')),
  variant('deleted=true ignored', (switches) => (switches.deletedFilter = 'ignored'), true),
  variant('past the end: last page again', (switches) => (switches.pastEnd = 'repeatLast')),
  variant('past the end: empty', (switches) => (switches.pastEnd = 'empty')),
  variant('order ignored', (switches) => (switches.ignoresOrder = everywhere('default'))),
  variant('no order from page to page', (switches) => (switches.ignoresOrder = everywhere('unstable'))),
  variant(
    'order ignored, no list of ids',
    (switches) => {
      switches.ignoresOrder = everywhere('default');
      switches.idOnly = 'refused';
    },
    true,
  ),
  variant(
    'no order from page to page, no list of ids',
    (switches) => {
      switches.ignoresOrder = everywhere('unstable');
      switches.idOnly = 'ignored';
    },
    true,
  ),
  variant('page size ignored', (switches) => (switches.ignoresPageSize = everywhere(5))),
  variant(
    'page size ignored, record_count is the rows sent',
    (switches) => {
      switches.ignoresPageSize = everywhere(5);
      switches.recordCount = 'rowsSent';
    },
    true,
  ),
  oddRow('a row with the id 0', 'idZero'),
  oddRow('a row without an id', 'idMissing'),
  ...([401, 403, 404, 500, 'html'] as const).map(helpersFailing),
  variant('a row that comes twice', (switches) => (switches.oddRows = everywhere('repeated')), true),
  variant('changes visible after a minute', (switches) => (switches.delayedVisibilitySeconds = 60), true),
  variant('restoring stamps nothing', (switches) => (switches.restoreBumpsLastUpdate = false), true),
  variant('deleting stamps nothing', (switches) => (switches.deleteBumpsLastUpdate = false), true),
  variant('moving to another customer stamps nothing', (switches) => (switches.moveBumpsLastUpdate = false), true),
  variant(
    'actions leave the last action of their ticket',
    (switches) => (switches.childChangesBumpTicket = 'none'),
    true,
  ),
  variant('private notes left out of lists', (switches) => (switches.actionListHidesPrivate = true)),
  { ...variant('more customers than a query has room for', () => undefined), metadata: manyCustomers },
  variant('deleted tickets answer by id', (switches) => (switches.deletedTicketById = 'row')),
  variant('hidden tickets answer 403', (switches) => (switches.hiddenById = 403)),
  variant('no Date header', (switches) => (switches.dateHeader = 'missing'), true),
  variant('clock a minute fast', (switches) => (switches.dateHeader = { skewSeconds: 60 })),
  variant('clock an hour behind the runner', (switches) => (switches.clockAheadSeconds = -3600)),
  variant('clock an hour ahead of the runner', (switches) => (switches.clockAheadSeconds = 3600)),
  variant('nulls', (switches) => (switches.emptyFields = 'null')),
  variant('blanks', (switches) => (switches.emptyFields = 'blank')),
  variant('names never in rows', (switches) => (switches.rowNames = 'never')),
  variant('dates with Z', (switches) => (switches.dates = 'z')),
  variant(
    'bare arrays',
    (switches) => {
      switches.containers = { Client: 'array', Tickets: 'array', Asset: 'array' };
    },
    true,
  ),
  variant('one list of tickets', (switches) => (switches.ticketDomains = 'shared')),
  variant('projects known by their ticket types', (switches) => {
    switches.ticketDomains = 'shared';
    switches.ticketKinds = 'inTypesOnly';
  }),
  variant('record_count is the rows sent', (switches) => (switches.recordCount = 'rowsSent'), true),
  variant('no record_count', (switches) => (switches.recordCount = 'missing'), true),
];

/** The build of a tenant that was surveyed. How it is connected to, and its request budget, stay those of every search. */
export function variantLike(name: string, overrides: SwitchOverrides): Variant {
  const adjust = (switches: Switches): void => {
    const { tokens, rateLimit } = switches;
    Object.assign(switches, createSwitches(overrides), { tokens, rateLimit });
  };
  return variant(`like ${name}`, adjust, true);
}
