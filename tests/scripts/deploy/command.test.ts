import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { readCompiled } from '../../../scripts/deploy/compiled.js';
import { checkOut, declareOnly, plainEnvironment, type Checkout } from '../../e2e/support/checkout.js';
import { NangoEnvironment } from './support.js';

/** This package itself, deployed by the command and by the platform's CLI. */

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut();
  // One of each kind: all functions would only take long.
  await declareOnly(checkout.root, [
    'syncs/tickets',
    'syncs/articles',
    'actions/create-ticket',
    'on-events/validate-connection',
    'on-events/post-connection-creation',
  ]);
});
afterAll(() => checkout.remove());

it('the command compiles once, and finally shows what is active on the server', async () => {
  const environment = await NangoEnvironment.open({ 'halo-psa': 'halo-psa' });
  const { all, exitCode } = await execa('node', ['--import', 'tsx', 'scripts/deploy.ts', 'dev'], {
    cwd: checkout.root,
    env: plainEnvironment(environment.env),
    extendEnv: false,
    all: true,
    reject: false,
  });
  const active = await environment.active('halo-psa');
  await environment.close();
  expect(all.match(/Typechecking/g)).toHaveLength(1);
  expect(all).toContain('Deployed to halo-psa in dev, and active there:');
  expect(all).toMatch(/ {2}syncs: .*tickets@v\d/);
  expect(all).toMatch(/ {2}event functions: post-connection-creation@v0\.0\.1, validate-connection@v0\.0\.1$/m);
  expect(all).not.toContain(environment.platform.secretKey);
  expect(exitCode).toBe(0);
  const { flows, events } = await readCompiled(join(checkout.root, 'integrations'), 'halo-psa');
  expect(active).toHaveLength(flows.length + events.length);
});

it('it sends the same for one integration as the CLI would send', async () => {
  const sent: string[] = [];
  const recorder = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push(Buffer.concat(chunks).toString());
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'recorded', message: 'Recorded.' } }));
    });
  });
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve));
  const address = recorder.address() as AddressInfo;
  const folder = join(checkout.root, 'integrations');
  const quiet = ['--auto-confirm', '--no-interactive', '--no-telemetry', '--no-dependency-update'];
  await execa('nango', ['deploy', 'dev', '--integration', 'halo-psa', ...quiet], {
    cwd: folder,
    preferLocal: true,
    localDir: checkout.root,
    env: plainEnvironment({
      ...{ NANGO_SECRET_KEY_DEV: 'key', NANGO_HOSTPORT: `http://127.0.0.1:${address.port}` },
      ...{ CI: 'true', NANGO_CLI_UPGRADE_MODE: 'ignore' },
    }),
    extendEnv: false,
    reject: false,
  });
  await new Promise((resolve) => recorder.close(resolve));

  const { flows, events } = await readCompiled(folder, 'halo-psa');
  const ours: unknown = JSON.parse(
    JSON.stringify({
      flowConfigs: flows,
      onEventScriptsByProvider: [{ providerConfigKey: 'halo-psa', scripts: events }],
    }),
  );
  const [theirs = '{}'] = sent;
  const { flowConfigs, onEventScriptsByProvider } = JSON.parse(theirs) as Record<string, unknown>;
  expect(ours).toEqual({ flowConfigs, onEventScriptsByProvider });
});
