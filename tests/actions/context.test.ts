import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { utf8Length } from '../../actions/tickets/context/budget.js';
import { Bench } from './support/bench.js';

const Context = z.looseObject({
  ticket: z.looseObject({ id: z.string(), details: z.string().optional() }),
  actions: z.array(z.looseObject({ id: z.string(), note: z.string().optional(), is_private: z.boolean() })),
  attachments: z.array(z.looseObject({ id: z.string() })),
  assets: z.array(z.looseObject({ id: z.string() })),
  shortened: z.array(z.string()),
  left_out: z.array(z.looseObject({ part: z.string(), reason: z.string() })),
});

async function contextOf(bench: Bench, input: object = {}) {
  return Context.parse(await bench.succeed('get-ticket-context', { ticket_id: '1042', ...input }));
}

describe('get-ticket-context', () => {
  it('returns the ticket, its contact, the customer, the agreement, the files, and the newest action first', async () => {
    const bench = await Bench.open();
    const { contact_id: contact, customer_id: customer } = z
      .object({ contact_id: z.string(), customer_id: z.string() })
      .parse((await bench.succeed('get-ticket', { ticket_id: '1042' }))['ticket']);
    bench.tenant.actions.add(1042, { note: 'The newest', hiddenfromuser: true });
    const context = await contextOf(bench);
    expect(context).toMatchObject({
      ticket: { id: '1042' },
      requester: { id: contact },
      customer: { id: customer },
      sla: { name: expect.any(String) as string },
      actions: [{ note: 'The newest', is_private: true }, ...context.actions.slice(1)],
      shortened: [],
      left_out: [],
    });
    expect(context.attachments).toHaveLength(2);
    expect(context.actions.every((action) => !('note_html' in action))).toBe(true);
  });

  it('returns the assets and the contract of a ticket that has them', async () => {
    const bench = await Bench.open();
    await bench.succeed('link-ticket-assets', { ticket_id: '1039', add: ['501', '502'] });
    const context = await contextOf(bench, { ticket_id: '1039' });
    expect(context.assets.map(({ id }) => id)).toEqual(['501', '502']);
    expect(context).toMatchObject({ contract: { id: '3' } });
  });

  it.each([8000, 9000, 12_000, 20_000, 60_000])(
    'returns at most %i bytes, and names what is left out',
    async (bytes) => {
      const bench = await Bench.open();
      bench.tenant.tickets.edit(1042, { details: 'Ä'.repeat(9000) });
      for (let note = 0; note < 15; note += 1) bench.tenant.actions.add(1042, { note: `${note} ${'日'.repeat(1500)}` });
      const context = await contextOf(bench, { max_bytes: bytes });
      expect(utf8Length(JSON.stringify(context))).toBeLessThanOrEqual(bytes);
      expect(Buffer.byteLength(JSON.stringify(context))).toBe(utf8Length(JSON.stringify(context)));
      expect(context.shortened).toContain('ticket.details');
      expect(context.ticket.details).toMatch(/\(shortened\)$/);
      const left = context.left_out.some(({ part, reason }) => part === 'actions' && reason === 'budget');
      expect(left).toBe(bytes < 60_000 || context.actions.length < 15);
      const ids = context.actions.map(({ id }) => Number(id.split(':')[1]));
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    },
  );

  it('leaves out what it may not read, and says so', async () => {
    const bench = await Bench.open();
    bench.desk.application.permissions = ['read:tickets'];
    await bench.desk.renewElsewhere();
    const context = await contextOf(bench);
    expect(context.left_out).toEqual([
      { part: 'requester', reason: 'not_shown', count: 1 },
      { part: 'customer', reason: 'not_shown', count: 1 },
    ]);
    expect(context.actions.length).toBeGreaterThan(0);
  });

  it('says if older actions were not looked for', async () => {
    const bench = await Bench.open();
    for (let note = 0; note < 9; note += 1) bench.tenant.actions.add(1042);
    const { actions, left_out: left } = await contextOf(bench, { actions: 3 });
    expect(actions).toHaveLength(3);
    expect(left).toContainEqual({ part: 'actions', reason: 'older' });
  });
});
