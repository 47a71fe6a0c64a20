import type { Fault } from '../../../sandbox/halo/index.js';
import { pagesThatRepeat, pagingIgnored } from './verdicts.js';
import { onList, type CatalogueFault, type FaultGroup, type Outcome } from '../fault.js';

/** A fault of every answer to the list that the sync reads, as long as the run lasts. */
function always(
  name: string,
  meets: string,
  fault: Fault,
  outcome: Outcome,
  verdicts: Partial<Pick<CatalogueFault, 'first' | 'later'>> = {},
): CatalogueFault {
  return {
    name,
    meets,
    inject: ({ api }, kind) => {
      api.faults.add({ fault, on: onList(kind), times: 1_000_000 });
    },
    first: { all: outcome },
    later: { all: outcome },
    ...verdicts,
  };
}

export const lasting: FaultGroup = {
  title: 'Every answer goes wrong',
  about:
    'The fault lasts for a whole run. The run is expected to stop with an error that names the cause, and the next run to continue.',
  faults: [
    always('no budget left', '429 for more than twenty minutes.', { kind: 'rateLimited' }, 'halo_rate_limited'),
    always('refused as unauthorised', '401 to this list only.', { kind: 'unauthorized' }, 'halo_permission_denied'),
    always('refused as forbidden', '403 to this list only.', { kind: 'forbidden' }, 'halo_permission_denied'),
    always('server error', '500.', { kind: 'serverError', status: 500 }, 'halo_unavailable'),
    always(
      'bad gateway',
      '502 with a web page.',
      { kind: 'serverError', status: 502, body: 'html' },
      'halo_unavailable',
    ),
    always('connection dropped', 'No answer.', { kind: 'dropped', when: 'before' }, 'halo_unavailable'),
    always('web page', 'A web page with status 200.', { kind: 'html' }, 'halo_not_an_api'),
    always('cut-off JSON', 'JSON that ends in the middle.', { kind: 'truncated' }, 'halo_unreadable_answer'),
    always('empty body', 'Status 200 and nothing else.', { kind: 'emptyBody' }, 'halo_unreadable_answer'),
    always('rows under another name', 'The rows are in an unknown property.', { kind: 'wrongContainer' }, 'recovered'),
    always(
      'the page before',
      'Each page except the first is the previous one.',
      { kind: 'repeatedPage' },
      'halo_page_repeated',
      pagesThatRepeat,
    ),
    always(
      'paging ignored',
      'The default page, whatever was requested.',
      { kind: 'ignoredParameters', names: ['pageinate', 'page_no', 'page_size'] },
      'halo_paging_ignored',
      pagingIgnored,
    ),
    always(
      'order ignored',
      'Rows by name, or the newest tickets first.',
      { kind: 'ignoredParameters', names: ['order', 'orderdesc'] },
      'recovered',
    ),
    always('slow server', 'Every answer takes 45 seconds.', { kind: 'slow', ms: 45_000 }, 'recovered'),
  ],
};
