import type { CatalogueFault, Verdicts } from '../fault.js';

type Pair = Pick<CatalogueFault, 'first' | 'later'>;

const pageRepeated: Verdicts = { all: 'halo_page_repeated', but: { reference: 'recovered' } };

export const pagesThatRepeat: Pair = { first: pageRepeated, later: pageRepeated };

/** Small lists that answer everything at once are not asked in pages. */
const unpaged: Verdicts = { all: 'halo_paging_ignored', but: { reference: 'recovered' } };

export const pagingIgnored: Pair = { first: unpaged, later: unpaged };
