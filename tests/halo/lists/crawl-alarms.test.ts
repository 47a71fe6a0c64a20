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

describe('a crawl whose server answers wrongly', () => {
  test('stops with an error if a page comes a second time although more rows are due', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'repeatedPage' }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('stops with an error if the last page is the previous one again', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'repeatedPage' }, after: 3 });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('stops with an error if every page is the first one', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresPaging['Tickets'] = 'firstPage') });
    await expect(readAll(connection)).rejects.toThrow(RepeatedPageError);
  });

  test('ends and hands out no row twice if page numbers are ignored and there is no count', async () => {
    const connection = tenant({
      adjust: (switches) => {
        switches.ignoresPaging['Tickets'] = 'firstPage';
        switches.recordCount = 'missing';
      },
    });
    expect((await readAll(connection)).ids).toEqual(connection.tenant.living('tickets').slice(0, 10));
  });

  test('stops with an error if a page is empty although more rows are due', async () => {
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

  test('stops with an error if the first page is empty although the server counts rows', async () => {
    const { client } = answeringInTurn({ record_count: 5, page_size: 2, tickets: [] });
    const steps = crawl({ client, list: lists.tickets, selection: all, pageSize: 2 }, crawlStart);
    await expect(steps.next()).rejects.toThrow(IncompleteListError);
  });

  test('stops with an error if paging is switched off in the middle', async () => {
    const connection = tenant({ tickets: 35 });
    const names = ['pageinate', 'page_no', 'page_size'];
    connection.api.faults.add({ fault: { kind: 'ignoredParameters', names }, after: 2 });
    await expect(readAll(connection)).rejects.toThrow(ListAlarm);
  });

  test('stops with an error if the order is ignored', async () => {
    const connection = tenant({ adjust: (switches) => (switches.ignoresOrder['Tickets'] = 'default') });
    await expect(readAll(connection)).rejects.toThrow(OrderIgnoredError);
  });
});

describe('the page that is requested ahead', () => {
  test('is requested before the caller has finished with the page before', async () => {
    const connection = tenant();
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    expect(pagesAsked(connection)).toEqual([1, 2]);
    await steps.return();
  });

  test('does no harm if it fails and the caller stops before it', async () => {
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

  test('stops the caller with its error when the caller reaches it', async () => {
    const connection = tenant();
    connection.api.faults.add({ fault: { kind: 'forbidden' }, after: 1, times: 9 });
    const steps = crawl({ client: connection.client, list: lists.tickets, selection: all, pageSize: 10 }, crawlStart);
    await steps.next();
    await expect(steps.next()).rejects.toThrow(PermissionDeniedError);
  });
});
