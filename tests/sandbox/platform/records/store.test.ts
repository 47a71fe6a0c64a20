import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import type {
  LastAction,
  RecordBrowser,
  RecordStore,
  ReturnedRecord,
  WriteOptions,
} from '../../../../sandbox/platform/index.js';
import {
  InvalidCursorError,
  InvalidRecordError,
  MemoryRecordStore,
  PgliteRecordStore,
} from '../../../../sandbox/platform/index.js';

const scope = { connection: 1, model: 'Ticket' };
const save = (job: number, more: Partial<WriteOptions> = {}): WriteOptions => ({ job, ...more });
const ids = (records: ReturnedRecord[]): string[] => records.map(({ id }) => id).sort();

describe.each(['memory', 'pglite'])('the %s record store', (kind) => {
  let database: PGlite | undefined;
  let store: RecordStore & RecordBrowser;
  let clock: SimulatedClock;

  beforeAll(async () => {
    if (kind === 'pglite') database = await PGlite.create();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    clock = new SimulatedClock('2026-10-01T08:00:00Z');
    if (!database) store = new MemoryRecordStore(clock);
    else {
      await database.exec('drop table if exists records_versions, records_data, records;');
      store = await PgliteRecordStore.open(database, clock);
    }
  });

  // A planner that gathers and sorts all rows of a model is not noticed with few, and takes half a second with 100,000.
  it.runIf(kind === 'pglite')('walks the reading order by its index, in both directions', async () => {
    for (const direction of ['asc', 'desc']) {
      const { rows } = (await database?.query<{ 'QUERY PLAN': string }>(
        `explain select id from records where connection = 1 and model = 'Ticket'
         order by updated_at ${direction}, id ${direction} limit 51`,
      )) ?? { rows: [] };
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('using records_reading_order');
      expect(plan).not.toMatch(/Sort|Bitmap/);
    }
  });

  const all = async (): Promise<ReturnedRecord[]> => (await store.list(scope, { limit: 10_000 })).records;
  const one = async (id: string): Promise<ReturnedRecord | undefined> =>
    (await store.list(scope, { ids: [id] })).records[0];

  it('distinguishes new, changed and unchanged records, and moves the time of change only on a change', async () => {
    expect(
      await store.upsert(
        scope,
        [
          { id: '1', a: 1 },
          { id: '2', a: 1 },
        ],
        save(1),
      ),
    ).toMatchObject({ added: ['1', '2'], updated: [] });
    const before = await one('1');
    clock.advance(60_000);
    const second = await store.upsert(
      scope,
      [
        { id: '1', a: 1 },
        { id: '2', a: 2 },
      ],
      save(2),
    );
    expect(second).toMatchObject({ added: [], updated: ['2'], unchanged: ['1'], deleted: [] });
    expect(await one('1')).toEqual(before);
    expect(await one('2')).toMatchObject({ a: 2, _nango_metadata: { last_action: 'UPDATED' } });
  });

  it('keeps payloads unchanged: nesting, key order, quotes, separators and unicode', async () => {
    const payload = { id: 'x', z: 1, a: { list: [1, { deep: '"\\ \n\u001f é 🎫' }], none: null }, text: "it's {a,b}" };
    await store.upsert(scope, [payload], save(1));
    const found = await one('x');
    expect(found).toMatchObject(payload);
    expect(Object.keys(found ?? {}).slice(0, 4)).toEqual(['id', 'z', 'a', 'text']);
  });

  it('gives each write its own microsecond, in order, while the clock stands still', async () => {
    for (const id of ['1', '2', '3']) await store.upsert(scope, [{ id }], save(1));
    const times = (await all()).map((record) => record._nango_metadata.last_modified_at);
    expect(times).toEqual([
      '2026-10-01T08:00:00+00:00',
      '2026-10-01T08:00:00.000001+00:00',
      '2026-10-01T08:00:00.000002+00:00',
    ]);
  });

  it('continues from a cursor, also if records changed in between', async () => {
    for (let id = 1; id <= 5; id += 1) await store.upsert(scope, [{ id: String(id), v: 1 }], save(1));
    const first = await store.list(scope, { limit: 2 });
    expect(first.records.map(({ id }) => id)).toEqual(['1', '2']);
    await store.upsert(scope, [{ id: '1', v: 2 }], save(2));
    const rest = await store.list(scope, { limit: 10, cursor: first.next_cursor ?? '' });
    expect(rest.records.map(({ id }) => id)).toEqual(['3', '4', '5', '1']);
    expect(rest.next_cursor).toBeNull();
    const own = await store.list(scope, { cursor: rest.records[3]?._nango_metadata.cursor });
    expect(own.records).toEqual([]);
    await expect(store.list(scope, { cursor: 'nonsense' })).rejects.toBeInstanceOf(InvalidCursorError);
  });

  it('returns 100 records without a limit, and no cursor when nothing follows', async () => {
    await store.upsert(
      scope,
      Array.from({ length: 101 }, (_, id) => ({ id: String(id) })),
      save(1),
    );
    const first = await store.list(scope);
    expect(first.records).toHaveLength(100);
    const second = await store.list(scope, { cursor: first.next_cursor ?? '' });
    expect(second.records).toHaveLength(1);
    expect(second.next_cursor).toBeNull();
    expect((await store.list(scope, { limit: 101 })).next_cursor).toBeNull();
  });

  it('soft-deletes with only the given fields left, once, and restores as new', async () => {
    await store.upsert(scope, [{ id: '1', name: 'n' }], save(1));
    expect(await store.upsert(scope, [{ id: '1' }], save(2, { softDelete: true }))).toMatchObject({ deleted: ['1'] });
    const gone = await one('1');
    expect(gone).toMatchObject({ id: '1', _nango_metadata: { last_action: 'DELETED' } });
    expect(gone).not.toHaveProperty('name');
    expect(gone?._nango_metadata.deleted_at).toBe(gone?._nango_metadata.last_modified_at);
    expect(await store.upsert(scope, [{ id: '1' }], save(3, { softDelete: true }))).toMatchObject({ deleted: [] });
    expect(await store.upsert(scope, [{ id: '1', name: 'n' }], save(4))).toMatchObject({ added: ['1'], updated: [] });
    const back = await one('1');
    expect(back).toMatchObject({ name: 'n', _nango_metadata: { last_action: 'ADDED', deleted_at: null } });
    expect(back?._nango_metadata.first_seen_at).toBe(back?._nango_metadata.last_modified_at);
  });

  it('counts nothing when a record is deleted that was never there', async () => {
    const summary = await store.upsert(scope, [{ id: '9' }], save(1, { softDelete: true }));
    expect(summary).toMatchObject({ added: [], deleted: [] });
    expect(await store.counts(1)).toEqual({ Ticket: 0 });
    expect(ids(await all())).toEqual(['9']);
  });

  it('filters by last action', async () => {
    await store.upsert(scope, [{ id: 'added' }, { id: 'updated' }, { id: 'deleted' }], save(1));
    await store.upsert(scope, [{ id: 'updated', v: 2 }], save(2));
    await store.upsert(scope, [{ id: 'deleted' }], save(2, { softDelete: true }));
    const filter = async (...actions: LastAction[]) => ids((await store.list(scope, { actions })).records);
    expect(await filter('ADDED')).toEqual(['added']);
    expect(await filter('UPDATED')).toEqual(['updated']);
    expect(await filter('DELETED')).toEqual(['deleted']);
    expect(await filter('UPDATED', 'DELETED')).toEqual(['deleted', 'updated']);
    expect(await filter('ADDED', 'UPDATED', 'DELETED')).toEqual(['added', 'deleted', 'updated']);
  });

  it('finds records by id and by time of change', async () => {
    await store.upsert(scope, [{ id: 'old' }], save(1));
    clock.advance(1000);
    await store.upsert(scope, [{ id: 'new' }, { id: 'newer' }], save(1));
    expect(ids((await store.list(scope, { ids: ['old', 'newer', 'none'] })).records)).toEqual(['newer', 'old']);
    expect(ids((await store.list(scope, { modifiedAfter: clock.now() })).records)).toEqual(['new', 'newer']);
  });

  it('deletes what no job of a window has saved, where unchanged records count as saved', async () => {
    await store.upsert(scope, [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }], save(1));
    await store.upsert(scope, [{ id: '1' }], save(2));
    await store.upsert(scope, [{ id: '3', v: 2 }], save(3));
    expect((await store.deleteOutdated(scope, 2)).sort()).toEqual(['2', '4']);
    expect(await store.deleteOutdated(scope, 2)).toEqual([]);
    expect(await store.counts(1)).toEqual({ Ticket: 2 });
    expect(await one('2')).toMatchObject({ _nango_metadata: { last_action: 'DELETED' } });
  });

  it('updates only fields of existing records, merging objects and replacing arrays', async () => {
    await store.upsert(scope, [{ id: '1', a: { x: 1, y: 1 }, list: [1, 2] }, { id: '2' }], save(1));
    await store.upsert(scope, [{ id: '2' }], save(1, { softDelete: true }));
    const summary = await store.update(
      scope,
      [{ id: '1', a: { y: 2 }, list: [3] }, { id: '2', a: 1 }, { id: '3' }],
      save(2),
    );
    expect(summary).toMatchObject({ added: [], updated: ['1'], deleted: [], unchanged: [] });
    expect(await one('1')).toMatchObject({ a: { x: 1, y: 2 }, list: [3], _nango_metadata: { last_action: 'UPDATED' } });
    expect(ids(await all())).toEqual(['1', '2']);
  });

  it('keeps the first of several records with one id and names the others', async () => {
    const summary = await store.upsert(
      scope,
      [
        { id: '1', v: 1 },
        { id: 1, v: 2 },
      ],
      save(1),
    );
    expect(summary).toMatchObject({ added: ['1'], duplicates: ['1'] });
    expect(await one('1')).toMatchObject({ v: 1 });
  });

  it.each([undefined, null, '', 0, {}])('refuses a batch with the id %j and saves none of it', async (id) => {
    await expect(store.upsert(scope, [{ id: 'good' }, { id }], save(1))).rejects.toBeInstanceOf(InvalidRecordError);
    expect(await all()).toEqual([]);
  });

  describe('browsed by a person', () => {
    const look = { limit: 2, scan: 10_000 };

    it('shows the newest changes first, page by page', async () => {
      for (const id of ['1', '2', '3']) await store.upsert(scope, [{ id, v: 1 }], save(1));
      await store.upsert(scope, [{ id: '1', v: 2 }], save(2));
      const first = await store.browse(scope, look);
      expect(first.records.map(({ id }) => id)).toEqual(['1', '3']);
      const second = await store.browse(scope, { ...look, cursor: first.next_cursor ?? '' });
      expect(second).toMatchObject({ records: [{ id: '2' }], next_cursor: null });
      const updated = await store.browse(scope, { ...look, actions: ['UPDATED'] });
      expect(updated).toMatchObject({ records: [{ id: '1' }], next_cursor: null });
      await expect(store.browse(scope, { ...look, cursor: 'nonsense' })).rejects.toBeInstanceOf(InvalidCursorError);
    });

    it('finds text anywhere in a record, and searches no more than the limit at once', async () => {
      const texts = ['100% of it', 'nothing', '100 of it', 'a VPN drops', 'nothing'];
      for (const [id, text] of texts.entries()) await store.upsert(scope, [{ id: String(id + 1), text }], save(1));
      const find = (search: string, cursor?: string) => store.browse(scope, { limit: 2, scan: 2, search, cursor });
      expect((await store.browse(scope, { ...look, search: '100%' })).records).toMatchObject([{ id: '1' }]);
      const first = await find('vpn');
      expect(first).toMatchObject({ records: [{ id: '4' }], scanned: 2 });
      const second = await find('vpn', first.next_cursor ?? '');
      expect(second).toMatchObject({ records: [], scanned: 2 });
      const third = await find('vpn', second.next_cursor ?? '');
      expect(third).toEqual({ records: [], next_cursor: null, scanned: 1 });
    });

    it('keeps all versions of a record, and removes them with the record', async () => {
      await store.upsert(scope, [{ id: '1', v: 1 }, { id: 'other' }], save(1));
      await store.upsert(scope, [{ id: '1', v: 2 }], save(2));
      await store.upsert(scope, [{ id: '1', v: 2 }], save(3));
      await store.deleteOutdated(scope, 4);
      await store.upsert(scope, [{ id: '1', v: 3 }], save(5));
      const versions = await store.versions(scope, '1');
      expect(versions.map(({ last_action: action, record }) => [action, record['v']])).toEqual([
        ['ADDED', 3],
        ['DELETED', 2],
        ['UPDATED', 2],
        ['ADDED', 1],
      ]);
      expect(await store.versions(scope, 'unknown')).toEqual([]);
      await store.clear(scope);
      await store.upsert(scope, [{ id: '1', v: 4 }], save(6));
      expect(await store.versions(scope, '1')).toMatchObject([{ record: { v: 4 } }]);
    });

    it('sums up each model', async () => {
      await store.upsert(scope, [{ id: '1' }, { id: '2' }], save(1));
      await store.upsert(scope, [{ id: '2' }], save(2, { softDelete: true }));
      await store.upsert({ ...scope, model: 'Asset' }, [{ id: '1' }], save(1));
      expect(await store.models(1)).toMatchObject([
        { model: 'Asset', count: 1, size_bytes: 10 },
        { model: 'Ticket', count: 1, size_bytes: 20 },
      ]);
      expect(await store.models(2)).toEqual([]);
    });
  });

  it('keeps connections and models apart', async () => {
    const other = { connection: 2, model: 'Ticket' };
    await store.upsert(scope, [{ id: '1' }], save(1));
    await store.upsert(other, [{ id: '1', other: true }], save(1));
    await store.upsert({ connection: 1, model: 'Asset' }, [{ id: '1' }, { id: '2' }], save(1));
    expect(await store.deleteOutdated(scope, 2)).toEqual(['1']);
    expect((await store.list(other)).records).toMatchObject([
      { other: true, _nango_metadata: { last_action: 'ADDED' } },
    ]);
    expect(await store.counts(1)).toEqual({ Ticket: 0, Asset: 2 });
    expect(await store.clear({ connection: 1, model: 'Asset' })).toBe(2);
    await store.clearConnection(2);
    expect(await store.counts(2)).toEqual({});
    expect((await store.list(other)).records).toEqual([]);
  });

  it('gives a record the same row id in every run, so cursors of equal times keep their order', async () => {
    await store.upsert(scope, [{ id: 'b' }, { id: 'a' }, { id: 'c' }], save(1));
    const order = (await all()).map(({ id }) => id);
    await store.clear(scope);
    await store.upsert(scope, [{ id: 'c' }, { id: 'b' }, { id: 'a' }], save(1));
    expect((await all()).map(({ id }) => id)).toEqual(order);
  });
});

it('both stores number rows alike', async () => {
  const database = await PGlite.create();
  const clock = new SimulatedClock();
  const stores = [new MemoryRecordStore(clock), await PgliteRecordStore.open(database, clock)];
  const pages = await Promise.all(
    stores.map(async (store) => {
      await store.upsert(scope, [{ id: '1' }, { id: '2' }], save(1));
      return store.list(scope);
    }),
  );
  expect(pages[1]).toEqual(pages[0]);
  await database.close();
});
