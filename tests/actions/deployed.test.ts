import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { functions } from '../../actions/registry.js';
import { setsOf } from '../../actions/tool-sets.js';
import { toolsFor } from '../../examples/agents/tools.js';
import { createSwitches, type Tenant } from '../../sandbox/halo/index.js';
import { startLocalNango, type LocalNango } from '../support/local-nango.js';
import { exampleOf, Failure, functionOf, prepare, strictly } from './support/bench.js';

/** Every function, compiled by the real CLI and deployed, called through the real client. */

const Thrown = z.object({
  response: z.object({ data: z.object({ error: z.object({ payload: Failure }) }) }),
});

let local: LocalNango;

beforeAll(async () => {
  const switches = createSwitches({ rateLimit: 'off' });
  const tenant = { seed: 1, tickets: 60, customers: 12, assets: 20, switches };
  local = await startLocalNango(tenant, { lostFailures: 'none' });
});

afterAll(() => local.close());

/** Makes a tenant what it was at first, so that each example meets the records that it is about. */
function restore({ tickets, actions, attachments, stores }: Tenant): void {
  // Logs first: an action changes its ticket too.
  undo(actions.logs);
  undo(attachments.rows);
  undo(tickets.rows);
  for (const { rows } of stores) undo(rows);
}

/** The changes of a collection, of which each is undone. */
interface Changed<Row> {
  changedIds(): Iterable<number>;
  change(id: number): Row | null | undefined;
  isBase(id: number): boolean;
  baseRecord(id: number): Row;
  put(id: number, record: Row | null): void;
}

function undo<Row>(rows: Changed<Row>): void {
  for (const id of [...rows.changedIds()]) {
    if (rows.change(id) !== undefined) rows.put(id, rows.isBase(id) ? rows.baseRecord(id) : null);
  }
}

async function call(name: string, input: unknown): Promise<unknown> {
  const { providerConfigKey, connectionId } = local.connection;
  return local.nango.triggerAction(providerConfigKey, connectionId, name, input);
}

describe.each(functions)('$name, deployed', (definition) => {
  const { name, marks, output } = definition;

  it('does what its example says', async () => {
    restore(local.halo.tenant);
    prepare(local.halo.tenant, name);
    const answer = await call(name, exampleOf(definition));
    strictly(output).parse(answer);
    if (!marks.readOnly) expect(answer).toMatchObject({ confirmed: true });
  });

  it('passes its error to the caller as data', async () => {
    const thrown: unknown = await call(name, { no_such_field: 1 }).catch((error: unknown) => error);
    const { payload } = Thrown.parse(thrown).response.data.error;
    expect(payload).toMatchObject({ code: 'halo_input_invalid' });
  });
});

describe('the tools of a model', () => {
  it('are the functions of the set, and those that delete or send e-mails are only in "full"', async () => {
    for (const set of ['read', 'triage', 'full'] as const) {
      const tools = await toolsFor(local.nango, local.connection, set);
      const held = functions.filter((definition) => setsOf(definition).includes(set)).map(({ name }) => name);
      expect(tools.map(({ name }) => name)).toEqual(held);
    }
    const harmless = functions.filter((definition) => setsOf(definition).includes('triage'));
    expect(harmless.filter(({ marks }) => marks.destructive || marks.emails === true)).toEqual([]);
    expect(harmless.map(({ name }) => name)).toContain('add-note');
    expect(setsOf(functionOf('reply-to-ticket'))).toEqual(['full']);
    expect(setsOf(functionOf('delete-ticket'))).toEqual(['full']);
  });

  it('return the output of a call, create nothing twice for one call, and report a failure', async () => {
    restore(local.halo.tenant);
    const tools = await toolsFor(local.nango, local.connection, 'triage');
    const tool = (name: string) => tools.find((each) => each.name === name);
    const note = { ticket_id: '1042', note: 'Looked into it.' };
    const first = await tool('add-note')?.call(note, 'call_7Hs2kQ');
    expect(await tool('add-note')?.call(note, 'call_7Hs2kQ')).toMatchObject({ outcome: 'repeated' });
    expect(first).toMatchObject({ outcome: 'created', confirmed: true });
    const failed = await tool('update-ticket')?.call({ ticket_id: '1042', status: 'Nonsense' }, 'call_8Hs2kQ');
    expect(failed).toMatchObject({ error: { code: 'halo_input_invalid', problems: [{ field: 'status' }] } });
  });

  it('repeat a call whose error Nango lost, with the same key', async () => {
    const lost = (): Error => {
      const payload = { error: 'Task 01a21b05-a52b-72fc-8292-25ed039e0531 is in progress' };
      const error = { code: 'action_script_failure', message: 'The action script failed with an error: {}', payload };
      return Object.assign(new Error('Request failed with status code 500'), { response: { data: { error } } });
    };
    const sent: unknown[] = [];
    const failing = async (_key: string, _id: string, _name: string, input: unknown): Promise<never> => {
      sent.push(input);
      if (sent.length < 3) throw lost();
      return call('add-note', input) as Promise<never>;
    };
    const [addNote] = (await toolsFor({ triggerAction: failing }, local.connection, 'triage')).filter(
      ({ name }) => name === 'add-note',
    );
    const answer = await addNote?.call({ ticket_id: '0', note: 'Looked into it.' }, 'call_9Hs2kQ');
    expect(answer).toMatchObject({ error: { code: 'halo_input_invalid' } });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(JSON.stringify(sent[0])).toContain('call_9Hs2kQ');
  });
});
