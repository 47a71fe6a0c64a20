import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';

import { subjects, type Subject } from '../properties/subject.js';
import { inLargeTenant, watchCheckpoints } from '../support/checkpoints.js';
import { deployedSyncs } from '../support/deployment.js';
import { World, type WorldOptions } from '../support/world.js';

/** The endpoint whose refusal stops a sync and no other; read from the requests that it makes first. */
const ownEndpoint: Readonly<Record<string, 'Tickets' | 'Client' | 'Site' | 'Users' | 'Asset' | 'Agent' | 'Team'>> = {
  tickets: 'Tickets',
  customers: 'Client',
  sites: 'Site',
  contacts: 'Users',
  assets: 'Asset',
  agents: 'Agent',
  teams: 'Team',
  'ticket-actions': 'Tickets',
};

const syncs = deployedSyncs();

/** A world of several pages in which everything of the sync is selected. */
function worldOf(subject: Subject, options: WorldOptions = {}): World {
  const sizes = { tickets: 23, customers: 23, sites: 23, contacts: 23, assets: 23, agents: 9, teams: 6 };
  return new World({
    ...sizes,
    ...options,
    metadata: { ...subject.metadata },
    adjust(switches) {
      switches.pageCaps = { default: 10, Asset: 5 };
      subject.adjust?.(switches);
    },
  });
}

async function sameAsTenant(world: World, subject: Subject): Promise<void> {
  const living = await world.living(subject.model);
  const observed = new Map([...living].map(([id, record]) => [id, subject.observed(record)]));
  expect(Object.fromEntries(observed)).toEqual(Object.fromEntries(subject.expected(world.tenant)));
}

test('every sync that is deployed has its conformance, and no other', () => {
  expect(subjects.map(({ sync }) => sync).sort()).toEqual(syncs.map(({ name }) => name).sort());
  expect(Object.keys(ownEndpoint).sort()).toEqual(syncs.map(({ name }) => name).sort());
});

describe.each(subjects)('$sync', (subject) => {
  const { sync, model } = subject;
  const change = (world: World, kind: (typeof subject.changes)[number], pick = 0.5): void => {
    subject.apply(world.tenant, kind === 'create' ? { kind } : { kind, pick }, `mark of ${kind}`);
  };

  test('the first run brings everything', async () => {
    const world = worldOf(subject);
    const { counts } = await world.sync(sync);
    await sameAsTenant(world, subject);
    expect(counts[model]?.added).toBe(subject.expected(world.tenant).size);
  });

  test('a second run, and one a day later, report nothing when nothing changed', async () => {
    const world = worldOf(subject);
    await world.sync(sync);
    for (const pause of [5 * 60_000, 3_600_000, 25 * 3_600_000]) {
      world.clock.advance(pause);
      const { counts } = await world.sync(sync);
      expect(counts[model] ?? { added: 0, updated: 0, deleted: 0 }).toEqual({ added: 0, updated: 0, deleted: 0 });
    }
  });

  const visible = subject.changes.filter((kind) => !['hide', 'blind', 'show', ...subject.needsSweep].includes(kind));
  test.each(visible)('sees a change of the kind "%s"', async (kind) => {
    const world = worldOf(subject);
    if (kind === 'restore') change(world, 'delete');
    if (kind === 'unarchive') change(world, 'archive');
    await world.sync(sync);
    world.clock.advance(5 * 60_000);
    change(world, kind);
    world.clock.advance(5 * 60_000);
    await world.sync(sync);
    await sameAsTenant(world, subject);
  });

  test.each(subject.needsSweep)('sees a change of the kind "%s" within a day', async (kind) => {
    const world = worldOf(subject);
    await world.sync(sync);
    change(world, kind);
    world.clock.advance(25 * 3_600_000);
    await world.sync(sync);
    await sameAsTenant(world, subject);
  });

  test('goes on where it was stopped', async () => {
    const unkilled = worldOf(subject);
    let calls = 0;
    unkilled.afterCall = (method) => {
      if (method === 'batchSave') calls += 1;
    };
    await unkilled.sync(sync);
    // Small lists are saved at once, the others page by page.
    expect(calls).toBeGreaterThan(['agents', 'teams'].includes(sync) ? 0 : 2);
    for (let at = 1; at <= calls; at += 1) {
      const world = worldOf(subject);
      let left = at;
      world.afterCall = (method) => {
        if (method === 'batchSave' && --left === 0) throw new Error('killed');
      };
      const first = await world.run(sync);
      expect(first.success, `killed after batch ${at}`).toBe(false);
      expect((await world.living(model)).size).toBeGreaterThan(0);
      world.afterCall = undefined;
      await world.sync(sync);
      await sameAsTenant(world, subject);
    }
  });

  test('saves records that fit the published schema, with ids that are unique over the tenant', async () => {
    const world = worldOf(subject);
    await world.sync(sync);
    const declaration = syncs.find(({ name }) => name === sync);
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.addSchema({ $id: 'models', definitions: declaration?.json_schema.definitions });
    const validate = ajv.compile({ $ref: `models#/definitions/${model}` });
    const records = [...(await world.living(model)).values()];
    for (const { _nango_metadata, ...record } of records) {
      expect(_nango_metadata.last_action).toBe('ADDED');
      validate(record);
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  test('keeps its state below 300 bytes, however large the tenant', async () => {
    const world = worldOf(subject);
    const saved = watchCheckpoints(world, sync);
    await world.sync(sync);
    for (const pause of [5 * 60_000, 25 * 3_600_000]) {
      world.clock.advance(pause);
      for (const kind of visible) change(world, kind);
      await world.sync(sync);
    }
    const checkpoints = await saved();
    expect(checkpoints.length).toBeGreaterThanOrEqual(3);
    const sizes = checkpoints.map((checkpoint) => JSON.stringify(inLargeTenant(checkpoint)).length);
    expect(Math.min(...sizes)).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(300);
  });

  test('makes nothing of an empty tenant', async () => {
    const none = { tickets: 0, customers: 0, sites: 0, contacts: 0, assets: 0, agents: 2, teams: 1 };
    const world = worldOf(subject, none);
    const { counts } = await world.sync(sync);
    expect(counts[model]?.added ?? 0).toBe(subject.expected(world.tenant).size);
    expect(counts[model]?.deleted ?? 0).toBe(0);
  });

  test.each([401, 403] as const)('is stopped by a refusal (%s) of its own list, and by no other', async (status) => {
    const endpoint = ownEndpoint[sync] ?? 'Tickets';
    const world = worldOf(subject, { application: { sight: { refused: { [endpoint]: status } } } });
    const refused = await world.run(sync);
    // The acting agent's own record is refused with the list of agents, by which a single refusal is told from all.
    const code = sync === 'agents' && status === 401 ? 'halo_agent_refused' : 'halo_permission_denied';
    expect(refused).toMatchObject({ success: false, error: { cause: { code } } });
    const others = subjects.filter((other) => ownEndpoint[other.sync] !== endpoint && other.sync !== 'ticket-actions');
    for (const other of others) expect(await world.run(other.sync), other.sync).toMatchObject({ success: true });
  });
});
