import { z } from 'zod';

import { Article, articleList } from '../../records/articles.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { archivedInput, pageInput, pageOutput, searching } from '../searching/inputs.js';
import { continuation, readPage } from '../searching/page.js';
import { toArticle } from './records.js';

const usual = 10;

export const searchArticles = defineFunction({
  ...searching,
  name: 'search-articles',
  description: 'Find articles of the knowledge base by words of their text',
  instructions:
    'Use it to find out how a problem is solved here before answering a ticket. Search with one or two words of the problem, because Halo looks for the exact words. The resolution may come only with get-article. Give next_cursor as cursor for more.',
  scopes: ['read:kb'],
  cost: { usual: 1, most: 1 },
  example: { text: 'printer' },
  input: z.strictObject({
    text: described(
      z.string().trim().min(2).max(200).optional(),
      'Words to look for, as the search of Halo does. Default: all articles.',
    ),
    include_archived: archivedInput(),
    ...pageInput({ usual, most: 50 }),
  }),
  output: z.object({
    articles: described(z.array(Article.schema), 'Articles as their sync saves them.'),
    ...pageOutput,
  }),
  run: async (call, { text, include_archived: isAll = false, limit = usual, cursor = '1' }) => {
    const params = { includeinactive: String(isAll), ...(text === undefined ? {} : { search: text }) };
    const page = await readPage(call, articleList, params, Number(cursor), limit);
    return {
      articles: page.rows.map((row) => toArticle(call, row)).filter((article) => isAll || !article.is_archived),
      ...continuation(page, Number(cursor)),
    };
  },
});
