import { describe, expect, it } from 'vitest';

import { Inquiry } from '../../connection/inquiry.js';
import {
  networkError,
  ScriptedConnection,
  statusError,
  useSimulatedClock,
  type Scripted,
} from '../support/connection.js';

const simulated = useSimulatedClock();
const limits = { requests: 10, time: 60_000, patience: 10_000 };

/** What a question leaves behind for the conclusions. */
const notesOf = ({
  requests,
  refused,
  hints,
  remaining,
  durations,
  clockDifference,
  renewal,
  isOpen,
  left,
}: Inquiry) => ({
  ...{ requests, refused, hints, remaining, clockDifference, renewal, isOpen, left },
  durations: [...durations],
});

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    simulated.clock.setTimeout(resolve, milliseconds);
  });

/** A server whose first answer comes after so many milliseconds; later ones come at once. */
const slow = (milliseconds: number, answer: Scripted) =>
  new ScriptedConnection(async (_asked, turn) => {
    if (turn === 1) await wait(milliseconds);
    return turn === 1 ? answer : { data: { id: turn } };
  });

const headers = { date: 'Thu, 01 Oct 2026 12:00:00 GMT', 'x-ratelimit-remaining': '3' };
const late: readonly [string, Scripted][] = [
  ['an answer with the server’s clock and what is left of the budget', { data: { id: 1 }, headers }],
  ['a refusal for too many requests', statusError(429, '300 requests per 5 minutes', { 'retry-after': '60' })],
  ['a refusal', statusError(401)],
  [
    'an answer of Nango’s that there is no token',
    statusError(400, { error: { code: 'invalid_credentials', payload: {} } }),
  ],
  ['a connection that breaks off', networkError('ECONNRESET')],
];

describe('a question that is not answered in time', () => {
  it.each(late)('is abandoned: %s changes nothing if it comes late', async (_name, answer) => {
    const inquiry = new Inquiry(slow(25_000, answer), limits);
    expect(await inquiry.ask('/Tickets')).toEqual({ kind: 'unavailable', reason: 'ETIMEDOUT' });
    const then = notesOf(inquiry);
    expect(then).toMatchObject({ requests: 1, refused: 0, hints: {}, durations: [10_000], isOpen: true });
    await wait(30_000);
    expect(notesOf(inquiry)).toEqual(then);
    expect(await inquiry.ask('/Client')).toEqual({ kind: 'answer', body: { id: 2 } });
  });

  it.each(late)('is recorded if it comes in time: %s', async (_name, answer) => {
    const inquiry = new Inquiry(slow(9_000, answer), limits);
    const reply = await inquiry.ask('/Tickets');
    expect(reply).not.toEqual({ kind: 'unavailable', reason: 'ETIMEDOUT' });
    expect(inquiry.durations).toEqual([9_000]);
    if (reply.kind === 'answer') expect(notesOf(inquiry)).toMatchObject({ remaining: 3, clockDifference: 14_391_000 });
    if (reply.kind === 'rate-limited') {
      expect(notesOf(inquiry)).toMatchObject({ refused: 1, isOpen: false, hints: { retryAfter: 60_000, limit: 300 } });
    }
  });

  it('that ends the inquiry says nothing about the server', async () => {
    const inquiry = new Inquiry(slow(25_000, { data: {} }), { ...limits, time: 4_000 });
    expect(await inquiry.ask('/Tickets')).toEqual({ kind: 'unasked' });
    expect(await inquiry.ask('/Tickets')).toEqual({ kind: 'unasked' });
    expect(inquiry.requests).toBe(1);
  });
});
