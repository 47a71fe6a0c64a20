import { describe, expect, it } from 'vitest';

import { idOf } from '../../halo/lists/description.js';
import { core, syncNeeds } from '../../records/registry.js';
import { Desk } from '../support/functions.js';

describe('diagnose-connection', () => {
  it('finds nothing wrong in a correct set-up, and says what the connection sees', async () => {
    const desk = await Desk.open();
    await desk.connect();
    const diagnosis = await desk.diagnose();
    expect(diagnosis).toMatchObject({
      is_healthy: true,
      findings: [],
      summary: 'Nothing is wrong with this connection.',
      hostname: 'acme.halopsa.test',
      halo: { product: 'HaloPSA', tenant_id: 'acme', agent_id: '2' },
      token: { scopes_asked: 'all', was_renewed: false },
      agent: { is_api_only: true, is_disabled: false, departments: ['Service Desk'] },
      visible: { customers: 12, teams: 5 },
      clock: { difference_seconds: 0, dates_are_utc: true },
      budget: { refused: 0 },
    });
    expect(diagnosis.agent?.teams).toHaveLength(5);
    expect(diagnosis.visible.ticket_types?.map(({ name }) => name)).toEqual(['Incident', 'Service Request', 'Problem']);
  });

  it('checks every list of every sync, with a count, a sample and the syncs that need it', async () => {
    const desk = await Desk.open();
    await desk.connect();
    const { lists, budget } = await desk.diagnose();
    const needed = [...new Set(syncNeeds(core).flatMap(({ lists: needed }) => needed.map(idOf)))];
    expect(lists.map(({ name }) => name).toSorted()).toEqual(needed.toSorted());
    expect(lists.every(({ state }) => state === 'readable')).toBe(true);
    expect(lists.find(({ name }) => name === 'assets')).toEqual({
      name: 'assets',
      state: 'readable',
      permission: 'read:assets',
      count: 20,
      sample_id: '501',
      updated_since: 'filters',
      syncs: ['assets'],
    });
    expect(budget.requests).toBeLessThanOrEqual(40);
    expect(budget.requests).toBe(desk.requested.length);
  });

  it('says whether "updated since" filters', async () => {
    const desk = await Desk.open();
    desk.switches.updatedSince['Client'] = 'ignore';
    await desk.connect();
    const { lists, is_healthy: isHealthy } = await desk.diagnose();
    expect(lists.find(({ name }) => name === 'customers')?.updated_since).toBe('ignores');
    expect(lists.find(({ name }) => name === 'sites')?.updated_since).toBe('filters');
    expect(isHealthy).toBe(true);
  });

  it('names the cause, the step and the syncs of a refused list', async () => {
    const desk = await Desk.open();
    desk.application.sight = { refused: { Asset: 403 } };
    await desk.connect();
    const { lists, findings, summary } = await desk.diagnose();
    expect(lists.find(({ name }) => name === 'assets')).toMatchObject({
      state: 'refused',
      likely_cause: 'halo_permission_denied',
      step: 'step-4-set-application-permissions',
    });
    expect(findings).toMatchObject([{ severity: 'warning', resources: ['assets'], syncs: ['assets'] }]);
    expect(summary).toContain('(Syncs: assets.)');
  });

  it('says how many requests the tenant allows if answers show it', async () => {
    const desk = await Desk.open();
    await desk.connect();
    desk.switches.rateLimit = {
      limit: 5,
      windowSeconds: 300,
      retryAfter: true,
      remainingHeader: 'x-ratelimit-remaining',
      bodyStatesLimit: false,
      scope: 'tenant',
      countsRefused: false,
    };
    const started = desk.clock.now();
    const { budget, findings } = await desk.diagnose();
    expect(budget).toMatchObject({ refused: 1, remaining: 0 });
    expect(findings.map(({ code }) => code)).toEqual(['halo_rate_limited']);
    // It reports and does not wait.
    expect(desk.clock.now() - started).toBeLessThan(300_000);
  });

  it('removes the warnings of the connection check once they are fixed', async () => {
    const desk = await Desk.open();
    desk.application.sight = { refused: { Asset: 403 } };
    await desk.connect();
    expect(desk.metadata['halo_warnings']).toHaveLength(1);
    desk.application.sight = {};
    desk.api.tokens.revoke();
    await desk.diagnose();
    expect(desk.metadata['halo_warnings']).toEqual([]);
  });

  it('sends a test write only on request', async () => {
    const desk = await Desk.open();
    await desk.connect();
    await desk.diagnose();
    expect(desk.requested.every((request) => request.startsWith('GET '))).toBe(true);
    await desk.diagnose({ check_writing: true });
    expect(desk.requested.filter((request) => !request.startsWith('GET '))).toEqual(['POST /api/Tickets']);
    expect(desk.tenant.living('tickets')).toHaveLength(60);
  });
});
