import { describe, expect, test } from 'vitest';

import type { Fault } from '../../sandbox/halo/index.js';
import { World, type WorldOptions } from '../support/world.js';
import { changes, failureOf, hours, livingIds, minutes, recordIds, rows, three } from './three.js';

const world = (options: WorldOptions = {}) => new World({ ...rows(60), ...options });

describe.each(three)('$sync', (one) => {
  const { sync, endpoint, path } = one;

  describe('of an agent who can see nothing', () => {
    test('because it belongs to no team ends in its own error, and saves nothing', async () => {
      const it = world({ application: { sight: { blind: true } } });
      it.tenant.agents.edit(it.application.agentId, { team_ids: [] });
      const result = await it.run(sync);
      expect(failureOf(result)).toMatchObject({ code: 'halo_agent_sees_nothing' });
      expect(failureOf(result).message).toMatch(/See step 2 of the connect guide/);
    });

    test('from one day to the next deletes nothing', async () => {
      const it = world();
      await it.sync(sync);
      it.application.sight.blind = true;
      it.clock.advance(hours(25));
      const result = await it.run(sync);
      expect(result.success).toBe(false);
      expect(changes(result).deleted).toBe(0);
      expect(await recordIds(it, one)).toEqual(livingIds(it, one));
    });
  });

  test('of a small tenant that the agent can no longer see deletes nothing', async () => {
    const it = world(rows(8));
    await it.sync(sync);
    it.application.sight.blind = true;
    it.clock.advance(hours(25));
    expect(changes(await it.run(sync)).deleted).toBe(0);
  });

  test('of a token without a scope ends in its own error', async () => {
    const it = world({ scopes: '' });
    expect(failureOf(await it.run(sync))).toMatchObject({ code: 'halo_scope_missing' });
  });

  test.each([401, 403] as const)(
    'with a scope for other lists (%d) ends with the missing permission',
    async (status) => {
      const it = world({ scopes: 'read:contracts', adjust: (switches) => (switches.narrowScopeStatus = status) });
      const result = await it.run(sync);
      expect(failureOf(result).code).toBe('halo_permission_denied');
      expect(failureOf(result).message).toMatch(/See step 4 of the connect guide/);
    },
  );

  test.each([401, 403] as const)(
    'of which only this list is refused (%d) fails alone, and the other syncs run',
    async (status) => {
      const it = world({ application: { sight: { refused: { [endpoint]: status } } } });
      const result = await it.run(sync);
      expect(failureOf(result)).toMatchObject({ code: 'halo_permission_denied' });
      expect(failureOf(result).message).toContain(one.kind);
      for (const other of three.filter(({ kind }) => kind !== one.kind)) {
        await it.sync(other.sync);
        expect(await recordIds(it, other)).toEqual(livingIds(it, other));
      }
    },
  );

  test('that is refused after a successful run deletes nothing, and continues when access is restored', async () => {
    const it = world();
    await it.sync(sync);
    it.application.sight.refused = { [endpoint]: 403 };
    it.clock.advance(hours(25));
    const result = await it.run(sync);
    expect([failureOf(result).code, changes(result).deleted]).toEqual(['halo_permission_denied', 0]);
    it.application.sight.refused = {};
    it.clock.advance(minutes(5));
    await it.sync(sync);
    expect(await recordIds(it, one)).toEqual(livingIds(it, one));
  });

  test('of a disabled agent names the agent', async () => {
    const it = world();
    it.tenant.agents.archive(it.application.agentId);
    expect(failureOf(await it.run(sync)).message).toMatch(/See step 2 of the connect guide/);
  });

  test('whose token expires in the middle continues with a new one', async () => {
    const it = world({ metadata: { page_size: 10 } });
    let pages = 0;
    it.api.onRequest = ({ query }) => {
      if (query.get('page_no') === '4' && pages++ === 0) it.api.tokens.revoke();
    };
    await it.sync(sync);
    expect(pages).toBeGreaterThan(0);
    expect(await recordIds(it, one)).toEqual(livingIds(it, one));
  });

  test('of an application that is deactivated in the middle reports that there is no token, and continues later', async () => {
    const it = world({ metadata: { page_size: 10 } });
    it.api.onRequest = ({ query }) => {
      if (query.get('page_no') !== '4' || !it.application.active) return;
      it.application.active = false;
      it.api.tokens.revoke();
    };
    expect(failureOf(await it.run(sync)).code).toBe('halo_no_token');
    it.api.onRequest = undefined;
    it.application.active = true;
    await it.sync(sync);
    expect(await recordIds(it, one)).toEqual(livingIds(it, one));
  });

  test.each([
    ['a web page instead of Halo', 'html', 'halo_not_an_api'],
    ['another product', 'otherProduct', 'halo_not_an_api'],
  ] as const)('of %s is no Halo', async (_name, hostAnswers, code) => {
    const it = world();
    await it.sync(sync);
    it.switches.hostAnswers = hostAnswers;
    it.clock.advance(minutes(5));
    const result = await it.run(sync);
    expect([failureOf(result).code, changes(result).deleted]).toEqual([code, 0]);
    it.switches.hostAnswers = 'halo';
    await it.sync(sync);
  });

  test('of a server in maintenance reports that, and continues later', async () => {
    const it = world();
    await it.sync(sync);
    it.switches.maintenance = 'down';
    it.clock.advance(minutes(5));
    expect(failureOf(await it.run(sync)).code).toBe('halo_unavailable');
    it.switches.maintenance = 'off';
    await it.sync(sync);
    expect(await recordIds(it, one)).toEqual(livingIds(it, one));
  });

  test.each<[string, Fault, string]>([
    ['an unreadable container', { kind: 'truncated' }, 'halo_unreadable_answer'],
    ['an empty body', { kind: 'emptyBody' }, 'halo_unreadable_answer'],
    ['a server error', { kind: 'serverError', status: 500 }, 'halo_unavailable'],
    ['a dropped connection', { kind: 'dropped', when: 'before' }, 'halo_unavailable'],
    ['a page that repeats', { kind: 'repeatedPage' }, 'halo_page_repeated'],
  ])(
    'whose second page always fails with %s stops with its code, deletes nothing, and continues later',
    async (_n, fault, code) => {
      const it = world({ metadata: { page_size: 10 } });
      await it.sync(sync);
      const before = await recordIds(it, one);
      await it.checkpoints.clear(1, '');
      const on = ({ path: asked, query }: { path: string; query: URLSearchParams }) =>
        asked.toLowerCase() === path.toLowerCase() && query.get('page_no') === '2';
      it.api.faults.add({ fault, on, times: 999 });
      const result = await it.run(sync);
      expect([failureOf(result).code, changes(result).deleted]).toEqual([code, 0]);
      expect(await recordIds(it, one)).toEqual(before);
      it.api.faults.clear();
      await it.sync(sync);
      expect(await recordIds(it, one)).toEqual(livingIds(it, one));
    },
  );
});

test('an application that does not log in as an agent sees no assets, which is not taken for an empty tenant', async () => {
  const it = world({ application: { loginType: 'application' } });
  const result = await it.run('assets');
  expect(result.success).toBe(false);
});

test('the error of a failed run contains no secret', async () => {
  const it = world({ application: { sight: { refused: { Tickets: 401 } } } });
  const result = await it.run('tickets');
  expect(result.success).toBe(false);
  if (result.success) return;
  const shown = JSON.stringify([result.error.payload, it.log]);
  expect(shown).not.toContain(it.application.clientSecret);
  expect(shown).not.toMatch(/sim\.\d{6}/);
});
