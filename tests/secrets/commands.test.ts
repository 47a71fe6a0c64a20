import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { checkOut, type Checkout } from '../e2e/support/checkout.js';
import { startOddServer, type OddServer } from '../support/odd-server.js';
import { Home } from '../support/run.js';
import { Secrets } from '../support/secrets.js';

/** Every command of package.json, whenever it cannot go on: a sentence, exit code 1, and no secret anywhere. */

const values = {
  NANGO_SECRET_KEY: 'b9c1f6c2-some-secret-key',
  NANGO_SECRET_KEY_DEV: 'a77e0c11-secret-key-of-dev',
  NANGO_WEBHOOK_SIGNING_KEY: 'd41d8cd9-webhook-signing-key',
};
const halo = { HALO_CLIENT_ID: '3f6c1b52-client-id', HALO_CLIENT_SECRET: 'e3b0c442-client-secret' };
const password = 'c0ffee00-password';
const secrets = new Secrets({ ...values, ...halo, password });

let home: Home;
beforeEach(async () => {
  home = await Home.make();
});
afterEach(() => home.remove());

/** What a command says when it fails; nothing that it printed or wrote may hold a secret, or be a stack trace. */
async function failure(args: readonly string[], env: Record<string, string> = {}, root?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await home.run(args, { env: { ...values, ...env }, ...(root && { root }) });
  expect(secrets.in(stdout + stderr)).toEqual([]);
  expect(await secrets.inFolder(home.folder)).toEqual([]);
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(exitCode).toBe(1);
  return stderr.trim();
}

describe('a command with unknown options says so', () => {
  it.each([
    ['prove --seed x', "option '--seed <n>' argument 'x' is invalid. Give a whole number."],
    ['prove --seed 1000000000000', "option '--seed <n>' argument '1000000000000' is invalid. Give at most 1000000."],
    ['prove --workers 0', "option '--workers <n>' argument '0' is invalid. Give at least 1."],
    ['prove --runs 0', "option '--runs <n>' argument '0' is invalid. Give at least 1."],
    [
      'prove --only tickets,other',
      "option '--only <syncs>' argument 'tickets,other' is invalid. Name some of: tickets,",
    ],
    ['bench --page', "option '--page <file>' argument missing"],
    ['bench all', 'too many arguments'],
    ['survey all', 'too many arguments'],
    ['generate all', 'There is no generator all; name one of contract,'],
    ['check all', 'too many arguments'],
    ['release-contract 1.0.0', 'too many arguments'],
    ['providers-yaml', "missing required argument 'file'"],
    ['add', "missing required argument 'path'"],
    ['start --tickets 999999999', "argument '999999999' is invalid. Give at most 200000"],
    ['start --port 99999', "argument '99999' is invalid. Give at most 65535."],
  ])('%s', async (line, words) => {
    const [name = '', ...args] = line.split(' ');
    const said = await failure([`scripts/${name}.ts`, ...args]);
    expect(said).toContain(words);
    expect(said.split('\n')).toHaveLength(1);
  });
});

describe('a command that cannot read or write says where', () => {
  it.each([
    [
      ['providers-yaml', 'missing/providers.yaml'],
      /^The system refuses to open .+\/missing\/providers\.yaml: no such file or directory\.$/,
    ],
    [['providers-yaml', '.'], /^The system refuses to open .+: illegal operation on a directory\.$/],
    [['bench', '--page', '/dev/null/page.md'], /^The system refuses to mkdir \/dev\/null.*\.$/],
    [['add', 'missing'], /^There is no Nango project in .+\/missing or /],
    [['add', 'missing', '--only', ','], /^There is no Nango project in .+\/missing or /],
  ])('%j', async ([name = '', ...args], words) => {
    expect(await failure([`scripts/${name}.ts`, ...args])).toMatch(words);
  });
});

describe('npm start with values of a real tenant that cannot be', () => {
  it.each([
    [{ HALO_HOSTNAME: `https://me:${password}@acme.halopsa.com/api` }, 'Enter it in the form "acme.halopsa.com".'],
    [{ HALO_HOSTNAME: 'acme.halopsa.com', HALO_TOKEN_URL: `acme.halopsa.com/token?${password}` }, 'HALO_TOKEN_URL'],
    [{ HALO_HOSTNAME: 'acme.halopsa.com', HALO_CLIENT_SECRET: `${halo.HALO_CLIENT_SECRET} x` }, 'HALO_CLIENT_SECRET'],
    [{}, 'HALO_CLIENT_ID and HALO_CLIENT_SECRET are set, but not HALO_HOSTNAME.'],
  ])('%j', async (env, words) => {
    expect(await failure(['scripts/start.ts', '--once'], { ...halo, ...env })).toContain(words);
  });
});

describe('npm run deploy', () => {
  let odd: OddServer;
  beforeAll(async () => {
    odd = await startOddServer({ status: 401, body: { error: { code: 'unknown_user_account' } }, echo: true });
  });
  afterAll(() => odd.close());

  it.each([
    ['without an environment', [], {}, 'Name the environment of Nango to deploy to'],
    ['without a key', ['prod'], {}, 'There is no secret key for the environment "prod".'],
    ['to nobody', ['dev'], { NANGO_HOSTPORT: 'http://127.0.0.1:1' }, 'Nango does not answer at 127.0.0.1:1'],
    [
      'to an address with a password',
      ['dev'],
      { NANGO_HOSTPORT: `https://me:${password}@nango.test` },
      'NANGO_HOSTPORT',
    ],
  ])('%s', async (_, args, env, words) => {
    expect(await failure(['scripts/deploy.ts', ...args], env)).toContain(words);
  });

  it('with a key that is refused', async () => {
    expect(await failure(['scripts/deploy.ts', 'dev'], { NANGO_HOSTPORT: odd.url })).toContain(
      'does not accept the key in NANGO_SECRET_KEY_DEV',
    );
  });
});

describe('functions that do not compile', () => {
  let checkout: Checkout;
  beforeAll(async () => {
    checkout = await checkOut();
    const wrong = '\nexport const wrong: number = "text";\n';
    await appendFile(join(checkout.root, 'integrations/halo-psa/syncs/teams.ts'), wrong);
  });
  afterAll(() => checkout.remove());

  it.each([
    ['generate', [], 'The Nango CLI could not compile the functions'],
    ['start', ['--once', '--tickets', '5'], 'The Nango CLI could not compile the functions'],
  ])('are reported by %s', async (name, args, words) => {
    const said = await failure([`scripts/${name}.ts`, ...args], {}, checkout.root);
    expect(said).toContain(words);
    expect(await secrets.inFolder(join(checkout.root, 'integrations'))).toEqual([]);
  });
});
