import { describe, expect, test } from 'vitest';

import { World } from '../support/world.js';
import { changes, hours, listingSyncs, livingIds, minutes, recordIds, rows, said } from './three.js';

/** Where changes are counted: a record that is completed from its detail is saved a second time. */
const listsAlone = { details: [] };

describe.each(listingSyncs)('$sync', (one) => {
  const { sync, model, kind } = one;
  const idOnly = ['honoured', 'ignored', 'paged', 'refused'] as const;

  test.each(idOnly)('a deleted row is reported if lists of ids are %s', async (how) => {
    const world = new World({ ...rows(120), adjust: (switches) => (switches.idOnly = how) });
    await world.sync(sync);
    world.clock.advance(hours(2));
    const [first = 0] = world.tenant.living(kind);
    world.tenant[kind].delete(first);
    world.clock.advance(hours(25));
    const result = await world.sync(sync);
    expect(changes(result)).toEqual({ added: 0, updated: 0, deleted: 1 });
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
  });

  test('a row that is deleted between two complete listings is reported by the next run', async () => {
    const world = new World(rows(120));
    await world.sync(sync);
    world.clock.advance(hours(2));
    world.tenant[kind].delete(world.tenant.living(kind)[3] ?? 0);
    world.clock.advance(minutes(5));
    expect(changes(await world.sync(sync)).deleted).toBe(1);
  });

  test('an archived record is kept and marked, and unmarked when it is restored', async () => {
    const world = new World({ ...rows(30), metadata: listsAlone });
    const id = world.tenant.living(kind).find((any) => !world.tenant[kind].require(any).inactive) ?? 0;
    await world.sync(sync);
    expect((await world.living(model)).get(String(id))).toMatchObject({ is_archived: false });
    for (const archived of [true, false]) {
      world.clock.advance(hours(2));
      if (archived) world.tenant[kind].archive(id);
      else world.tenant[kind].unarchive(id);
      world.clock.advance(minutes(5));
      expect(changes(await world.sync(sync))).toEqual({ added: 0, updated: 1, deleted: 0 });
      expect((await world.living(model)).get(String(id))).toMatchObject({ is_archived: archived });
    }
  });

  test('archived records are saved from the first run on', async () => {
    const world = new World(rows(60));
    await world.sync(sync);
    const archived = world.tenant.living(kind).filter((id) => world.tenant[kind].require(id).inactive);
    expect(archived.length).toBeGreaterThan(0);
    const records = await world.living(model);
    for (const id of archived) expect(records.get(String(id))).toMatchObject({ is_archived: true });
  });

  test('if "updated since" is ignored, a complete listing in each run finds edits and deletions', async () => {
    const world = new World({
      ...rows(120),
      metadata: listsAlone,
      adjust: (switches) => (switches.updatedSince[one.endpoint] = 'ignore'),
    });
    await world.sync(sync);
    world.clock.advance(hours(1));
    const [first = 0, second = 0] = world.tenant.living(kind);
    world.tenant[kind].delete(first);
    world.tenant[kind].archive(second);
    world.tenant[kind].unarchive(second);
    if (kind === 'customers') world.tenant.customers.edit(second, { name: 'Edited' });
    else world.tenant.assets.edit(second, { inventory_number: 'Edited' });
    world.clock.advance(minutes(5));
    expect(changes(await world.sync(sync))).toMatchObject({ updated: 1, deleted: 1 });
    expect(await recordIds(world, one)).toEqual(livingIds(world, one));
    expect(said(world).join('\n')).toMatch(/ignored/);
    // Asked once more whether it works, and not relied on.
    const asked = world.requested.filter((line) => line.includes('lastupdatefromdate='));
    expect(asked.filter((line) => !line.includes('lastupdatefromdate=2099'))).toEqual([]);
  });
});
