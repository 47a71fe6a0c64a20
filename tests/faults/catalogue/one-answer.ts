import type { Fault } from '../../../sandbox/halo/index.js';
import { onList, recovered, type CatalogueFault, type FaultGroup } from '../fault.js';

/** A fault of one answer: the second to the list that the sync reads, or the only one. */
function once(
  name: string,
  meets: string,
  fault: Fault,
  verdicts: Partial<Pick<CatalogueFault, 'first' | 'later'>> = {},
): CatalogueFault {
  return {
    name,
    meets,
    inject: ({ api }, kind) => {
      api.faults.add({ fault, on: onList(kind), after: kind.strategy === 'reference' ? 0 : 1 });
    },
    first: recovered,
    later: recovered,
    ...verdicts,
  };
}

const ignored = (...names: string[]): Fault => ({ kind: 'ignoredParameters', names });

export const oneAnswer: FaultGroup = {
  title: 'One answer goes wrong',
  about:
    'The fault happens once, in the middle of a list. The run is expected to continue, or to stop before anything is deleted.',
  faults: [
    once('too many requests', '429 without any details.', { kind: 'rateLimited' }),
    once('too many requests, with a time', '429 with `Retry-After: 20`.', {
      kind: 'rateLimited',
      retryAfterSeconds: 20,
    }),
    once('token refused', '401, as when a token expires early.', { kind: 'unauthorized' }),
    once('forbidden', '403, as when a permission was added after the token was issued.', { kind: 'forbidden' }),
    once('server error', '500 with an empty body.', { kind: 'serverError', status: 500 }),
    once('server exception', '500 with a .NET exception.', { kind: 'serverError', status: 500, body: 'exception' }),
    once('bad gateway', '502 with a web page.', { kind: 'serverError', status: 502, body: 'html' }),
    once('service unavailable', '503.', { kind: 'serverError', status: 503 }),
    once('gateway timeout', '504, after a minute.', { kind: 'serverError', status: 504 }),
    once('connection dropped before', 'The connection ends before the server has acted.', {
      kind: 'dropped',
      when: 'before',
    }),
    once('connection dropped after', 'The connection ends after the server has acted.', {
      kind: 'dropped',
      when: 'after',
    }),
    once('web page', 'A web page with status 200.', { kind: 'html' }),
    once('cut-off JSON', 'JSON that ends in the middle.', { kind: 'truncated' }),
    once('empty body', 'Status 200 and nothing else.', { kind: 'emptyBody' }),
    once(
      'page again',
      'The page before the requested one.',
      { kind: 'repeatedPage' },
      {
        first: {
          all: 'recovered',
          but: {
            changes: 'halo_page_repeated',
            listing: 'halo_page_repeated',
            appointments: 'halo_page_repeated',
          },
        },
        later: {
          all: 'recovered',
          but: {
            changes: 'halo_page_repeated',
            children: 'halo_page_repeated',
            appointments: 'halo_page_repeated',
            // Few tickets have files, so that its sweep reads other pages.
            'ticket-attachments': 'recovered',
            'listing without a filter': 'halo_page_repeated',
          },
        },
      },
    ),
    once('empty list', 'An empty list with a count of 0, as if the agent could see nothing.', { kind: 'emptyList' }),
    once('rows under another name', 'The rows are in an unknown property.', { kind: 'wrongContainer' }),
    once('slow answer', 'The correct answer after 45 seconds.', { kind: 'slow', ms: 45_000 }),
    once(
      'paging ignored',
      'The default page: `pageinate`, `page_no` and `page_size` are ignored.',
      ignored('pageinate', 'page_no', 'page_size'),
    ),
    once('order ignored', '`order` and `orderdesc` are ignored.', ignored('order', 'orderdesc')),
    once('"updated since" ignored', '`lastupdatefromdate` is ignored.', ignored('lastupdatefromdate'), {
      later: { all: 'recovered', but: { changes: 'halo_filter_ignored', children: 'halo_filter_ignored' } },
    }),
    once(
      'archived rows hidden',
      '`includeinactive` and `includedisabled` are ignored.',
      ignored('includeinactive', 'includedisabled'),
    ),
    once('"ids only" ignored', '`idonly` and `ticketidonly` are ignored.', ignored('idonly', 'ticketidonly')),
  ],
};
