import { describe, expect, it } from 'vitest';
import type { SyncRun } from '../../../sandbox/platform/index.js';
import { tellChange, tellEvent } from '../../../scripts/start/tell.js';

const run: SyncRun = {
  job: 1,
  operationId: '1_a',
  sync: 'tickets',
  variant: 'base',
  models: ['Ticket'],
  connectionId: 'acme',
  providerConfigKey: 'halo-psa',
  status: 'success',
  startedAt: '2026-10-01T08:00:00.000Z',
  finishedAt: '2026-10-01T08:00:02.000Z',
  added: 1200,
  updated: 0,
  deleted: 2,
  counts: {},
  records: 3,
  requests: 1,
  ms: 2000,
};
const told = (changes: Partial<SyncRun>): string =>
  (tellEvent({ type: 'run.finished', run: { ...run, ...changes } }) ?? '').slice(9);

describe('what is printed while serving', () => {
  it('shows what a run changed, and what it cost', () => {
    expect(told({})).toBe('✔ tickets          1,200 added, 2 deleted; 1 request, 2.0 s');
    expect(told({ added: 0, deleted: 0, requests: 3 })).toBe('· tickets          nothing new; 3 requests, 2.0 s');
  });

  it('shows why a run failed, completely and on one line, whatever control characters an answer contained', () => {
    const message = `Halo denies\n  \u001b[31mthis ${'very '.repeat(200)}long`;
    const error = { type: 'halo_denied', message, payload: {} };
    expect(told({ status: 'stopped', error })).toBe(
      `✖ tickets          failed after 1 request, 2.0 s: Halo denies this ${'very '.repeat(200)}long`,
    );
  });

  it('shows changes in the tenant, and no other events', () => {
    const change = { at: '2026-10-01T08:00:00.000Z', kind: 'tickets', id: '7', what: 'closed' };
    expect(tellChange(change).slice(9)).toBe('→ Halo             tickets 7: closed');
    expect(tellEvent({ type: 'connections' })).toBeUndefined();
  });
});
