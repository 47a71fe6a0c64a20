import { z } from 'zod';

import { readListAnswer } from '../../halo/lists/answer.js';
import { Article, articleList } from '../../records/articles.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { toArticle } from './records.js';

const usualSize = 10;

export const searchArticles = defineFunction({
  name: 'search-articles',
  description: 'Find articles of the knowledge base by words of their text',
  instructions:
    'Use it to find out how a problem is solved here before answering a ticket. Search with one or two words of the problem, because Halo looks for the words as they stand. What to do may come only with get-article. Give next_cursor as cursor for more.',
  scopes: ['read:kb'],
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 1, most: 1 },
  errors: ['halo_request_refused'],
  example: { text: 'printer' },
  input: z.strictObject({
    text: described(
      z.string().trim().min(2).max(200).optional(),
      'Words to look for, as the search of Halo does. Default: all articles.',
    ),
    include_archived: described(z.boolean().optional(), 'Also archived articles. Default: false.'),
    limit: described(z.int().min(1).max(50).optional(), `Articles of one answer, at most 50. Default: ${usualSize}.`),
    cursor: described(
      z
        .string()
        .regex(/^\d{1,6}$/)
        .optional(),
      'next_cursor of the answer before.',
    ),
  }),
  output: z.object({
    articles: described(z.array(Article.schema), 'Articles as their sync saves them.'),
    total: described(z.number().optional(), 'How many there are, as Halo counts them.'),
    next_cursor: described(z.string().optional(), 'For the next answer; missing when there are no more.'),
  }),
  run: async (call, { text, include_archived: isAll = false, limit = usualSize, cursor = '1' }) => {
    const { name, endpoint, key } = articleList;
    const { body } = await call.client.list(name, endpoint, {
      includeactive: 'true',
      includeinactive: String(isAll),
      ...(text === undefined ? {} : { search: text }),
      ...{ pageinate: 'true', page_no: cursor, page_size: String(limit) },
    });
    const { rows, recordCount } = readListAnswer(name, key, body);
    const isLast = recordCount === undefined ? rows.length < limit : Number(cursor) * limit >= recordCount;
    return {
      articles: rows.map((row) => toArticle(call, row)).filter((article) => isAll || !article.is_archived),
      ...(recordCount === undefined ? {} : { total: recordCount }),
      ...(isLast || rows.length === 0 ? {} : { next_cursor: String(Number(cursor) + 1) }),
    };
  },
});
