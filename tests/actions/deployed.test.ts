import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import { functions } from '../../actions/registry.js';
import { setsOf } from '../../actions/tool-sets.js';
import { Diagnosis } from '../../connection/diagnosis-model.js';
import { toolsFor } from '../../examples/agents/tools.js';
import { createSwitches, type Tenant } from '../../sandbox/halo/index.js';
import { startLocalNango, type LocalNango } from '../support/local-nango.js';
import { readPage, readPages, type Page } from '../docs/support/pages.js';
import { Programs } from '../docs/support/programs.js';
import { modulesOf } from '../docs/support/typescript.js';
import { Failure, functionOf, prepare, strictly } from './support/bench.js';

/**
 * Every function, compiled by the real CLI and deployed, called through the real client by the very program that its page in
 * the catalogue gives to be copied.
 */

const Thrown = z.object({
  response: z.object({ data: z.object({ error: z.object({ payload: Failure }) }) }),
});

const pages = readPages().filter(({ path }) => /^docs\/catalogue\/(actions|syncs|models|events)\//.test(path));
const pagesOf = (folder: string) => pages.filter(({ path }) => path.startsWith(`docs/catalogue/${folder}/`));

let local: LocalNango;
let programs: Programs;

beforeAll(async () => {
  const switches = createSwitches({ rateLimit: 'off' });
  const tenant = { seed: 1, tickets: 60, projects: 3, opportunities: 3, customers: 12, assets: 20, switches };
  local = await startLocalNango(tenant, { lostFailures: 'none' });
  // Something for the syncs of actions, time and files, which look back some days only.
  local.halo.tenant.actions.add(1042, { timetaken: 0.5 });
  local.halo.tenant.attachments.add(1042, { filename: 'log.txt' });
  programs = await Programs.open();
  vi.stubEnv('NANGO_HOST', local.platform.url);
  vi.stubEnv('NANGO_SECRET_KEY', local.platform.secretKey);
  vi.stubEnv('CONNECTION_ID', local.connection.connectionId);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await programs.close();
  await local.close();
});

/** Runs the program of a page. @returns what it prints, a list of values for each line */
async function printed(page: Page): Promise<unknown[][]> {
  const [module, ...others] = modulesOf(page);
  if (module === undefined || others.length > 0) throw new Error(`${page.path} does not hold one program`);
  const log = vi.spyOn(console, 'log').mockReturnValue();
  try {
    await programs.run(module);
    return log.mock.calls;
  } finally {
    log.mockRestore();
  }
}

/** The page of a function. */
function pageOf(folder: string, name: string): Page {
  const found = pages.find(({ path }) => path === `docs/catalogue/${folder}/${name}.md`);
  if (found === undefined) throw new Error(`${name} has no page`);
  return found;
}

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

/** Before the functions change anything; the pages of models read what the syncs saved. */
describe('the programs of the catalogue', () => {
  it.each(pagesOf('syncs'))(
    'read, after starting it where it has to be started, what a sync saved: $path',
    async (page) => {
      const before = local.platform.runs.length;
      const lines = await printed(page);
      await local.platform.waitForIdle();
      // A sync that starts by itself has run; the others have records when their first run is over.
      const [own] = page.blocks;
      if (own?.text.includes('startSync') === true) expect(local.platform.runs.length).toBeGreaterThan(before);
      else expect(lines.length).toBeGreaterThan(0);
    },
  );

  it.each(pagesOf('models'))('read what changed: $path', async (page) => {
    const lines = await printed(page);
    expect(lines.length).toBeGreaterThan(0);
    const change = expect.stringMatching(/^(ADDED|UPDATED)$/) as string;
    for (const line of lines) expect(line).toEqual([expect.any(String), change, expect.any(String)]);
  });

  it.each(pagesOf('events'))('read the metadata that an event function wrote: $path', async (page) => {
    const [[metadata] = []] = await printed(page);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(metadata)).length).toBeGreaterThan(0);
  });

  it('diagnose the connection', async () => {
    const [[diagnosis] = []] = await printed(pageOf('actions', 'diagnose-connection'));
    Diagnosis.strict().parse(diagnosis);
  });

  it('are all run', () => {
    const run = [...functions.map(({ name }) => name), 'diagnose-connection'].map((name) => pageOf('actions', name));
    expect(run.map(({ path }) => path).toSorted()).toEqual(pagesOf('actions').map(({ path }) => path));
  });

  it.each([
    ['a function that there is not', /'get-ticket'/, "'get-tickets'"],
    ['another integration', /'halo-psa'/, "'halo'"],
    ['another connection', /CONNECTION_ID, 'get/, "'your-customer', 'get"],
    ['a wrong secret key', /apiKey: NANGO_SECRET_KEY/, "apiKey: '00000000-0000-4000-8000-000000000000'"],
    ['a field that the function does not take', /ticket_id/, 'ticket'],
  ])('fail if they name %s', async (_, text, other) => {
    const { path, blocks } = pageOf('actions', 'get-ticket');
    const [block] = blocks;
    const wrong = readPage(path, `\`\`\`ts\n${block?.text.replace(text, other) ?? ''}\n\`\`\`\n`);
    expect(wrong.blocks[0]?.text).not.toBe(block?.text);
    await expect(printed(wrong)).rejects.toThrow('Request failed with status code');
  });
});

describe.each(functions)('$name, deployed', (definition) => {
  const { name, marks, output } = definition;

  it('does what the program of its page says', async () => {
    restore(local.halo.tenant);
    prepare(local.halo.tenant, name);
    const [line, ...more] = await printed(pageOf('actions', name));
    expect([line?.length, more]).toEqual([1, []]);
    const [answer] = line ?? [];
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
