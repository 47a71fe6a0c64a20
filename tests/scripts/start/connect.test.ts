import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

import type { LostFailures } from '../../../sandbox/platform/index.js';
import { connect } from '../../../scripts/start/connect.js';
import {
  bundleCode,
  deployment,
  startTestPlatform,
  type TestPlatform,
} from '../../sandbox/platform/support/platform.js';
import { Upstream } from '../../sandbox/platform/support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;

beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(() => upstream.close());
afterEach(() => platform.close());

/** Connects to a platform on which the check refuses every connection. */
async function refusedBy(lostFailures: LostFailures): Promise<unknown> {
  platform = await startTestPlatform(upstream, { lostFailures });
  await platform.nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
  const js = bundleCode('onEvent', "throw new nango.ActionError({ code: 'E1', message: 'Add the agent to a team.' });");
  const script = { name: 'check', event: 'validate-connection', fileBody: { js, ts: '' } };
  await platform.call('POST', '/sync/deploy', {
    // A deployment without syncs and actions does nothing, event functions included.
    ...deployment([{ type: 'action', name: 'act', js: bundleCode('action', 'return {};') }]),
    onEventScriptsByProvider: [{ providerConfigKey: 'halo-psa', scripts: [script] }],
  });
  const halo = { hostname: 'acme.halopsa.test', clientId: 'client', clientSecret: 'very-secret', form: {} };
  return connect(platform.nango, platform.url, halo).catch((error: unknown) => error);
}

it('the message of a refusal is shown, although Nango loses it the first time', async () => {
  upstream.seen.length = 0;
  expect(await refusedBy('as measured')).toMatchObject({
    code: 'connection_validation_failed',
    message: 'The connection was refused. Add the agent to a team.',
  });
  expect(upstream.seen.filter(({ url }) => url === '/auth/token')).toHaveLength(2);
});

it('if Nango loses the message every time, the place where it can be found is shown after some attempts', async () => {
  upstream.seen.length = 0;
  expect(await refusedBy('all')).toMatchObject({
    code: 'connection_refused_without_reason',
    message:
      'The connection was refused, and Nango lost the reason. Start again; the reason is also in ' +
      "Nango's log of the function validate-connection.",
  });
  expect(upstream.seen.filter(({ url }) => url === '/auth/token')).toHaveLength(5);
});

it('a refusal that arrives is not repeated', async () => {
  upstream.seen.length = 0;
  expect(await refusedBy('none')).toMatchObject({ code: 'connection_validation_failed' });
  expect(upstream.seen.filter(({ url }) => url === '/auth/token')).toHaveLength(1);
});
