import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';

import { deploy } from '../../../scripts/deploy/deploy.js';
import { loadEnvironment } from '../../../scripts/deploy/environment.js';
import { requireSecretKey, targetOf } from '../../../scripts/deploy/target.js';
import { NangoEnvironment, REPOSITORY } from './support.js';

/** Nothing can be compiled here, which shows that every message below comes before compiling. */
const NOWHERE = '/nonexistent';
const KEY = '2b9a0d2e-1111-4000-8000-00000000beef';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The sentence that a deployment with these variables ends with. It never holds the key. */
async function sentence(env: Record<string, string>): Promise<string> {
  const options = {
    ...{ root: NOWHERE, environment: 'dev', integration: 'halo-psa', dryRun: false, show: false },
    ...{ allowDestructive: false, deactivateOtherEvents: false },
    env: { NANGO_SECRET_KEY_DEV: KEY, ...env },
  };
  const error: unknown = await deploy(options).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'DeployProblem' });
  if (!(error instanceof Error)) throw new Error('No problem was told');
  expect(`${error.message}${error.stack ?? ''}${JSON.stringify(error)}`).not.toContain(KEY);
  expect(error.cause).toBeUndefined();
  return error.message;
}

async function listen(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('NANGO_HOSTPORT', () => {
  it.each([
    'nango.example.com',
    'nango.example.com:3003',
    'localhost:3003',
    'https://',
    'ftp://nango.example.com',
    'https://nango.example.com/nango',
    'https://nango.example.com?key=1',
    `https://${KEY}@nango.example.com`,
    KEY,
  ])('%j is reported as no address, without repeating it', async (value) => {
    expect(await sentence({ NANGO_HOSTPORT: value })).toBe(
      'NANGO_HOSTPORT is not the address of a server. It consists of the scheme and the host, with the port if it is ' +
        'not the usual one, such as https://nango.example.com. Correct it in .env or where it is exported.',
    );
  });

  it('may end with a slash, and defaults to Nango Cloud', () => {
    const env = { NANGO_SECRET_KEY_DEV: KEY };
    expect(targetOf('dev', { ...env, NANGO_HOSTPORT: ' https://nango.example.com:8443/ ' })).toMatchObject({
      url: 'https://nango.example.com:8443',
      host: 'nango.example.com:8443',
      isOwnServer: true,
    });
    expect(targetOf('dev', { ...env, NANGO_HOSTPORT: '' })).toMatchObject({
      url: 'https://api.nango.dev',
      isOwnServer: false,
    });
  });

  it('is named with its host when nothing listens there', async () => {
    const free = createServer();
    const host = await listen(free);
    await closers.pop()?.();
    expect(await sentence({ NANGO_HOSTPORT: `http://${host}` })).toBe(
      `Nango does not answer at ${host}, the host in NANGO_HOSTPORT: the connection was refused. Correct NANGO_HOSTPORT, or ` +
        'make sure that the server runs and can be reached from this machine, then run this again.',
    );
  });

  it('is named with its host when no such host is known', async () => {
    expect(await sentence({ NANGO_HOSTPORT: 'https://nango.invalid' })).toContain(
      'at nango.invalid, the host in NANGO_HOSTPORT: no host of that name was found.',
    );
  });

  it.each([
    ['a web page', 200, '<html>Welcome</html>'],
    ['something else', 200, '{"ok":true}'],
    ['a page that is not there', 404, '<html>Not found</html>'],
  ])('is named when %s is served there', async (_, status, body) => {
    const host = await listen(createServer((_request, response) => response.writeHead(status).end(body)));
    expect(await sentence({ NANGO_HOSTPORT: `http://${host}` })).toContain('Is NANGO_HOSTPORT its address?');
  });
});

describe('a server of your own', () => {
  it('whose certificate has an unknown authority is reached once that authority is named', async () => {
    const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const refuse = createSecureServer({ key: pem.private, cert: pem.cert }, (_request, response) =>
      response
        .writeHead(403)
        .end(JSON.stringify({ error: { code: 'forbidden', message: 'Required: environment:deploy' } })),
    );
    const host = await listen(refuse);
    const env = { NANGO_HOSTPORT: `https://${host}` };
    expect(await sentence(env)).toContain('its certificate is not trusted');

    const folder = await mkdtemp(join(tmpdir(), 'deploy-'));
    closers.push(() => rm(folder, { recursive: true }));
    const authority = join(folder, 'ca.pem');
    await writeFile(authority, pem.cert);
    expect(await sentence({ ...env, NANGO_CLI_TLS_CA: authority })).toBe(
      `Nango at ${host} says that the key in NANGO_SECRET_KEY_DEV lacks a permission: "Required: environment:deploy". Add it ` +
        'to the key in Nango, or take a key without limits.',
    );
  });

  it.each([
    ['a file that is not there', '/nonexistent/cert.pem', 'The file that NANGO_CLI_TLS_CERT names cannot be read.'],
    ['a file that is no certificate', join(REPOSITORY, 'LICENSE'), 'are not a certificate with its key'],
  ])('is not asked when NANGO_CLI_TLS_CERT names %s', async (_, file, says) => {
    const options = {
      ...{ root: NOWHERE, environment: 'dev', integration: 'halo-psa', dryRun: false, show: false },
      ...{ allowDestructive: false, deactivateOtherEvents: false },
      env: { NANGO_SECRET_KEY_DEV: KEY, NANGO_HOSTPORT: 'https://nango.invalid', NANGO_CLI_TLS_CERT: file },
    };
    await expect(deploy(options)).rejects.toThrow(says);
  });
});

describe('the secret key', () => {
  it('is named by its variable if the server does not accept it', async () => {
    const environment = await NangoEnvironment.open({});
    closers.push(() => environment.close());
    const host = new URL(environment.platform.url).host;
    expect(await sentence({ NANGO_HOSTPORT: environment.platform.url })).toMatch(
      `Nango at ${host} does not accept the key in NANGO_SECRET_KEY_DEV (status 401, unknown_user_account).`,
    );
  });

  it('has to be that of the environment, and a variable without its name is not used', () => {
    expect(() => requireSecretKey('prod', { NANGO_SECRET_KEY_DEV: 'k', NANGO_SECRET_KEY: 'k' })).toThrow(
      'NANGO_SECRET_KEY_PROD=<key>',
    );
    expect(() => requireSecretKey('prod', { NANGO_SECRET_KEY_PROD: '  ' })).toThrow('NANGO_SECRET_KEY_PROD');
    expect(requireSecretKey('prod', { NANGO_SECRET_KEY_PROD: ' k ' })).toBe('k');
  });

  it('is read from both .env files, and variables that are already set take precedence', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'env-'));
    await mkdir(join(folder, 'integrations'));
    await writeFile(join(folder, '.env'), 'NANGO_SECRET_KEY_DEV=root\nNANGO_SECRET_KEY_A=root\n');
    await writeFile(join(folder, 'integrations/.env'), 'NANGO_SECRET_KEY_A=inner\nNANGO_SECRET_KEY_B="inner"\n');
    expect(await loadEnvironment(folder, { NANGO_SECRET_KEY_B: 'set' })).toEqual({
      NANGO_SECRET_KEY_DEV: 'root',
      NANGO_SECRET_KEY_A: 'inner',
      NANGO_SECRET_KEY_B: 'set',
    });
    await rm(folder, { recursive: true, force: true });
  });
});

describe('before anything else', () => {
  const options = {
    ...{ root: NOWHERE, dryRun: false, show: false, allowDestructive: false, deactivateOtherEvents: false },
    env: { NANGO_SECRET_KEY_DEV: KEY },
  };

  it.each([undefined, ''])('an environment named %j is refused', async (environment) => {
    await expect(deploy({ ...options, environment, integration: 'halo-psa' })).rejects.toThrow('Name the environment');
  });

  it.each(['../x', 'a/b', '', '-x'])('an integration named %j is refused', async (integration) => {
    await expect(deploy({ ...options, environment: 'dev', integration })).rejects.toThrow(
      "cannot be an integration's folder",
    );
  });

  it('the command says so in one line and ends with 1', async () => {
    const command = (args: string[]) =>
      execa('npm', ['run', '--silent', 'deploy', '--', ...args], { cwd: REPOSITORY, reject: false });
    expect(await command([])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('for example `npm run deploy -- dev`.') as string,
    });
    expect(await command(['never-heard-of'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('NANGO_SECRET_KEY_NEVER-HEARD-OF=<key>') as string,
    });
  });
});
