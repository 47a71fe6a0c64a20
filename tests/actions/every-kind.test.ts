import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { functions } from '../../actions/registry.js';
import type { SwitchOverrides } from '../../sandbox/halo/index.js';
import { hostname } from '../support/functions.js';
import { Bench, census, functionOf } from './support/bench.js';

/** Tickets, projects and opportunities are records of one table: what takes the id of one takes those of the others. */

const kinds = [
  { kind: 'project', domain: 'prjs', tickettype_id: 5, endpoint: 'Projects', sync: 'projects', model: 'Project' },
  { kind: 'opportunity', domain: 'opps', tickettype_id: 6, endpoint: 'Opportunities', sync: 'opportunities', model: 'Opportunity' },
] as const; // prettier-ignore
type Kind = (typeof kinds)[number];

/** What costs are measured on is separate too, and refuses ids of the others. Where one kind is like the other, one is played. */
const builds = [
  { build: 'separate, and make a record of an id that they do not know', switches: { foreignTicketIds: 'created' } },
  { build: 'separate, and know the ids of the others', switches: { foreignTicketIds: 'known' }, only: 'project' },
  { build: 'one that holds all, and two others', switches: { ticketDomains: 'ticketsHoldAll' } },
  { build: 'one list', switches: { ticketDomains: 'shared' }, only: 'opportunity' },
] as const satisfies readonly { build: string; switches: SwitchOverrides; only?: Kind['kind'] }[];

/** A call about one record, or about two of a kind. */
interface Case {
  readonly name: string;
  readonly input: (id: number, other: number) => Record<string, unknown>;
  readonly prepare?: (bench: Bench, id: number) => unknown;
  /** What of the answer is about the record; default: the record that was written. */
  readonly shows?: string;
  /** Whether the record goes or is another one than the table of tickets has, so that no sync of it can be compared. */
  readonly isElse?: true;
}

const work = { note: 'Looked into it.', idempotency_key: 'call-2026-11-27' };
const about =
  (rest: Record<string, unknown> = {}) =>
  (id: number) => ({ ticket_id: String(id), ...rest });

const cases: readonly Case[] = [
  { name: 'get-ticket', input: about(), shows: 'ticket' },
  { name: 'get-ticket-context', input: about(), shows: 'ticket', isElse: true },
  { name: 'update-ticket', input: about({ summary: 'A new office', status: 'In Progress' }) },
  { name: 'assign-ticket', input: about({ team: 'Infrastructure' }) },
  { name: 'close-ticket', input: about() },
  { name: 'reopen-ticket', input: about(), prepare: ({ tenant }, id) => tenant.tickets.close(id) },
  { name: 'merge-tickets', input: (id, other) => ({ ticket_id: id, into_ticket_id: other }) },
  ...['parent', 'child', 'related'].map((relation) => ({
    name: 'link-tickets',
    input: (id: number, other: number) => ({ ticket_id: id, relation, other_ticket_id: other }),
  })),
  { name: 'link-tickets', input: about({ relation: 'parent', other_ticket_id: '1043' }) },
  { name: 'link-ticket-assets', input: about({ add: ['503'] }) },
  { name: 'delete-ticket', input: about(), isElse: true },
  {
    name: 'restore-ticket',
    input: about(),
    prepare: ({ tenant }, id) => {
      tenant.tickets.delete(id);
    },
  },
  {
    name: 'set-custom-fields',
    input: (id) => ({ record_type: 'ticket', record_id: id, custom_fields: { 'Root cause': 'Worn drum' } }),
    isElse: true,
  },
  { name: 'add-note', input: about(work), isElse: true },
  { name: 'reply-to-ticket', input: about(work), isElse: true },
  { name: 'log-time', input: about({ ...work, time_taken_hours: 0.5 }), isElse: true },
  {
    name: 'list-ticket-actions',
    input: about(),
    prepare: ({ tenant }, id) => tenant.actions.add(id),
    shows: 'actions',
    isElse: true,
  },
  {
    name: 'update-action',
    input: (id) => ({ action_id: `${id}:3`, is_important: true }),
    prepare: ({ tenant }, id) => [1, 2, 3].map(() => tenant.actions.add(id)),
    isElse: true,
  },
  { name: 'list-attachments', input: about(), shows: 'attachments', isElse: true },
  { name: 'add-attachment', input: about({ file_name: 'a.txt', content_base64: 'YWJj' }), isElse: true },
  {
    name: 'list-appointments',
    input: about({ from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' }),
    shows: 'appointments',
    isElse: true,
  },
  {
    name: 'create-appointment',
    input: about({
      subject: 'Visit',
      started_at: '2026-12-01T09:00:00Z',
      ended_at: '2026-12-01T10:00:00Z',
      agent: '3',
    }),
    isElse: true,
  },
];

const Row = z.record(z.string(), z.unknown());

/** Makes a project or an opportunity, or else a ticket. */
function make({ tenant }: Bench, kind?: Kind): number {
  const { domain, tickettype_id: type } = kind ?? { domain: 'reqs', tickettype_id: 1 };
  return tenant.tickets.create({ client_id: 21, site_id: 31, user_id: 61, domain, tickettype_id: type }).id;
}

/** Makes what a call is about, and calls it. @returns the answer, and the ids */
async function act(bench: Bench, { name, input, prepare }: Case, kind?: Kind) {
  const [id, other] = [make(bench, kind), make(bench, kind)];
  prepare?.(bench, id);
  const before = census(bench.tenant);
  const output = await bench.succeed(name, input(id, other));
  onlyAdds(bench, before, /note|reply|time$|add-attachment|appointment$/.test(name) ? 1 : 0);
  return { id, output };
}

/** No more records than expected came into being, and no ticket, project or opportunity. */
function onlyAdds({ tenant }: Bench, before: Record<string, number>, count: number): void {
  const after = census(tenant);
  expect(after['tickets']).toBeLessThanOrEqual(before['tickets'] ?? 0);
  const added = Object.entries(after).map(([type, now]) => Math.max(0, now - (before[type] ?? 0)));
  expect(added.reduce((sum, each) => sum + each, 0)).toBe(count);
}

/** Writes as a client would that knows one list only. */
function postTicket({ desk: { api, application } }: Bench, body: object): void {
  const authorization = `Bearer ${api.tokens.issue(application)}`;
  const headers = { authorization, 'content-type': 'application/json', host: hostname };
  const query = new URLSearchParams();
  const answer = api.handle({ method: 'POST', path: '/api/Tickets', query, headers, body: JSON.stringify([body]) });
  expect(answer.status).toBe(201);
}

it('every function that takes the id of a ticket is called', () => {
  const taking = functions.filter(({ input }) => {
    const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
    return fields.some((field) => ['ticket_id', 'action_id', 'record_id'].includes(field));
  });
  const called = new Set(cases.map(({ name }) => name));
  expect(taking.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
});

describe.each(builds)('where the lists are $build', ({ switches, ...build }) => {
  let bench: Bench;
  /** The records that calls answered with. */
  const answered: { model: string; record: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    bench = await Bench.open();
    Object.assign(bench.desk.switches, switches);
  });

  const played = 'only' in build ? kinds.filter(({ kind }) => kind === build.only) : kinds;
  describe.each(played)('the id of a $kind', (kind) => {
    it.each(cases)('is taken by $name', async (each) => {
      const { marks } = functionOf(each.name);
      const { id, output } = await act(bench, each, kind);
      expect(bench.writes).toHaveLength(marks.readOnly ? 0 : 1);
      if (!marks.readOnly) expect(output).toMatchObject({ confirmed: true });
      if (each.isElse === true) return;
      const record = Row.parse(output[each.shows ?? 'record']);
      expect(record['kind']).toBe(kind.kind);
      answered.push({ model: kind.model, record });
      const isChild = each.input(id, 0)['relation'] === 'child';
      if (!isChild) expect(record['id']).toBe(String(id));
    });

    it('brings the records that their sync saves, field by field', async () => {
      expect((await bench.desk.run('sync', kind.sync)).success).toBe(true);
      const saved = await bench.desk.records(kind.model);
      const mine = answered.filter(({ model }) => model === kind.model);
      expect(mine.length).toBeGreaterThan(8);
      for (const { record } of mine) expect(record).toEqual(saved.get(String(record['id'])));
    });
  });

  it('an id of nothing is refused, and nothing is written', async () => {
    for (const { name, input } of cases.filter((each) => functionOf(each.name).errors.includes('halo_not_found'))) {
      // What writes to the actions or the files of a ticket leaves it to Halo to know the ticket.
      if (/note|reply|time$|action$|add-att/.test(name)) continue;
      const { code, message } = await bench.fail(name, input(999_999, 999_998));
      expect([name, code]).toEqual([name, 'halo_not_found']);
      expect(message).toMatch(/^Halo has no ticket, project or opportunity 99999\d, or does not show it/);
      expect(bench.writes).toEqual([]);
    }
  });
});

describe('where the lists are separate', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  it.each(cases)('$name costs for an opportunity what its page says, and for a ticket nothing more', async (each) => {
    await act(bench, each);
    const { length } = bench.requests;
    await act(bench, each, kinds[1]);
    const isOfTwo = each.input(0, -1)['other_ticket_id'] !== '1043';
    const { elsewhere = 0 } = functionOf(each.name).cost;
    expect(bench.requests.length - length, bench.requests.join('\n')).toBe(isOfTwo ? elsewhere : elsewhere / 2);
  });

  it('a change goes to the list that holds the record, and a dry run shows that', async () => {
    for (const kind of kinds) {
      const id = make(bench, kind);
      const dry = await bench.succeed('update-ticket', { ticket_id: id, summary: 'A new office', dry_run: true });
      expect(dry).toMatchObject({ request: { endpoint: `/${kind.endpoint}` } });
      await bench.succeed('update-ticket', { ticket_id: id, summary: 'A new office' });
      expect(bench.writes).toEqual([expect.stringContaining(`POST /api/${kind.endpoint}`)]);
    }
  });

  it('a change that goes to the wrong list would be noticed', () => {
    bench.desk.switches.foreignTicketIds = 'created';
    const id = make(bench, kinds[0]);
    const before = census(bench.tenant);
    onlyAdds(bench, before, 0);
    postTicket(bench, { id, summary: 'A new office' });
    expect(() => {
      onlyAdds(bench, before, 0);
    }).toThrow('to be less than or equal');
  });
});

describe('without the permission for projects', () => {
  it('their ids are not found, and the error names the permission', async () => {
    const bench = await Bench.open();
    const id = make(bench, kinds[0]);
    bench.desk.application.permissions = ['edit:tickets', 'read:crm'];
    await bench.desk.renewElsewhere();
    const { code, message } = await bench.fail('get-ticket', { ticket_id: id });
    expect(code).toBe('halo_not_found');
    expect(message).toMatch(/Not looked at, because the permission is missing: projects \(read:projects\)\.$/);
    expect(await bench.succeed('get-ticket', { ticket_id: '1042' })).toMatchObject({ ticket: { id: '1042' } });
  });

  it('opportunities are found all the same, and so is what no list of projects can be asked for', async () => {
    const bench = await Bench.open();
    const id = make(bench, kinds[1]);
    bench.desk.application.permissions = ['edit:tickets', 'edit:crm'];
    await bench.desk.renewElsewhere();
    expect(await bench.succeed('close-ticket', { ticket_id: id })).toMatchObject({ id: String(id), confirmed: true });
    bench.desk.application.permissions = ['all'];
    await bench.desk.renewElsewhere();
    bench.desk.switches.failingLists = { Projects: 404 };
    expect(await bench.succeed('reopen-ticket', { ticket_id: id })).toMatchObject({ id: String(id), confirmed: true });
    const { code, message } = await bench.fail('get-ticket', { ticket_id: '999999' });
    expect([code, message]).toEqual(['halo_not_found', expect.not.stringContaining('Not looked at')]);
  });

  it('they can be read and not changed, where only that is permitted', async () => {
    const bench = await Bench.open();
    const id = make(bench, kinds[0]);
    bench.desk.application.permissions = ['edit:tickets', 'read:projects'];
    await bench.desk.renewElsewhere();
    await bench.succeed('get-ticket', { ticket_id: id });
    const failure = await bench.fail('close-ticket', { ticket_id: id });
    expect(failure).toMatchObject({
      code: 'halo_permission_denied',
      message: expect.stringContaining('project') as string,
    });
  });
});
