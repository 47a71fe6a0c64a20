import { describe, expect, it } from 'vitest';

import { functionOf, exampleOf, Bench } from './support/bench.js';

const visit = exampleOf(functionOf('create-appointment'));
const withoutKey = Object.fromEntries(Object.entries(visit).filter(([name]) => name !== 'idempotency_key'));
const at = (time: string): number => Date.parse(`${time}Z`);

describe('create-appointment', () => {
  it('creates an appointment that the list shows, with the customer, site and contact of the ticket', async () => {
    const bench = await Bench.open('create-appointment');
    const { record } = await bench.succeed('create-appointment', visit);
    const ticket = bench.tenant.tickets.require(1042);
    expect(record).toMatchObject({
      subject: 'Replace the printer',
      started_at: '2026-12-01T09:00:00.000Z',
      ended_at: '2026-12-01T10:30:00.000Z',
      agent_id: '3',
      ticket_id: '1042',
      customer_id: String(ticket.client_id),
      site_id: String(ticket.site_id),
      contact_id: String(ticket.user_id),
      is_completed: false,
    });
    const window = { from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z', agent: '3' };
    expect((await bench.succeed('list-appointments', window))['appointments']).toContainEqual(record);
  });

  it('keeps the notes as they were given, with the key as their last line', async () => {
    const bench = await Bench.open();
    const output = await bench.succeed('create-appointment', visit);
    expect(output).not.toHaveProperty('changed_by_rules');
    expect(output['record']).toMatchObject({
      notes: expect.stringMatching(/^Ask for the key at reception\. \[key [0-9a-f]{24}\]$/) as string,
    });
    const plain = await bench.succeed('create-appointment', withoutKey);
    expect(plain['record']).toMatchObject({ notes: 'Ask for the key at reception.' });
  });

  it('finds the appointment of its key, however Halo applies the window and shows the notes', async () => {
    for (const window of ['overlapping', 'beginning', 'ignored'] as const) {
      const bench = await Bench.open();
      bench.desk.switches.appointmentWindow = window;
      bench.desk.switches.appointmentNotes = window === 'ignored' ? 'inDetail' : 'listed';
      const { id } = await bench.succeed('create-appointment', visit);
      expect(await bench.succeed('create-appointment', visit)).toMatchObject({ outcome: 'repeated', id });
    }
  });

  it('refuses values that do not fit before it sends a write', async () => {
    const bench = await Bench.open();
    const wrong = { ended_at: '2026-12-01T09:00:00Z', ticket_id: '9', contact_id: '999999', agent: 'Nobody' };
    expect(await bench.fail('create-appointment', { ...visit, ...wrong })).toMatchObject({
      code: 'halo_input_invalid',
      problems: ['ended_at', 'ticket_id', 'contact_id', 'agent'].map((field) => ({ field })),
    });
    expect(bench.writes).toEqual([]);
  });
});

describe('list-appointments', () => {
  /** One that began the day before, one within the day, and a task that is done. */
  async function open(): Promise<Bench> {
    const bench = await Bench.open();
    const { appointments: store } = bench.tenant;
    for (const id of store.ids()) store.delete(id);
    const plain = { agent_id: 4, client_id: 21, ticket_id: 1042, is_task: false, complete_status: -1, deleted: false };
    store.create({ ...plain, start_date: at('2026-12-02T22:00:00'), end_date: at('2026-12-03T08:00:00') });
    store.create({ ...plain, start_date: at('2026-12-03T10:00:00'), end_date: at('2026-12-03T11:00:00') });
    const task = { ...plain, is_task: true, complete_status: 0, agent_id: 5, client_id: 22, ticket_id: 0 };
    store.create({ ...task, start_date: at('2026-12-03T09:00:00'), end_date: at('2026-12-03T09:30:00') });
    return bench;
  }

  const day = { from: '2026-12-03T00:00:00Z', to: '2026-12-04T00:00:00Z' };

  async function times(bench: Bench, input: object): Promise<string[]> {
    const { appointments: found } = functionOf('list-appointments').output.parse(
      await bench.succeed('list-appointments', { ...day, ...input }),
    ) as { appointments: { started_at: string }[] };
    return found.map(({ started_at: start }) => start.slice(11, 16));
  }

  it('lists what begins in the window, in order, however Halo applies the window', async () => {
    for (const window of ['overlapping', 'beginning', 'ignored'] as const) {
      const bench = await open();
      bench.desk.switches.appointmentWindow = window;
      expect(await times(bench, {}), window).toEqual(['09:00', '10:00']);
    }
  });

  it('narrows by agent, customer, ticket, kind and completion', async () => {
    const bench = await open();
    expect(await times(bench, { agent: '5' })).toEqual(['09:00']);
    expect(await times(bench, { customer_id: '21' })).toEqual(['10:00']);
    expect(await times(bench, { ticket_id: 1042 })).toEqual(['10:00']);
    expect(await times(bench, { only: 'tasks' })).toEqual(['09:00']);
    expect(await times(bench, { only: 'appointments' })).toEqual(['10:00']);
    expect(await times(bench, { open_only: true })).toEqual(['10:00']);
  });

  it('says if a window contains more than it reads, and refuses an invalid window', async () => {
    const bench = await open();
    for (let count = 0; count < 501; count += 1)
      bench.tenant.appointments.create({
        start_date: at('2026-12-03T12:00:00'),
        end_date: at('2026-12-03T13:00:00'),
      });
    expect(await bench.succeed('list-appointments', day)).toMatchObject({ is_whole: false });
    for (const to of [day.from, '2027-12-31T00:00:00Z']) {
      expect(await bench.fail('list-appointments', { ...day, to })).toMatchObject({ problems: [{ field: 'to' }] });
    }
  });
});
