import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { Nango } from '@nangohq/node';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { systemClock } from '../../sandbox/clock.js';
import { Tenant } from '../../sandbox/halo/index.js';
import { isFull } from '../support/matrix.js';
import {
  checkOut,
  declareOnly,
  isAlive,
  npmStart,
  plainEnvironment,
  startAlone,
  type Checkout,
} from './support/checkout.js';
import { setUp } from './support/set-up.js';

/** `npm start` as a stranger runs it: a process of its own, with the real CLI. */

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut();
});
afterAll(() => checkout.remove());

const row = z.strictObject({
  name: z.string(),
  model: z.string(),
  records: z.int(),
  added: z.int(),
  updated: z.int(),
  deleted: z.int(),
  requests: z.int(),
  ms: z.int(),
});
const printed = z.strictObject({ syncs: z.array(row), second: z.array(row) });
/** The note that a function wrote, as a row of the table under this sentence. */
const readBack = /the sync ticket-actions read it back:\n[^│]+│id[^]+Written by the function add-note\./;
const kinds = ['agents', 'assets', 'contacts', 'customers', 'sites', 'teams', 'tickets', ...setUp].sort();

/** The compiler's helper processes end a moment after what started them. */
async function expectEnd(group: number): Promise<void> {
  await expect.poll(() => isAlive(group), { timeout: 30_000 }).toBe(false);
}

describe('npm start', () => {
  it(
    '--once --json reports the exact counts of the tenant, then exactly what changed',
    { timeout: 300_000 },
    async () => {
      const sizes = { tickets: 230, customers: 12, assets: 60 };
      const args = Object.entries({ ...sizes, seed: 7 }).flatMap(([name, value]) => [`--${name}`, String(value)]);
      // One function is not compiled yet; the others are in the cache (tests/setup/compile.ts).
      await appendFile(join(checkout.root, 'integrations/halo-psa/syncs/teams.ts'), `// Changed at ${Date.now()}.\n`);
      const { exitCode, stdout, all } = await npmStart(checkout, ['--once', '--json', ...args]);
      expect(all).toMatch(/compiling 1 of \d+ functions/);
      expect(all).toContain('These are exactly the changes that were made.');
      expect(all).toMatch(readBack);
      expect(exitCode).toBe(0);
      const { syncs, second } = printed.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''));

      const tenant = new Tenant({ ...sizes, seed: 7, clock: systemClock });
      const brief = ({ name, records, added, updated, deleted }: z.infer<typeof row>): unknown[] => [
        name,
        records,
        added,
        updated,
        deleted,
      ];
      const counts = kinds.map((kind) => [kind, tenant.living(kind).length] as const);
      // Records that are completed from their details are saved a second time, and so is each of them that changes.
      const completed = (kind: string, count: number): number => (['customers', 'sites'].includes(kind) ? count : 0);
      expect(syncs.map(brief)).toEqual(counts.map(([kind, count]) => [kind, count, count, completed(kind, count), 0]));
      // One row is created in each set-up list.
      const made = setUp.map((kind) => [kind, tenant.living(kind).length + 1, 1, 0, 0]);
      expect(second.filter(({ name }) => setUp.includes(name)).map(brief)).toEqual(made);
      expect(second.filter(({ name }) => !setUp.includes(name)).map(brief)).toEqual([
        ['agents', 8, 0, 1, 0],
        ['assets', 59, 0, 2, 1],
        ['contacts', 30, 0, 1, 0],
        ['customers', 12, 1, 2, 1],
        ['sites', 15, 0, 1, 0],
        ['teams', 5, 0, 1, 0],
        ['tickets', 230, 1, 4, 1],
      ]);
      for (const { requests } of syncs) expect(requests).toBeGreaterThan(0);
    },
  );

  it(
    'keeps serving, prints commands that work, ends at Ctrl-C, and continues when it is started again',
    { timeout: 300_000 },
    async () => {
      // A tenant like one that a survey found: no token comes without its name, and empty fields are null.
      const survey = join(checkout.root, 'like.json');
      const switches = { tokens: { tenantRequired: 'acme' }, emptyFields: 'null' };
      const finding = { name: 'tokens.tenantRequired', result: 'differs', detail: 'Required.', switches };
      await writeFile(survey, JSON.stringify({ format: 1, requests: 1, assumptions: [finding], lists: {} }));
      // With so many tickets, some that changed lately have attachments.
      const size = ['--tickets', '300', '--customers', '2', '--assets', '2', '--still', '--like', survey];
      const first = await serving(size, 'so that every model has records');
      const lines = first.output.split('\n');
      const [opening, closing] = lines.filter((line) => line.startsWith('Dashboard: '));
      expect(opening).toMatch(/^Dashboard: http:\/\/127\.0\.0\.1:\d+\/dashboard\/$/);
      expect(closing).toBe(opening);
      expect(first.output).toMatch(readBack);
      const table = lines.filter((line) => /^[┌│├└]/.test(line));
      expect(table.length).toBeGreaterThan(10);
      expect(Math.max(...table.map(({ length }) => length))).toBeLessThanOrEqual(80);

      // Every query that is documented gives a result: each model has records, those of syncs that are off by default too.
      const [host = '', secretKey = '', integration = '', connection = ''] = [
        'Nango',
        'secret key',
        'integration',
        'connection',
      ].map((name) => new RegExp(`^ {2}${name} +(\\S+)$`, 'm').exec(first.output)?.[1]);
      const nango = new Nango({ host, apiKey: secretKey });
      const withoutRecords = async (): Promise<string[]> => {
        const { syncs } = await nango.syncStatus(integration, '*', connection);
        return syncs.flatMap(({ recordCount = {} }) =>
          Object.keys(recordCount).filter((model) => recordCount[model] === 0),
        );
      };
      await expect.poll(withoutRecords, { timeout: 60_000, interval: 500 }).toEqual([]);

      const commands = lines.filter((line) => /^ {2}(curl|node|npm) /.test(line));
      expect(commands).toHaveLength(4);
      const [curl = '', node = '', dryRun = ''] = commands;
      const shell = { shell: true, cwd: checkout.root, env: plainEnvironment(), extendEnv: false };
      expect((await execa(node, shell)).stdout).toContain('is_archived: false');
      // The CLI compiles all functions before it runs one, which would only take long.
      const index = join(checkout.root, 'integrations/index.ts');
      const declared = await readFile(index);
      await declareOnly(checkout.root, ['syncs/agents']);
      const dry = await execa(dryRun, { ...shell, all: true, reject: false });
      await writeFile(index, declared);
      expect(dry.all).toContain('Integration API');
      const [url = '', ...headers] = [...curl.matchAll(/'([^']+)'/g)].map(([, quoted = '']) => quoted);
      const pairs = headers.map((header) => header.split(': '));
      const read = await fetch(url, { headers: Object.fromEntries(pairs) as Record<string, string> });
      expect(await read.json()).toMatchObject({ records: [{ kind: 'ticket' }, { kind: 'ticket' }] });
      await stop(first.child, 'SIGINT');
      await expect(fetch(url)).rejects.toThrow('fetch failed');

      const second = await serving(size);
      expect(second.output).not.toContain('off by default');
      expect(second.output).toContain('Start the local Nango where it was');
      const connectionOf = ({ output }: { output: string }): string => /connection {3}(\S+)/.exec(output)?.[1] ?? '';
      expect(connectionOf(second)).toBe(connectionOf(first));
      expect(second.output).toMatch(/│tickets +│ +300 │ +0 │ +0 │ +0 │/);
      await stop(second.child, 'SIGTERM');
    },
  );
});

/** `npm start` without npm, once it serves, and has printed this after it. */
async function serving(args: readonly string[], text = '') {
  const child = startAlone(checkout, args);
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.all.on('data', (data: Buffer) => {
      output += data.toString();
      const isServing = output.split('Dashboard: ').length === 3;
      if (isServing && output.includes(text) && output.endsWith('\n')) resolve();
    });
    void child.then(({ all }) => {
      reject(new Error(`It ended too early: ${all}`));
    });
  });
  return { child, output };
}

async function stop(child: ReturnType<typeof startAlone>, signal: NodeJS.Signals): Promise<void> {
  const group = child.pid ?? 0;
  process.kill(-group, signal);
  const { exitCode } = await child;
  expect(exitCode).toBe(0);
  await expectEnd(group);
}

describe('npm start that is stopped half-way', () => {
  it('ends the CLI and everything else', async () => {
    const child = startAlone(checkout, ['--once']);
    await new Promise<void>((resolve) => {
      child.all.on('data', (data: Buffer) => {
        if (data.includes('Enable the integration')) setTimeout(resolve, 1_000);
      });
    });
    const group = child.pid ?? 0;
    process.kill(-group, 'SIGINT');
    const { exitCode, all } = await child;
    expect(all).toContain('Stopped before it was done.');
    expect(exitCode).toBe(130);
    await expectEnd(group);
  });
});

/** Waits until the output holds this. */
function sees(child: ReturnType<typeof npmStart>, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.all.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.includes(text)) resolve();
    });
    void child.then(() => {
      reject(new Error(`It ended too early: ${output}`));
    });
  });
}

describe('npm start whose npm is sent a signal, and nothing else is', { timeout: 300_000 }, () => {
  // Without `exec` in package.json npm would pass it on to a shell, which may or may not end and does not pass the signal on.
  const signals = isFull ? (['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const) : (['SIGKILL'] as const);
  it.each(signals)('ends while it deploys: %s', async (signal) => {
    const child = npmStart(checkout, ['--once']);
    await sees(child, 'Enable the integration');
    const group = child.pid ?? 0;
    process.kill(group, signal);
    await expectEnd(group);
    expect(await readdir(checkout.root)).not.toContainEqual(expect.stringMatching(/^\.deploy-/));
  });

  it('ends while it has hardly begun', async () => {
    const child = npmStart(checkout, []);
    const group = child.pid ?? 0;
    const isStarted = async (): Promise<boolean> => {
      const { stdout } = await execa('ps', ['-eo', 'pgid=,args=']);
      return stdout.split('\n').some((line) => line.trim().startsWith(`${group} node --import tsx`));
    };
    await expect.poll(isStarted, { timeout: 60_000, interval: 20 }).toBe(true);
    process.kill(group, 'SIGTERM');
    await expectEnd(group);
  });

  it('ends while it serves', async () => {
    // The world that an earlier test left behaves like a surveyed tenant.
    const child = npmStart(checkout, ['--fresh', '--tickets', '5', '--customers', '2', '--assets', '2']);
    await sees(child, 'Still serving, until Ctrl-C');
    const group = child.pid ?? 0;
    process.kill(group, 'SIGTERM');
    await expectEnd(group);
  });
});

describe('npm start whose output nobody reads any more', () => {
  it('ends what it started, with a sentence', async () => {
    const command = 'node --import tsx scripts/start.ts --once --tickets 5 | head -n 1';
    const child = execa('bash', ['-c', `${command}; exit "\${PIPESTATUS[0]}"`], {
      cwd: checkout.root,
      extendEnv: false,
      env: plainEnvironment(),
      detached: true,
      reject: false,
    });
    const { exitCode, stdout, stderr } = await child;
    expect(stdout).toMatch(/^✔ Start a simulated Halo tenant: .+$/);
    expect(stderr.trim()).toBe('Stopped before it was done, because nothing reads its output any more.');
    expect(exitCode).toBe(141);
    await expectEnd(child.pid ?? 0);
  });
});

describe('npm start that cannot go on', () => {
  /** How it ended: the last paragraph, which must be a sentence and no stack trace. */
  async function failure(args: string[], env: Record<string, string> = {}): Promise<string> {
    const child = npmStart(checkout, args, env);
    const { exitCode, all, stderr } = await child;
    expect(exitCode).toBe(1);
    expect(all).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    await expectEnd(child.pid ?? 0);
    return stderr.trim().split('\n\n').at(-1) ?? '';
  }

  it('because the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await failure(['--once', '--port', String(port)])).toBe(
      `Port ${port} is in use. Choose another one with --port, or omit --port.`,
    );
    other.close();
  });

  it('because .env names a real tenant by halves', async () => {
    await writeFile(join(checkout.root, '.env'), 'HALO_CLIENT_SECRET=from-a-file\n');
    const answer = await failure(['--once']);
    expect(answer).toContain('HALO_CLIENT_SECRET is set, but not HALO_HOSTNAME and HALO_CLIENT_ID.');
    expect(answer).not.toContain('from-a-file');
    await rm(join(checkout.root, '.env'));
  });

  it('because the functions do not compile', { timeout: 300_000 }, async () => {
    await appendFile(join(checkout.root, 'records/teams.ts'), '\nexport const wrong: number = "text";\n');
    expect(await failure(['--once', '--tickets', '5'])).toMatch(/^The Nango CLI could not compile the functions/);
  });
});
