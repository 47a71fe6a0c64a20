import { describe, expect, test } from 'vitest';

import { crawl, crawlStart } from '../../../halo/lists/crawl.js';
import {
  IncompleteListError,
  ListAlarm,
  OrderIgnoredError,
  PermissionDeniedError,
  RepeatedPageError,
} from '../../../halo/errors.js';
import { lists } from '../../support/lists.js';
import type { HaloRow } from '../../../halo/values/rows.js';
import { answeringInTurn } from '../../support/connection.js';
import { all, pagesAsked, readAll, tenant } from './reading.js';

describe('alarms', () => {
  test('a page that comes a second time although more rows are due', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'repeatedPage' }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('a last page that is the one before it again', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'repeatedPage' }, after: 3 });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('a server that answers every page with the first one', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresPaging['Tickets'] = 'firstPage') });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('a server that ignores page numbers of a list without a count ends, and hands out no row twice', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.ignoresPaging['Tickets'] = 'firstPage';
        switches.recordCount = 'missing';
      },
    });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets').slice(0, 10));
  });

  test('a page that is empty although more rows are due', async () => {
    const page = (...ids: number[]): HaloRow => ({ record_count: 5, page_size: 2, tickets: ids.map((id) => ({ id })) });
    const { client } = answeringInTurn(page(1, 2), page());
    const steps = crawl({ client, list: lists.tickets, selection: all, pageSize: 2 }, crawlStart);
    const ids: number[] = [];
    const reading = (async () => {
      for await (const step of steps) ids.push(...step.ids);
    })();
    await expect(reading).rejects.toThrow(IncompleteListError);
    expect(ids).toEqual([1, 2]);
  });

  test('a first page that is empty although the server counts rows', async () => {
    const { client } = answeringInTurn({ record_count: 5, page_size: 2, tickets: [] });
    const steps = crawl({ client, list: lists.tickets, selection: all, pageSize: 2 }, crawlStart);
    await expect(steps.next()).rejects.toThrow(IncompleteListError);
  });

  test('paging that is switched off in the middle', async () => {
    const connection = tenant({ tickets: 35 });
    const names = ['pageinate', 'page_no', 'page_size'];
    connection.api.faults.add({ fault: { kind: 'ignoredParameters', names }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(ListAlarm);
  });

  test('an order that is ignored', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresOrder['Tickets'] = 'default') });
    await expect(readAll(connection)).rejects.toThrow(OrderIgnoredError);
  });
});

describe('the page that is read ahead', () => {
  test('is asked for before the caller is done with the last one', async () => {
    const connection = tenant();
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    expect(pagesAsked(connection)).toEqual([1, 2]);
    await steps.return();
  });

  test('and fails there harms nobody who stops before it', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const connection = tenant();
      connection.api.faults.add({ fault: { kind: 'forbidden' }, after: 1, times: 9 });
      const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
      expect((await steps.next()).value?.ids).toHaveLength(10);
      await steps.return();
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
      expect(connection.requested.length).toBeGreaterThan(2);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  test('and fails there fails the caller who comes to it', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'forbidden' }, after: 1, times: 9 });
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    await expect(steps.next()).rejects.toThrow(PermissionDeniedError);
  });
});
