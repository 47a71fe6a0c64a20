import { describe, expect, it } from 'vitest';

import { Inquiry } from '../../connection/inquiry.js';
import { toFindings } from '../../connection/judgement.js';
import { judgeWriting } from '../../connection/writing.js';
import { Desk } from '../support/functions.js';
import {
  networkError,
  ScriptedConnection,
  statusError,
  useSimulatedClock,
  type Scripted,
} from '../support/connection.js';

useSimulatedClock();
const limits = { requests: 10, time: 60_000, patience: 10_000 };

/** What is concluded from this answer to a write. */
async function findingsAfter(answer: Scripted) {
  const connection = new ScriptedConnection(() => answer);
  const writable = Object.assign(connection, {
    post: ({ endpoint }: { endpoint: string }) => connection.get({ endpoint }),
  });
  const findings = toFindings(await judgeWriting(new Inquiry(connection, limits), writable), []);
  return findings.map(({ code, severity, message }) => ({ code, severity, message }));
}

describe('a test write', () => {
  it.each([
    ['a row', { data: [{ id: 1 }] }],
    ['an empty list', { data: [] }],
    ['nothing', { status: 204, data: '' }],
  ])('that is answered with %s works', async (_name, answer) => {
    expect(await findingsAfter(answer)).toEqual([]);
  });

  it.each([
    [statusError(401), 'halo_write_refused', 'note'],
    [statusError(403), 'halo_write_refused', 'note'],
    [statusError(503), 'halo_read_only', 'warning'],
    [statusError(429), 'halo_rate_limited', 'warning'],
    [statusError(400, { error: { code: 'invalid_credentials', payload: {} } }), 'halo_no_token', 'error'],
  ])('that is refused with %s is %s', async (answer, code, severity) => {
    expect(await findingsAfter(answer)).toMatchObject([{ code, severity }]);
  });

  it.each<[Scripted, string]>([
    [statusError(400, 'A Site must be selected'), 'with status 400: A Site must be selected.'],
    [statusError(404), 'with status 404.'],
    [statusError(405), 'with status 405: no reason given.'],
    [statusError(409, { Message: 'A conflict.' }), 'with status 409: A conflict. Syncs work'],
    [statusError(422), 'with status 422: no reason given.'],
    [statusError(500), 'with status 500.'],
    [statusError(501, 'Not implemented'), 'with status 501.'],
    [statusError(502), 'with status 502.'],
    [networkError('ECONNRESET'), 'with no answer (ECONNRESET).'],
    [{ data: '<!DOCTYPE html><html>' }, 'with a web page.'],
  ])('that is answered with %s fails, whatever that is', async (answer, sentence) => {
    expect(await findingsAfter(answer)).toMatchObject([
      { code: 'halo_write_fails', severity: 'warning', message: expect.stringContaining(sentence) as string },
    ]);
  });

  it('for which no request is left is reported as not checked', async () => {
    const connection = new ScriptedConnection(() => ({ data: [] }));
    const writable = Object.assign(connection, { post: () => connection.get({ endpoint: '/Tickets' }) });
    const judgements = await judgeWriting(new Inquiry(connection, { ...limits, requests: 0 }), writable);
    expect(toFindings(judgements, [])).toMatchObject([{ code: 'halo_write_untried', severity: 'warning' }]);
    expect(connection.asked).toEqual([]);
  });
});

describe('diagnose-connection', () => {
  it.each([400, 404, 405, 409, 422, 501])(
    'with check_writing reports a problem if writing is answered with %i',
    async (status) => {
      const desk = await Desk.open();
      await desk.connect();
      const on = ({ path, method }: { path: string; method: string }) => method === 'POST' && path === '/api/Tickets';
      desk.api.faults.add({ fault: { kind: 'refused', status, sentence: 'No.' }, on });
      const { is_healthy: isHealthy, findings, budget } = await desk.diagnose({ check_writing: true });
      expect({ isHealthy, codes: findings.map(({ code }) => code) }).toEqual({
        isHealthy: false,
        codes: ['halo_write_fails'],
      });
      expect(budget.requests).toBe(desk.requested.length);
      expect((await desk.diagnose()).is_healthy).toBe(true);
    },
  );
});
