import * as real from '../../../syncs/details/joining.js';
import type { DetailFlaw } from './detail-flaws.js';

/** Replaced when a control is built (`build.ts`). */
declare const FLAW: DetailFlaw;

/** What stands in the place of `syncs/details/joining.ts` in a control: the same, with one thing wrong. */
export const joinListed: typeof real.joinListed = (listed, cached, fields, hasChanged) => {
  const joined = real.joinListed(
    listed,
    cached,
    fields,
    hasChanged && FLAW !== 'changed rows compared only by their lists',
  );
  if (FLAW === 'a list row replaces what the detail brought') return { ...joined, record: listed };
  if (FLAW === 'the checkpoint does not note that details are due') return { ...joined, need: 'none' };
  return joined;
};

export const joinDetail: typeof real.joinDetail = (cached, detail, fields) => {
  const isFlawed = FLAW === 'an older detail is taken';
  return real.joinDetail(isFlawed ? { ...cached, updated_at: undefined } : cached, detail, fields);
};

export const { withoutDetail } = real;
