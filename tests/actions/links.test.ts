import { describe, expect, it } from 'vitest';

import { Bench } from './support/bench.js';

const link = { ticket_id: '1042', other_ticket_id: '1043' };

function parents({ tenant }: Bench): unknown[] {
  return [1042, 1043].map((id) => tenant.tickets.require(id).parent_id);
}

function related({ tenant }: Bench): unknown[] {
  return [1042, 1043].map((id) => tenant.tickets.require(id).writtenDetail?.['related_tickets'] ?? []);
}

describe('link-tickets', () => {
  it('sets the parent of the child, whichever of them is named first', async () => {
    const bench = await Bench.open();
    const first = await bench.succeed('link-tickets', { ...link, relation: 'parent' });
    expect(first).toMatchObject({ id: '1042', confirmed: true, record: { id: '1042', parent_id: '1043' } });
    expect(parents(bench)).toEqual([1043, 0]);
    await bench.succeed('link-tickets', { ...link, relation: 'parent', remove: true });
    expect(parents(bench)).toEqual([0, 0]);
    const second = await bench.succeed('link-tickets', { ...link, relation: 'child' });
    expect(second).toMatchObject({ id: '1043', record: { id: '1043', parent_id: '1042' } });
    expect(parents(bench)).toEqual([0, 1042]);
  });

  it('creates no circle, and replaces another parent only on request', async () => {
    const bench = await Bench.open();
    await bench.succeed('link-tickets', { ...link, relation: 'parent' });
    const { problems } = await bench.fail('link-tickets', { ...link, relation: 'child' });
    expect(problems).toEqual([{ field: 'other_ticket_id', message: 'ticket 1043 is the parent of ticket 1042' }]);
    const other = { ticket_id: '1042', relation: 'parent', other_ticket_id: '1044' };
    expect((await bench.fail('link-tickets', other)).message).toContain('has the parent 1043 already');
    expect(await bench.succeed('link-tickets', { ...other, remove: true })).toMatchObject({ outcome: 'unchanged' });
    expect(parents(bench)).toEqual([1043, 0]);
    await bench.succeed('link-tickets', { ...other, replace_parent: true });
    expect(parents(bench)).toEqual([1044, 0]);
  });

  it('relates tickets on both sides, keeps other relations, and removes one', async () => {
    const bench = await Bench.open();
    const relation = { ...link, relation: 'related' };
    expect(await bench.succeed('link-tickets', relation)).toMatchObject({ outcome: 'changed', confirmed: true });
    expect(await bench.succeed('link-tickets', relation)).toMatchObject({ outcome: 'unchanged' });
    await bench.succeed('link-tickets', { ...relation, other_ticket_id: '1044' });
    await bench.succeed('link-tickets', { ...relation, remove: true });
    expect(related(bench)).toMatchObject([[{ id: 1044 }], []]);
  });

  it('says that it could not confirm a relation that the tenant does not keep', async () => {
    const bench = await Bench.open();
    bench.desk.switches.relatedTickets = 'ignored';
    const result = await bench.succeed('link-tickets', { ...link, relation: 'related' });
    expect(result).toMatchObject({ outcome: 'changed', confirmed: false });
  });

  it('refuses a ticket that does not exist, and a ticket with itself', async () => {
    const bench = await Bench.open();
    for (const relation of ['parent', 'child', 'related']) {
      const missing = { ...link, relation, other_ticket_id: '999999' };
      expect(await bench.fail('link-tickets', missing)).toMatchObject({ code: 'halo_not_found' });
      const itself = { ...link, relation, other_ticket_id: '1042' };
      expect(await bench.fail('link-tickets', itself)).toMatchObject({ code: 'halo_input_invalid' });
    }
    expect(bench.writes).toEqual([]);
  });
});
