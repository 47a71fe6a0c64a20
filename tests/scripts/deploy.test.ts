import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deploy, type DeployOptions } from '../../scripts/deploy/deploy.js';
import { loadEnvironment, requireSecretKey } from '../../scripts/deploy/environment.js';
import { functionsOf, verifyDeployed } from '../../scripts/deploy/verify.js';

const REPOSITORY = join(import.meta.dirname, '../..');

/** A request as the stand-in for a Nango server saw it. */
interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Answers the CLI's two calls as a server does: a plan, then what was deployed (nango-platform.md §7). */
function standIn(seen: Seen[], answer: () => unknown): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      seen.push({ path, authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() });
      const kinds = ['Syncs', 'Actions', 'OnEventScripts'];
      const plan = Object.fromEntries(
        ['new', 'updated', 'deleted'].flatMap((state) => kinds.map((kind) => [`${state}${kind}`, []])),
      );
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(path.endsWith('/confirmation') ? { ...plan, deletedModels: [] } : answer()));
    });
  });
}

let root = '';
let server: Server;
let host = '';
let answer: unknown = [];
const seen: Seen[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deploy-'));
  const functions = join(root, 'integrations/halo-psa/syncs');
  await mkdir(functions, { recursive: true });
  await mkdir(join(root, 'integrations/.nango'));
  await mkdir(join(root, 'shared'));
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
  await cp(join(REPOSITORY, 'integrations/package.json'), join(root, 'integrations/package.json'));
  await writeFile(join(root, 'integrations/.nango/.gitkeep'), '');
  await writeFile(join(root, 'integrations/index.ts'), "import './halo-psa/syncs/tickets.js';\n");
  await writeFile(join(root, 'shared/say.ts'), "export const say = 'shared by relative import';\n");
  await writeFile(
    join(functions, 'tickets.ts'),
    `import { createSync } from 'nango';
import { z } from 'zod';
import { say } from '../../../shared/say.js';

export default createSync({
  description: 'Tickets.',
  version: '1.0.0',
  frequency: 'every 5m',
  autoStart: true,
  syncType: 'full',
  models: { Ticket: z.object({ id: z.string() }) },
  exec: async (nango) => {
    await nango.log(say);
  },
});
`,
  );
  server = standIn(seen, () => answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  host = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true, force: true });
});

function options(changes: Partial<DeployOptions> = {}): DeployOptions {
  const env = { PATH: process.env['PATH'], HOME: root, NANGO_SECRET_KEY_DEV: 'key-of-dev', NANGO_HOSTPORT: host };
  return {
    root,
    environment: 'dev',
    integration: 'halo-psa',
    dryRun: false,
    allowDestructive: false,
    show: false,
    env,
    ...changes,
  };
}

describe('npm run deploy', () => {
  async function command(args: readonly string[]): Promise<{ exitCode: number | undefined; stderr: string }> {
    const run = await execa('npm', ['run', '--silent', 'deploy', '--', ...args], { cwd: REPOSITORY, reject: false });
    return { exitCode: run.exitCode, stderr: run.stderr };
  }

  it('refuses without an environment and says how to name one', async () => {
    const { exitCode, stderr } = await command([]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Name the environment of Nango to deploy to, for example `npm run deploy -- dev`.');
  });

  it('refuses without the secret key of that environment and says where it comes from', async () => {
    const { exitCode, stderr } = await command(['never-heard-of']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('NANGO_SECRET_KEY_NEVER-HEARD-OF=<key>');
  });
});

describe('deploying with the real CLI', () => {
  it('sends this integration only, with the key of the environment', async () => {
    seen.length = 0;
    answer = [{ name: 'tickets', version: '1.0.0', providerConfigKey: 'halo-psa', type: 'sync', models: ['Ticket'] }];
    expect(await deploy(options())).toEqual(['tickets@v1.0.0']);
    expect(seen.map(({ path }) => path)).toEqual(['/sync/deploy/confirmation', '/sync/deploy']);
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer key-of-dev']));
    expect(seen[1]?.body).toContain('"deployMode":"integration"');
    expect(seen[1]?.body).toContain('"providerConfigKey":"halo-psa"');
  });

  it('deploys the same functions to another integration, and leaves no copy behind', async () => {
    seen.length = 0;
    answer = [{ name: 'tickets', version: '1.0.0', providerConfigKey: 'halo-itsm', type: 'sync', models: ['Ticket'] }];
    expect(await deploy(options({ integration: 'halo-itsm' }))).toEqual(['tickets@v1.0.0']);
    expect(seen[1]?.body).toContain('"providerConfigKey":"halo-itsm"');
    expect(seen[1]?.body).not.toContain('"providerConfigKey":"halo-psa"');
    expect(seen[1]?.body).toContain('shared by relative import');
    expect((await readdir(root)).filter((name) => name.startsWith('.deploy-'))).toEqual([]);
  });

  it('does not believe an exit code of 0 when the server confirmed nothing', async () => {
    answer = [];
    await expect(deploy(options())).rejects.toThrow('the server confirmed no function');
  });

  it('sends nothing in a dry run', async () => {
    seen.length = 0;
    expect(await deploy(options({ dryRun: true }))).toEqual(['tickets']);
    expect(seen).toEqual([]);
  });
});

describe('before anything is sent', () => {
  it.each([undefined, ''])('an environment named %j is refused', async (environment) => {
    await expect(deploy(options({ environment }))).rejects.toThrow('Name the environment of Nango');
  });

  it.each(['../x', 'a/b', '', '-x'])('an integration named %j is refused', async (integration) => {
    await expect(deploy(options({ integration }))).rejects.toThrow("cannot be an integration's folder");
  });

  it('the key of another environment does not do, nor does one without a name', () => {
    expect(() => {
      requireSecretKey('prod', { NANGO_SECRET_KEY_DEV: 'k', NANGO_SECRET_KEY: 'k' });
    }).toThrow('NANGO_SECRET_KEY_PROD=<key>');
    expect(() => {
      requireSecretKey('prod', { NANGO_SECRET_KEY_PROD: '  ' });
    }).toThrow('NANGO_SECRET_KEY_PROD');
    expect(() => {
      requireSecretKey('prod', { NANGO_SECRET_KEY_PROD: 'k' });
    }).not.toThrow();
  });

  it('keys come from both .env files, and what is set already wins', async () => {
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

describe('verifyDeployed', () => {
  const output = '\u001b[32mSuccessfully deployed the functions: \r\n- tickets@v1.0.0\r\n- customers@v2\u001b[39m\n';

  it("reads the server's confirmation", () => {
    expect(verifyDeployed({ exitCode: 0, output }, ['customers', 'tickets'])).toEqual([
      'tickets@v1.0.0',
      'customers@v2',
    ]);
  });

  it.each([
    ['a function is not confirmed', 0, output, ['tickets', 'assets'], 'did not confirm assets'],
    ['nothing is confirmed', 0, 'Secret Key: ', ['tickets'], 'confirmed no function'],
    ['the CLI failed', 11, 'boom', ['tickets'], 'Read its output above'],
    [
      'a removal needs consent',
      11,
      'and --allow-destructive flag. Exiting',
      ['tickets'],
      'run it with --allow-destructive',
    ],
    ['there is no such integration', 11, '(unknown_provider_config)', ['tickets'], 'create it in Nango first'],
    ['the CLI was killed', undefined, output, ['tickets'], 'The CLI failed'],
  ])('refuses when %s', (_, exitCode, text, expected, says) => {
    expect(() => verifyDeployed({ exitCode, output: text }, expected)).toThrow(says);
  });

  it('expects the syncs and actions of that integration only', () => {
    const one = {
      providerConfigKey: 'halo-psa',
      syncs: [],
      actions: [],
      onEventScripts: { 'validate-connection': ['check'] },
    };
    expect(functionsOf([one], 'halo-psa')).toEqual([]);
    expect(functionsOf([one], 'other')).toEqual([]);
  });
});
