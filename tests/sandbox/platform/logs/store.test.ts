import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LogStore, MessageRow, OperationRow } from '../../../../sandbox/platform/index.js';
import { InvalidLogCursor, logTables, MemoryLogStore, PgliteLogStore } from '../../../../sandbox/platform/index.js';

const operation = (id: string, changes: Partial<OperationRow> = {}): OperationRow => ({
  id,
  type: 'operation',
  source: 'internal',
  level: 'info',
  message: 'Sync executed',
  operation: { type: 'sync', action: 'run' },
  state: 'running',
  accountId: 1,
  accountName: 'local',
  integrationName: 'halo-psa',
  connectionName: 'acme',
  syncConfigName: 'tickets',
  createdAt: '2026-10-01T08:00:00.000Z',
  updatedAt: '2026-10-01T08:00:00.000Z',
  startedAt: null,
  endedAt: null,
  expiresAt: null,
  ...changes,
});

const line = (parentId: string, message: string): MessageRow => ({
  id: message,
  parentId,
  accountId: 1,
  type: 'log',
  level: 'info',
  source: 'internal',
  message,
  createdAt: '2026-10-01T08:00:00.000Z',
});

describe.each(['memory', 'pglite'])('the %s log', (kind) => {
  let database: PGlite | undefined;
  let log: LogStore;
  beforeAll(async () => {
    if (kind === 'pglite') database = await PGlite.create();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    const limits = { operations: 300, messagesPerOperation: 5 };
    await database?.exec(`drop table if exists messages, operations; ${logTables}`);
    log = database ? new PgliteLogStore(database, limits) : new MemoryLogStore(limits);
  });

  const ids = async (query: Partial<Parameters<LogStore['operations']>[0]>): Promise<string[]> =>
    (await log.operations({ limit: 100, ...query })).data.map(({ id }) => id);

  it('gives the newest operations first, page by page, each as it was put last', async () => {
    for (const id of ['a', 'b', 'c']) await log.put(operation(id));
    await log.put(operation('b', { state: 'success' }));
    const first = await log.operations({ limit: 2 });
    expect(first).toMatchObject({ data: [{ id: 'c' }, { id: 'b', state: 'success' }], pagination: { total: 3 } });
    const second = await log.operations({ limit: 2, cursor: first.pagination.cursor });
    expect(second).toMatchObject({ data: [{ id: 'a' }], pagination: { total: 3, cursor: null } });
    expect(await log.operation('b')).toEqual(operation('b', { state: 'success' }));
    expect(await log.operation('none')).toBeUndefined();
    await expect(log.operations({ limit: 1, cursor: 'nonsense' })).rejects.toBeInstanceOf(InvalidLogCursor);
  });

  it('finds operations by what they are about, and by the words of their messages', async () => {
    await log.put(operation('sync'));
    await log.put(operation('failed', { state: 'failed', error: { name: 'Error', message: 'Halo denies 100%' } }));
    await log.put(operation('action', { operation: { type: 'action', action: 'run' }, syncConfigName: 'diagnose' }));
    await log.put(operation('other', { connectionName: 'other', integrationName: 'halo-itsm' }));
    await log.append([line('sync', 'Starting'), line('action', 'the Printer burns')]);
    expect(await ids({ types: ['sync'] })).toEqual(['other', 'failed', 'sync']);
    expect(await ids({ types: ['action:run'] })).toEqual(['action']);
    expect(await ids({ states: ['failed'] })).toEqual(['failed']);
    expect(await ids({ connections: ['acme'], syncs: ['tickets'] })).toEqual(['failed', 'sync']);
    expect(await ids({ integrations: ['all'] })).toHaveLength(4);
    expect(await ids({ integrations: ['halo-itsm'] })).toEqual(['other']);
    expect(await ids({ search: 'printer' })).toEqual(['action']);
    expect(await ids({ search: '100%' })).toEqual(['failed']);
    expect(await ids({ search: '10_%' })).toEqual([]);
    const later = { from: '2026-10-01T08:00:00.001Z', to: '2027-01-01T00:00:00.000Z' };
    expect(await ids({ period: later })).toEqual([]);
  });

  it('gives messages newest first, older and newer ones from a page on', async () => {
    await log.put(operation('a'));
    await log.append(['1', '2', '3', '4'].map((text) => line('a', text)));
    const page = await log.messages({ operationId: 'a', limit: 2 });
    expect(page).toMatchObject({ data: [{ message: '4' }, { message: '3' }], pagination: { total: 4 } });
    const { cursorAfter, cursorBefore } = page.pagination;
    const older = await log.messages({ operationId: 'a', limit: 2, cursorAfter });
    expect(older).toMatchObject({ data: [{ message: '2' }, { message: '1' }], pagination: { cursorAfter: null } });
    await log.append([line('a', '5')]);
    expect((await log.messages({ operationId: 'a', limit: 2, cursorBefore })).data).toMatchObject([{ message: '5' }]);
    expect((await log.messages({ operationId: 'a', limit: 9, search: '3' })).data).toMatchObject([{ message: '3' }]);
    expect((await log.messages({ operationId: 'none', limit: 9 })).data).toEqual([]);
  });

  it('keeps no more than its limit, and no lines of unknown operations', async () => {
    await log.put(operation('a'));
    await log.append(Array.from({ length: 9 }, (_, nth) => line('a', String(nth))));
    await log.append([line('unknown', 'lost'), line('a', 'too many')]);
    expect((await log.messages({ operationId: 'a', limit: 100 })).pagination.total).toBe(5);
    for (let nth = 0; nth < 620; nth += 1) await log.put(operation(`n${nth}`));
    const { total } = (await log.operations({ limit: 1 })).pagination;
    expect(total).toBeGreaterThanOrEqual(300);
    expect(total).toBeLessThan(520);
    expect(await log.operation('a')).toBeUndefined();
  });
});
