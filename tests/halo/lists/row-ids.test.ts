import { describe, expect, test } from 'vitest';

import { crawlStart } from '../../../halo/lists/crawl.js';
import { readSnapshot } from '../../../halo/lists/id-list.js';
import { readItem } from '../../../halo/lists/item.js';
import { idText, numberOf } from '../../../halo/lists/row-ids.js';
import { recurringInvoiceList } from '../../../records/recurring-invoices.js';
import { all, readAll, tenant } from './reading.js';

const down = { idsCountDown: true } as const;

describe('the number of a row', () => {
  test.each([
    [{}, 12, 12],
    [{}, '12', 12],
    [{}, -12, undefined],
    [{}, 0, undefined],
    [down, -12, 12],
    [down, '-12', 12],
    [down, -1, 1],
    [down, 12, undefined],
    [down, 0, undefined],
    [down, 'none', undefined],
  ])('in %o of %o is %o', (list, id, number) => {
    expect(numberOf(list, id)).toBe(number);
    if (number !== undefined) expect(idText(list, number)).toBe(String(id));
  });
});

describe('a list whose ids count down', () => {
  const list = recurringInvoiceList;
  const small = () => tenant({ each: 35 });

  test('is read from the oldest row to the newest, by requesting descending ids', async () => {
    const connection = small();
    const { ids } = await readAll(connection, { list });
    expect(ids).toEqual(connection.tenant.living('recurring-invoices'));
    for (const request of connection.requested) expect(request).toContain('order=id&orderdesc=true');
  });

  test('hides no new row that appears between two pages', async () => {
    const connection = small();
    const store = connection.tenant.store('recurring-invoices');
    const { ids } = await readAll(connection, { list, between: () => void store.create() });
    expect(ids).toEqual(expect.arrayContaining([...store.ids()].slice(0, 35)));
  });

  test('gives its list of ids, and single rows by their negative ids', async () => {
    const { client, tenant: tenantOf, requested } = small();
    const snapshot = await readSnapshot(client, list, all, undefined);
    expect([...(snapshot?.ids ?? [])]).toEqual(tenantOf.living('recurring-invoices'));
    expect(await readItem(client, list, 12)).toMatchObject({ id: -12 });
    expect(requested.at(-1)).toContain('/RecurringInvoice/-12');
  });

  test('read as if its ids counted up, has no usable row', async () => {
    const { ids, position } = await readAll(small(), { list: { ...list, idsCountDown: undefined } });
    expect([ids, position.lastId]).toEqual([[], crawlStart.lastId]);
  });
});
