import type { EndpointName, Switches } from '../../../sandbox/halo/index.js';
import { recovered, type CatalogueFault, type FaultGroup } from '../fault.js';
import { pagesThatRepeat, pagingIgnored } from './verdicts.js';

/**
 * A build of Halo that differs from what is assumed of it, from this run on and for its length.
 *
 * @param adjust is told which endpoints page
 */
function build(
  name: string,
  meets: string,
  adjust: (switches: Switches, paged: readonly EndpointName[]) => void,
  verdicts: Partial<Pick<CatalogueFault, 'first' | 'later'>> = {},
): CatalogueFault {
  return {
    name,
    meets,
    inject: ({ switches, tenant }) => {
      const paged = tenant.types.filter(({ hasIdList }) => hasIdList).map(({ endpoint }) => endpoint);
      adjust(switches, ['Tickets', ...paged]);
    },
    first: recovered,
    later: recovered,
    ...verdicts,
  };
}

export const builds: FaultGroup = {
  title: 'Halo differs from what is assumed',
  about:
    'An older or newer build of Halo might behave in this way (`docs/assumptions.md`). The fault lasts for a whole run.',
  faults: [
    build('tight budget', 'Six requests per minute, without saying so.', (it) => {
      it.rateLimit = {
        limit: 6,
        windowSeconds: 60,
        retryAfter: false,
        remainingHeader: undefined,
        bodyStatesLimit: false,
        scope: 'tenant',
        countsRefused: false,
      };
    }),
    build('smaller pages', 'Three rows per page.', (it) => {
      it.pageCaps = { default: 3 };
    }),
    build(
      '"updated since" ignored',
      '`lastupdatefromdate` has no effect.',
      (it) => {
        it.updatedSince = { default: 'ignore' };
      },
      {
        first: { all: 'recovered', but: { changes: 'halo_filter_ignored' } },
        later: { all: 'recovered', but: { changes: 'halo_filter_ignored', children: 'halo_filter_ignored' } },
      },
    ),
    build(
      '"updated since" exclusive',
      'A row that changed at exactly that time is left out.',
      (it) => (it.updatedSinceBoundary = '>'),
    ),
    build('no ids only', 'Lists of ids are ordinary pages.', (it) => (it.idOnly = 'ignored')),
    build('ids only, in part', 'Lists of ids end after the first page.', (it) => (it.idOnly = 'paged')),
    build('ids only refused', '400 to lists of ids.', (it) => (it.idOnly = 'refused')),
    build('ids of everything', 'Lists of ids ignore the other filters.', (it) => (it.idOnlyFilters = 'ignored')),
    build('"deleted" ignored', '`deleted=true` lists existing tickets.', (it) => (it.deletedFilter = 'ignored')),
    build('no total', '`record_count` is missing.', (it) => (it.recordCount = 'missing')),
    build('a total of the page', '`record_count` counts the rows sent.', (it) => (it.recordCount = 'rowsSent')),
    build('no time', 'No `Date` header.', (it) => (it.dateHeader = 'missing')),
    build('clock an hour behind', "The server's clock is an hour behind.", (it) => (it.clockAheadSeconds = -3600)),
    build('clock an hour ahead', "The server's clock is an hour ahead.", (it) => (it.clockAheadSeconds = 3600)),
    build(
      'changes seen late',
      'Changes can be read a minute after they were made.',
      (it) => (it.delayedVisibilitySeconds = 60),
    ),
    build(
      'past the end: again',
      'After the last page, the last page comes again.',
      (it) => (it.pastEnd = 'repeatLast'),
    ),
    build('past the end: empty', 'After the last page, `record_count` is the total.', (it) => (it.pastEnd = 'empty')),
    build(
      'deleted rows by id',
      'A deleted ticket answers with `deleted: true`.',
      (it) => (it.deletedTicketById = 'row'),
    ),
    build('nulls', 'Empty fields are `null`.', (it) => (it.emptyFields = 'null')),
    build(
      'always the first page',
      'Every page is the first one.',
      (it, paged) => {
        for (const name of paged) it.ignoresPaging[name] = 'firstPage';
      },
      pagesThatRepeat,
    ),
    build(
      'everything on every page',
      'Paging has no effect.',
      (it, paged) => {
        for (const name of paged) it.ignoresPaging[name] = 'everything';
      },
      pagingIgnored,
    ),
    build('order ignored', 'Rows by name, or the newest tickets first, always.', (it, paged) => {
      for (const name of paged) it.ignoresOrder[name] = 'default';
    }),
    build('no order', 'Rows in another order on every page, so that some are on none.', (it, paged) => {
      for (const name of paged) it.ignoresOrder[name] = 'unstable';
    }),
    build('page size ignored', 'Five rows a page, whatever is asked.', (it, paged) => {
      for (const name of paged) it.ignoresPageSize[name] = 5;
    }),
    build('a row that comes twice', 'The first row of each list, in its list of ids too.', (it) => {
      for (const name of ['Tickets', 'Client', 'Site', 'Users', 'Asset'] as const) it.oddRows[name] = 'repeated';
    }),
    build('bare arrays', 'Lists come without an envelope.', (it, paged) => {
      it.containers = Object.fromEntries(paged.map((name) => [name, 'array']));
    }),
    build('tokens end early', 'A token expires after a minute instead of an hour; answers take ten seconds.', (it) => {
      it.tokens.endsEarlySeconds = 3540;
      it.slowMs = 10_000;
    }),
    build(
      'one token at a time',
      'A new token invalidates all earlier ones.',
      (it) => (it.tokens.revokesEarlier = true),
    ),
  ],
};
