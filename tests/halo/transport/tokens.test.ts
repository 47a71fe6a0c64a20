import { beforeEach, describe, expect, it } from 'vitest';

import { NetworkError } from '../../../sandbox/platform/index.js';
import { Desk } from '../../support/functions.js';

const tickets = 650;
const isTicketPage = (request: string): boolean => request === 'GET /api/Tickets';

let desk: Desk;
/** What a sync asks for when nothing goes wrong. */
let usual: readonly string[];

beforeEach(async () => {
  const calm = await Desk.open({ tickets });
  await calm.import();
  await calm.run('sync', 'tickets');
  usual = [...calm.requested];
  desk = await Desk.open({ tickets });
  await desk.import();
});

/** Lets something happen just before the nth page of tickets is answered. */
function beforePage(number: number, happen: () => void): void {
  let page = 0;
  desk.api.onRequest = ({ path }) => {
    if (path === '/api/Tickets' && (page += 1) === number) happen();
  };
}

const runTickets = () => desk.run('sync', 'tickets');
const codeOf = (result: Awaited<ReturnType<typeof runTickets>>): unknown =>
  result.success ? undefined : result.error.payload['code'];

describe('a token that expires while Nango considers it valid', () => {
  it('in the middle of a page costs one token and one request, and loses no row', async () => {
    beforePage(4, () => {
      desk.api.tokens.revoke();
    });
    expect((await runTickets()).success).toBe(true);
    expect(await desk.count('Ticket')).toBe(tickets);
    expect(desk.tokenRequests).toBe(2);
    expect(desk.requested.filter((request) => request.startsWith('GET'))).toHaveLength(usual.length + 1);
  });

  it('again and again, because it is valid for a shorter time than stated, costs one token each time', async () => {
    // Nango renews a token 15 minutes before its promised hour is over: these end after ten.
    desk.switches.tokens.endsEarlySeconds = 3000;
    desk.api.tokens.revoke();
    desk.switches.slowMs = 150_000;
    expect((await runTickets()).success).toBe(true);
    expect(await desk.count('Ticket')).toBe(tickets);
    const refused = desk.requested.filter((request) => request.startsWith('GET')).length - usual.length;
    expect(refused).toBeGreaterThanOrEqual(3);
    expect(desk.tokenRequests).toBeLessThanOrEqual(1 + refused);
  });

  it('because another execution got a new one is replaced by that one, which stays valid', async () => {
    desk.switches.tokens.revokesEarlier = true;
    let elsewhere: Promise<void> | undefined;
    beforePage(3, () => {
      elsewhere = desk.renewElsewhere();
    });
    expect((await runTickets()).success).toBe(true);
    await elsewhere;
    expect(await desk.count('Ticket')).toBe(tickets);
    expect(desk.requested.filter((request) => request.startsWith('GET')).length).toBeGreaterThan(usual.length);
    // One to connect and the other execution's.
    expect(desk.tokenRequests).toBe(2);
  });

  it('is renewed by simultaneous syncs, none of which fails because another one renewed it later', async () => {
    desk.switches.tokens.revokesEarlier = true;
    desk.api.tokens.revoke();
    const results = await Promise.all(
      ['tickets', 'customers', 'assets', 'sites'].map((sync) => desk.run('sync', sync)),
    );
    expect(results.map(({ success }) => success)).toEqual([true, true, true, true]);
    // One to connect, and one for each sync at the most.
    expect(desk.tokenRequests).toBeLessThanOrEqual(1 + results.length);
  });
});

describe('a refusal that a new token does not resolve', () => {
  it.each([401, 403] as const)('of one list with %i ends the run after one token and one retry', async (status) => {
    desk.application.sight = { refused: { Tickets: status } };
    desk.api.tokens.revoke();
    await desk.reconfigure();
    const before = desk.tokenRequests;
    expect(codeOf(await runTickets())).toBe('halo_permission_denied');
    expect(desk.requested.filter(isTicketPage)).toHaveLength(2);
    // One for the token that was revoked, one for the list.
    expect(desk.tokenRequests - before).toBe(2);
    expect(desk.requested.length).toBeLessThanOrEqual(8);
  });

  it('of one list leaves the other syncs alone', async () => {
    desk.application.sight = { refused: { Asset: 401 } };
    desk.api.tokens.revoke();
    expect(codeOf(await desk.run('sync', 'assets'))).toBe('halo_permission_denied');
    expect((await desk.run('sync', 'customers')).success).toBe(true);
  });

  it('that begins in the middle of a run keeps what was read', async () => {
    beforePage(4, () => {
      desk.application.sight = { refused: { Tickets: 401 } };
      desk.api.tokens.revoke();
    });
    expect(codeOf(await runTickets())).toBe('halo_permission_denied');
    // The first page has ten rows, which the second one brings again.
    expect(await desk.count('Ticket')).toBe(200);
    expect(desk.tokenRequests).toBe(2);
    desk.application.sight = {};
    desk.api.onRequest = undefined;
    expect((await runTickets()).success).toBe(true);
    expect(await desk.count('Ticket')).toBe(tickets);
  });

  it('of everything, because the agent was disabled, names the agent', async () => {
    beforePage(3, () => {
      desk.tenant.agents.edit(desk.application.agentId, { inactive: true });
    });
    expect(codeOf(await runTickets())).toBe('halo_agent_refused');
    expect(desk.tokenRequests).toBe(2);
    expect(desk.requested.slice(-2)).toEqual(['GET /api/Tickets', 'GET /api/Agent/me']);
  });

  it('of everything, because no scope is asked for, names the scope', async () => {
    desk.config = { hostname: desk.config['hostname'] };
    await desk.reconfigure();
    desk.api.tokens.revoke();
    expect(codeOf(await runTickets())).toBe('halo_scope_missing');
    // Lists of names that are refused may cost a token each, those of ticket types and of statuses; they are not asked again.
    expect(desk.tokenRequests).toBeLessThanOrEqual(4);
  });
});

describe('a token that cannot be renewed', () => {
  const revokeAnd = (happen: () => void): void => {
    beforePage(3, () => {
      desk.api.tokens.revoke();
      happen();
    });
  };

  it('because the application is inactive ends the run at once', async () => {
    revokeAnd(() => {
      desk.application.active = false;
    });
    expect(codeOf(await runTickets())).toBe('halo_no_token');
    expect(desk.tokenRequests).toBe(2);
    expect(desk.requested.at(-1)).toBe('POST /auth/token');
  });

  it('because the secret was changed looks the same', async () => {
    revokeAnd(() => {
      desk.application.clientSecret = 'another';
    });
    expect(codeOf(await runTickets())).toBe('halo_no_token');
  });

  it('because the server cannot be reached looks the same, and the next run succeeds', async () => {
    revokeAnd(() => {
      desk.network = ({ pathname }) =>
        pathname === '/auth/token' ? new NetworkError('ECONNRESET', 'socket hang up') : undefined;
    });
    expect(codeOf(await runTickets())).toBe('halo_no_token');
    desk.network = undefined;
    desk.api.onRequest = undefined;
    // Nango itself waits half a minute after a renewal that failed.
    desk.clock.advance(31_000);
    expect((await runTickets()).success).toBe(true);
    expect(await desk.count('Ticket')).toBe(tickets);
  });

  it('and that Nango does not try to renew for a while is not reported as an answer of Halo', async () => {
    desk.application.active = false;
    desk.clock.advance(3_600_000);
    expect(codeOf(await runTickets())).toBe('halo_no_token');
    expect(codeOf(await runTickets())).toBe('halo_no_token');
    expect(desk.requested).toEqual([]);
  });

  it('shows neither secret nor token', async () => {
    revokeAnd(() => {
      desk.application.active = false;
    });
    const result = await runTickets();
    const shown = JSON.stringify({ ...result, error: result.success ? {} : result.error.payload });
    expect(shown).not.toContain(desk.application.clientSecret);
    expect(shown).not.toContain(desk.connection.credentials.token);
  });
});
