import { Ajv } from 'ajv';
import { expect, test } from 'vitest';

import { inLargeTenant, watchCheckpoints } from '../support/checkpoints.js';
import { representatives, rowsAPage, sizes, type Kind } from '../support/kinds.js';
import { World, type WorldOptions } from '../support/world.js';

/** Rows a page at most in these worlds. */
const page = 10;

/** A world of several pages in which everything of the sync is selected. */
function worldOf({ subject, types }: Kind, options: WorldOptions = {}): World {
  return new World({
    ...sizes(23),
    agents: 9,
    teams: 6,
    ...(types ? { types } : {}),
    ...options,
    metadata: { ...subject.metadata },
    adjust(switches) {
      switches.pageCaps = { default: page, Asset: 5 };
      subject.adjust?.(switches);
    },
  });
}

async function sameAsTenant(world: World, { subject }: Kind): Promise<void> {
  const living = await world.living(subject.model);
  const observed = new Map([...living].map(([id, record]) => [id, subject.observed(record)]));
  expect(Object.fromEntries(observed)).toEqual(Object.fromEntries(subject.expected(world.tenant)));
}

/** What every sync must do, whatever it reads. */
export function conformance(kind: Kind): void {
  const { sync, strategy, endpoint, declaration, subject } = kind;
  const { model } = subject;
  const change = (world: World, one: (typeof subject.changes)[number], pick = 0.5): void => {
    subject.apply(world.tenant, one === 'create' ? { kind: one } : { kind: one, pick }, `mark of ${one}`);
  };

  test('saves everything in the first run', async () => {
    const world = worldOf(kind);
    const { counts } = await world.sync(sync);
    await sameAsTenant(world, kind);
    expect(counts[model]?.added).toBe(subject.expected(world.tenant).size);
  });

  test('reports nothing in a second run, and in one a day later, if nothing changed', async () => {
    const world = worldOf(kind);
    await world.sync(sync);
    for (const pause of [5 * 60_000, 3_600_000, 25 * 3_600_000]) {
      world.clock.advance(pause);
      const { counts } = await world.sync(sync);
      expect(counts[model] ?? { added: 0, updated: 0, deleted: 0 }).toEqual({ added: 0, updated: 0, deleted: 0 });
    }
  });

  const visible = subject.changes.filter((one) => !['hide', 'blind', 'show', ...subject.needsSweep].includes(one));
  test.each(visible)('finds a change of the kind "%s"', async (one) => {
    const world = worldOf(kind);
    if (one === 'restore') change(world, 'delete');
    if (one === 'unarchive') change(world, 'archive');
    await world.sync(sync);
    world.clock.advance(5 * 60_000);
    change(world, one);
    world.clock.advance(5 * 60_000);
    await world.sync(sync);
    await sameAsTenant(world, kind);
  });

  test.each(subject.needsSweep)('finds a change of the kind "%s" within a day', async (one) => {
    const world = worldOf(kind);
    await world.sync(sync);
    change(world, one);
    world.clock.advance(25 * 3_600_000);
    await world.sync(sync);
    await sameAsTenant(world, kind);
  });

  test('continues where it was stopped', async () => {
    const unkilled = worldOf(kind);
    let calls = 0;
    unkilled.afterCall = (method) => {
      if (method === 'batchSave') calls += 1;
    };
    await unkilled.sync(sync);
    // Small lists are saved at once, the others page by page.
    expect(calls).toBeGreaterThan(strategy === 'reference' ? 0 : 2);
    for (let at = 1; at <= calls; at += 1) {
      const world = worldOf(kind);
      let left = at;
      world.afterCall = (method) => {
        if (method === 'batchSave' && --left === 0) throw new Error('killed');
      };
      const first = await world.run(sync);
      expect(first.success, `killed after batch ${at}`).toBe(false);
      expect((await world.living(model)).size).toBeGreaterThan(0);
      world.afterCall = undefined;
      await world.sync(sync);
      await sameAsTenant(world, kind);
    }
  });

  test('saves records that fit the published schema, with ids that are unique over the tenant', async () => {
    const world = worldOf(kind);
    await world.sync(sync);
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.addSchema({ $id: 'models', definitions: declaration.json_schema.definitions });
    const validate = ajv.compile({ $ref: `models#/definitions/${model}` });
    const records = [...(await world.living(model)).values()];
    for (const { _nango_metadata, ...record } of records) {
      // A record that is completed from its detail is saved a second time.
      expect(_nango_metadata.last_action).toBe(kind.readsDetails ? 'UPDATED' : 'ADDED');
      validate(record);
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  test('keeps its state below 350 bytes, however large the tenant', async () => {
    const world = worldOf(kind);
    const saved = watchCheckpoints(world, sync);
    await world.sync(sync);
    for (const pause of [5 * 60_000, 25 * 3_600_000]) {
      world.clock.advance(pause);
      for (const one of visible) change(world, one);
      await world.sync(sync);
    }
    const checkpoints = await saved();
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    const sizes = checkpoints.map((checkpoint) => JSON.stringify(inLargeTenant(checkpoint)).length);
    expect(Math.min(...sizes)).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(350);
  });

  test('saves nothing from an empty tenant', async () => {
    const none = { ...sizes(0), agents: 2, teams: 1 };
    const world = worldOf(kind, none);
    const { counts } = await world.sync(sync);
    expect(counts[model]?.added ?? 0).toBe(subject.expected(world.tenant).size);
    expect(counts[model]?.deleted ?? 0).toBe(0);
  });

  test.each([401, 403] as const)('fails if its own list is refused (%s), and not if another one is', async (status) => {
    const world = worldOf(kind, { application: { sight: { refused: { [endpoint]: status } } } });
    const refused = await world.run(sync);
    // The acting agent's own record is refused with the list of agents, by which a single refusal is distinguished from a refusal of everything.
    const code = sync === 'agents' && status === 401 ? 'halo_agent_refused' : 'halo_permission_denied';
    expect(refused).toMatchObject({ success: false, error: { cause: { code } } });
    const others = representatives.filter((other) => other.endpoint !== endpoint && other.strategy !== 'children');
    for (const other of others) expect(await world.run(other.sync), other.sync).toMatchObject({ success: true });
  });

  test('makes no more requests than its strategy allows', async () => {
    const world = worldOf(kind);
    await world.sync(sync);
    const rows = strategy === 'children' ? world.tenant.living('tickets').length : subject.expected(world.tenant).size;
    const pages = Math.ceil(rows / rowsAPage(kind, page));
    // As scripts/reference/costs.ts says; the children of each row, and its detail, are read by a request of their own. Of
    // children one more may be asked for, where the row moved later than the newest one that its list shows.
    const children = strategy === 'children' ? 2 * rows : kind.readsDetails ? rows : 0;
    expect(world.requested.length).toBeLessThanOrEqual(strategy === 'reference' ? 1 : pages + children + 10);
    world.clock.advance(5 * 60_000);
    await world.sync(sync);
    // A list without a filter for what changed is read whole each time, and with it some details (docs/strategies.md).
    const again = kind.readsWhole ? pages + (kind.readsDetails ? rows : 0) + 10 : 7;
    expect(world.requested.length).toBeLessThanOrEqual(strategy === 'reference' ? 1 : again);
  });
}
