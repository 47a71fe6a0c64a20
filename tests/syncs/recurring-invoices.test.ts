import { expect, test } from 'vitest';

import { sizes } from '../support/kinds.js';
import { World } from '../support/world.js';
import { changes, hours, said } from './three.js';

const sync = 'recurring-invoices';

test("records have Halo's negative ids and their lines, and follow additions and deletions", async () => {
  const world = new World({ ...sizes(12), adjust: (switches) => (switches.pageCaps.default = 5) });
  await world.sync(sync);
  const store = world.tenant.store(sync);
  const before = await world.living('RecurringInvoice');
  expect([...before.keys()].sort()).toEqual(
    store
      .ids()
      .map((id) => `-${id}`)
      .sort(),
  );
  for (const record of before.values()) {
    expect(record).toMatchObject({ is_complete: true });
    expect(record['lines']).not.toEqual([]);
  }

  world.clock.advance(hours(6));
  store.delete(3);
  store.change(4, 'reference', 'Another reference');
  const { id } = store.create();
  expect(changes(await world.sync(sync))).toMatchObject({ added: 1, deleted: 1 });
  const after = await world.living('RecurringInvoice');
  expect(after.has('-3')).toBe(false);
  expect(after.get('-4')).toMatchObject({ reference: 'Another reference', is_complete: true });
  expect(after.has(`-${id}`)).toBe(true);
});

test('a row without a negative id is named in the log, and the others are stored', async () => {
  const world = new World({ ...sizes(4), adjust: (switches) => (switches.oddRows['RecurringInvoice'] = 'idZero') });
  await world.sync(sync);
  expect([...(await world.living('RecurringInvoice')).keys()].sort()).toEqual(['-2', '-3', '-4']);
  expect(said(world, 'warn').join()).toContain('a row on page 1 has the id 0');
});
