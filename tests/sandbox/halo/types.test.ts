import { describe, expect, test } from 'vitest';

import { describe as describeType, fieldOf, recordTypes, type RecordType } from '../../../sandbox/halo/index.js';
import { bench, body, page, type Bench } from './support.js';

/** The fields that a description names by text, which TypeScript does not hold against its objects. */
function namedFields({ customer, dates, edited, filters, order, search, special, archived }: RecordType): string[] {
  return [
    edited,
    ...order,
    ...search,
    ...dates,
    ...Object.values(filters),
    ...(customer === undefined ? [] : [customer]),
    ...(special === undefined ? [] : [special.field]),
    ...(archived === 'never' ? [] : ['inactive']),
  ];
}

/** The keys of all rows of a list, whatever is asked for, and of all details. */
function keysOf(
  { tenant, list, get }: Bench,
  { name, endpoint, key, asked }: RecordType,
): [list: string[], detail: string[]] {
  const parameters = Object.keys(asked).map((parameter) => `&${parameter}=true`);
  const rows = list(`/api/${endpoint}${page(1, 100, `&includeinactive=true${parameters.join('')}`)}`, key).rows;
  const details = tenant
    .living(name)
    .slice(0, 40)
    .map((id) => get(`/api/${endpoint}/${id}`))
    .filter(({ status }) => status === 200)
    .map(body);
  return [[...new Set(rows.flatMap(Object.keys))], [...new Set(details.flatMap(Object.keys))]];
}

describe.each(recordTypes)('the description of $name', (type) => {
  test('names only fields that its objects have', () => {
    const { tenant } = bench();
    const record = tenant.store(type.name).require(tenant.living(type.name)[0] ?? 0);
    expect(namedFields(type).filter((field) => !Reflect.has(record, field))).toEqual([]);
    expect(['string', 'number']).toContain(typeof fieldOf(record, type.edited));
  });

  test('says which fields only lists or only details have', () => {
    const [listed, detailed] = keysOf(bench(), type);
    expect(listed.filter((key) => type.detailOnly.includes(key))).toEqual([]);
    if (detailed.length === 0) return;
    expect(detailed.filter((key) => type.listOnly.includes(key))).toEqual([]);
  });

  test('has an endpoint and a name of its own', () => {
    expect(recordTypes.filter(({ name }) => name === type.name)).toHaveLength(1);
    expect(recordTypes.filter(({ endpoint }) => endpoint === type.endpoint)).toHaveLength(1);
  });
});

describe('a described type', () => {
  const books = describeType({
    generate: (draw, id) => ({
      last_update: 0,
      title: `Book ${id}`,
      pages: 100 + draw.int(400),
      printed: 1_700_000_000_000,
      inactive: id % 2 === 0,
      shelf: `S${id}`,
    }),
    name: 'books',
    endpoint: 'Book',
    key: 'books',
    count: 6,
    edited: 'title',
    dates: ['printed'],
    detailOnly: ['shelf'],
    asked: { includepages: ['pages'] },
    filters: { pages: 'pages' },
    search: ['title'],
    fixed: [
      { id: 40, last_update: 0, title: 'Catalogue', pages: 9, printed: 1_700_000_000_000, inactive: false, shelf: '' },
    ],
  });
  const open = () => bench({ types: [...recordTypes, books] });

  test('is served at its endpoint: rows, archived ones on request, details, ids', () => {
    const { list, get } = open();
    const all = list(`/api/Book${page(1, 100, '&includeinactive=true')}`, 'books');
    expect(all.ids).toEqual([1, 2, 3, 4, 5, 6, 40]);
    expect(all.rows[0]).toEqual({ id: 1, title: 'Book 1', printed: '2023-11-14T22:13:20', inactive: false });
    expect(list('/api/Book', 'books').ids).toEqual([1, 3, 5, 40]);
    expect(list('/api/Book?idonly=true&includeinactive=true', 'books').ids).toEqual(all.ids);
    expect(list('/api/Book?includepages=true', 'books').rows[0]).toHaveProperty('pages');
    expect(list('/api/Book?pages=9', 'books').ids).toEqual([40]);
    expect(list('/api/Book?search=catalogue', 'books').ids).toEqual([40]);
    expect(body(get('/api/Book/3'))).toMatchObject({ title: 'Book 3', shelf: 'S3' });
    expect(get('/api/Book/7').status).toBe(404);
  });

  test('can be created, changed, archived and deleted', () => {
    const { tenant, clock, list } = open();
    const store = tenant.of(books);
    clock.advance(1000);
    expect(store.create({ title: 'New' }).id).toBe(41);
    store.edit(3, { title: 'Edited' });
    store.change(1, 'title', 'Changed');
    store.archive(5);
    store.delete(40);
    expect(list('/api/Book', 'books').rows).toMatchObject([
      { title: 'Changed' },
      { title: 'Edited' },
      { title: 'New' },
    ]);
    expect(tenant.living('books')).toEqual([1, 2, 3, 4, 5, 6, 41]);
    expect(list(`/api/Book${page(1, 9, '&lastupdatefromdate=2026-10-01T08:00:00')}`, 'books').ids).toEqual([1, 3, 41]);
  });

  test('is refused if its description is not part of this tenant', () => {
    expect(() => bench().tenant.of(books)).toThrow('no type of records called books');
    expect(() => bench().tenant.living('books')).toThrow(RangeError);
    expect(() => bench().tenant.store('statuses').archive(1)).toThrow('cannot be archived');
  });
});
