import type { z } from 'zod';

import type { HaloRow } from '../../halo/values/rows.js';
import { Article } from '../../records/articles.js';
import type { Call } from '../call.js';

/** An article as its sync saves it. */
export function toArticle({ complain }: Call, row: HaloRow): z.output<typeof Article.schema> {
  return Article.schema.parse(Article.map(row, undefined, complain));
}
