import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { openDatabase } from '../../examples/consumer/database.js';
import { createTables } from '../../examples/consumer/tables.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { startOddServer } from '../support/odd-server.js';
import { Home, type Ran } from '../support/run.js';
import { Secrets } from '../support/secrets.js';

/** The example, whenever it cannot go on: one sentence, exit code 1, and no secret anywhere. */

const key = 'b9c1f6c2-secret-key-of-the-environment';
const signingKey = 'd41d8cd9-webhook-signing-key';

let home: Home;
/** A copy without records: to make one takes the embedded database longer than all the rest. */
let template: Home;
let platform: RunningPlatform;
let secrets: Secrets;
let server: Server;
let taken = 0;

beforeAll(async () => {
  template = await Home.make();
  const database = await openDatabase({ folder: template.path('copy') });
  await createTables(database);
  await database.close();
  platform = await startPlatform({ storage: 'memory' });
  secrets = new Secrets({ key, signingKey, platformKey: platform.secretKey });
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  taken = z.custom<AddressInfo>().parse(server.address()).port;
});
afterAll(async () => {
  await template.remove();
  await platform.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  home = await Home.make();
});
afterEach(() => home.remove());

async function example(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return home.run(['examples/consumer/main.ts', '--connection', 'acme', ...args], {
    env: { NANGO_SECRET_KEY: key, NANGO_WEBHOOK_SIGNING_KEY: signingKey, ...env },
  });
}

/** What it says when it fails; nothing that it printed or wrote may hold a secret, or be a stack trace. */
async function failure(args: readonly string[], env?: Record<string, string>): Promise<string> {
  const { exitCode, stdout, stderr } = await example(args, env);
  expect(secrets.in(stdout + stderr)).toEqual([]);
  expect(await secrets.inFolder(home.folder)).toEqual([]);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(1);
  return stderr.trim();
}

async function madeCopy(): Promise<string[]> {
  await cp(template.path('copy'), home.path('copy'), { recursive: true });
  return ['--database', 'copy'];
}

describe('the example fails with one sentence and reveals no secret', () => {
  it('when Nango cannot be reached', async () => {
    const words = await failure(await madeCopy(), { NANGO_HOST: 'http://127.0.0.1:1' });
    expect(words).toMatch(/^Nango cannot be reached at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\)\. Check .+\.$/);
  });

  it('when Nango fails and sends back what it was sent', async () => {
    const odd = await startOddServer({ status: 500, body: { error: { code: 'server_error' } }, echo: true });
    const words = await failure(await madeCopy(), { NANGO_HOST: odd.url });
    expect(words).toMatch(/^Nango fails when it is asked for the records \(500, server_error\)\. .+\.$/);
    await odd.close();
  });

  it('when the key is of another environment', async () => {
    const words = await failure(await madeCopy(), { NANGO_HOST: platform.url });
    expect(words).toMatch(/^Nango refuses the secret key \(401\)\. .+\.$/);
  });

  it('when the connection is unknown', async () => {
    const env = { NANGO_HOST: platform.url, NANGO_SECRET_KEY: platform.secretKey };
    const words = await failure([...(await madeCopy()), '--integration', 'other'], env);
    expect(words).toMatch(/^Nango does not know the connection "acme" of the integration "other"\. .+\.$/);
  });

  it.each([
    ['no key', { NANGO_SECRET_KEY: '' }, 'Set NANGO_SECRET_KEY to the secret key of the environment in Nango.'],
    [
      'two keys in one',
      { NANGO_SECRET_KEY: `${key}\n${key}` },
      'NANGO_SECRET_KEY contains characters that cannot be part of a key',
    ],
    ['a host without a scheme', { NANGO_HOST: 'localhost:3003' }, 'NANGO_HOST must be the address of a Nango server'],
    ['a password in the host', { NANGO_HOST: `https://me:${key}@nango.test` }, 'NANGO_HOST must be the address'],
    ['no signing key', { NANGO_WEBHOOK_SIGNING_KEY: '' }, 'Following webhooks needs NANGO_WEBHOOK_SIGNING_KEY'],
  ])('when the environment has %s', async (_, env, words) => {
    expect(await failure(['--listen', '8080'], env)).toContain(words);
  });

  it.each([
    [['--listen', 'abc'], "argument 'abc' is invalid. Give a whole number."],
    [['--listen', '99999'], "argument '99999' is invalid. Give at most 65535."],
    [['--connection', ''], "argument '' is invalid. It is empty."],
    [['acme'], 'too many arguments'],
  ])('when the command line says %j', async (args, words) => {
    expect(await failure(args)).toContain(words);
  });

  it('when the folder is no database', async () => {
    await mkdir(home.path('photos'));
    await writeFile(home.path('photos/cat.jpg'), 'meow');
    expect(await failure(['--database', 'photos'])).toContain('photos holds something that is no database');
    expect(await failure(['--database', 'photos/cat.jpg'])).toContain('cat.jpg: file already exists.');
  });

  it('when the port is in use', async () => {
    const connected = await startOddServer({ status: 200, body: { records: [], next_cursor: null } });
    const words = await failure([...(await madeCopy()), '--listen', String(taken)], { NANGO_HOST: connected.url });
    expect(words).toBe(`Cannot listen on port ${taken} (EADDRINUSE). Choose another one with --listen.`);
    await connected.close();
  });
});
