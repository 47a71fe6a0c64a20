import { z } from 'zod';

import { NotFoundError } from '../../halo/errors.js';
import { Article, articleList } from '../../records/articles.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { readOne } from '../writing/read-one.js';
import { toArticle } from './records.js';

export const getArticle = defineFunction({
  name: 'get-article',
  description: 'Read an article of the knowledge base, with its resolution',
  instructions:
    'Use it when the id of an article is known and its whole text is needed, including the resolution. search-articles finds ids. Do not pass internal_note on to customers.',
  scopes: ['read:kb'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 1, most: 1 },
  errors: ['halo_not_found'],
  example: { article_id: '1' },
  input: z.strictObject({ article_id: idInput('Article, by id.') }),
  output: z.object({ article: described(Article.schema, 'The article, with every field that Halo has for it.') }),
  run: async (call, { article_id: id }) => {
    const row = await readOne(call, articleList, String(id));
    if (row === undefined) throw new NotFoundError(`article ${id}`);
    return { article: toArticle(call, row) };
  },
});
