import type { CatalogueFault, Verdicts } from '../fault.js';

type Pair = Pick<CatalogueFault, 'first' | 'later'>;

/** A later run of a sync that follows changes reads a single page, which no other can repeat. */
export const pagesThatRepeat: Pair = {
  first: { all: 'halo_page_repeated', but: { reference: 'recovered' } },
  later: { all: 'recovered', but: { listing: 'halo_page_repeated' } },
};

/** Small lists that answer everything at once are not asked in pages. */
const unpaged: Verdicts = { all: 'halo_paging_ignored', but: { reference: 'recovered' } };

export const pagingIgnored: Pair = { first: unpaged, later: unpaged };

/**
 * Only tickets come newest first by themselves; the other lists are in order of id anyway. A later run of their actions
 * meets a single changed ticket, which has no order.
 */
export const orderIgnored: Pair = {
  first: { all: 'recovered', but: { changes: 'halo_order_ignored', children: 'halo_order_ignored' } },
  later: { all: 'recovered', but: { changes: 'halo_order_ignored' } },
};
