import { expect, it } from 'vitest';
import { z } from 'zod';

import { Bench } from './support/bench.js';

const Found = z.looseObject({ articles: z.array(z.looseObject({ id: z.string(), is_archived: z.boolean() })) });

it('search-articles finds articles by words, page by page, and archived ones only on request', async () => {
  const bench = await Bench.open();
  bench.tenant.store('articles').archive(3);
  const all = Found.parse(await bench.succeed('search-articles', { include_archived: true, limit: 50 })).articles;
  const living = all.filter((article) => !article.is_archived);
  expect(living.length).toBeLessThan(all.length);
  const first = Found.parse(await bench.succeed('search-articles', { limit: 5 }));
  expect(first).toMatchObject({ total: living.length, next_cursor: '2' });
  const second = Found.parse(await bench.succeed('search-articles', { limit: 5, cursor: '2' }));
  const rest = Found.parse(await bench.succeed('search-articles', { limit: 5, cursor: '3' }));
  const ids = [first, second, rest].flatMap(({ articles }) => articles.map(({ id }) => id));
  expect(ids).toEqual(living.map(({ id }) => id));
  expect(rest).not.toHaveProperty('next_cursor');
  expect(Found.parse(await bench.succeed('search-articles', { text: 'no such words' })).articles).toEqual([]);
});

it('get-article returns the resolution, and says if there is no such article', async () => {
  const bench = await Bench.open();
  const { article } = await bench.succeed('get-article', { article_id: 1 });
  expect(article).toMatchObject({ id: '1', resolution: 'Restart it, then ask again.' });
  expect(await bench.fail('get-article', { article_id: '999' })).toMatchObject({ code: 'halo_not_found' });
});
