import { readdir } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { deploy, type DeployOptions } from '../../../scripts/deploy/deploy.js';
import { report } from '../../../scripts/deploy/report.js';
import { NangoEnvironment, SmallPackage } from './support.js';

/** The whole way: the real CLI compiles, and the stand-in is deployed to, which switches off as much as the real server. */

let project: SmallPackage;
let environment: NangoEnvironment;

beforeAll(async () => {
  project = await SmallPackage.open();
});
afterAll(() => project.close());
beforeEach(async () => {
  environment = await NangoEnvironment.open({ 'halo-psa': 'halo-psa', 'halo-itsm': 'halo-itsm', hub: 'hubspot' });
});
afterEach(() => environment.close());

const run = (changes: Partial<DeployOptions> = {}) => deploy(project.options(environment.env, changes));
const events = (key: string) => environment.active(key, 'on-event');

it('a dry run sends and asks nothing, and lists the event functions too', async () => {
  // Nothing listens there.
  const env = { NANGO_SECRET_KEY_DEV: 'key', NANGO_HOSTPORT: 'http://127.0.0.1:1' };
  const outcome = await deploy(project.options(env, { dryRun: true }));
  expect(report(outcome, 'halo-psa', 'dev').split('\n')).toEqual([
    'Would deploy to halo-psa in dev:',
    '  syncs: tickets',
    '  event functions: welcome, check',
  ]);
});

describe('event functions of other integrations', () => {
  it('stay active where the same package is deployed, whichever of the two is deployed last', async () => {
    const first = await run();
    expect(report(first, 'halo-psa', 'dev').split('\n')).toEqual([
      'Deployed to halo-psa in dev, and active there:',
      '  syncs: tickets@v1.0.0',
      '  event functions: welcome@v0.0.1, check@v0.0.1',
    ]);
    expect(await environment.active('halo-psa')).toEqual(['check', 'welcome', 'tickets']);
    const second = await run({ integration: 'halo-itsm' });
    expect([await events('halo-psa'), await events('halo-itsm')]).toEqual([
      ['check', 'welcome'],
      ['check', 'welcome'],
    ]);
    expect(report(second, 'halo-itsm', 'dev').split('\n').at(-1)).toBe(
      'Also deployed in this version, because the same functions are active there: halo-psa/welcome, halo-psa/check.',
    );
    await run();
    expect([await events('halo-psa'), await events('halo-itsm')]).toEqual([
      ['check', 'welcome'],
      ['check', 'welcome'],
    ]);
    expect(await environment.active('halo-itsm', 'sync')).toEqual(['tickets']);
    expect((await readdir(project.root)).filter((name) => name.startsWith('.deploy-'))).toEqual([]);
  });

  it('prevent the deployment if they belong to another project, unless deactivating them is allowed', async () => {
    await environment.deployTheirs('hub', ['their-check', 'their-other-check']);
    await expect(run()).rejects.toThrow(
      /would deactivate hub\/their-check, hub\/their-other-check in "dev".*again with --deactivate-other-events\.$/,
    );
    expect([await events('hub'), await environment.active('halo-psa')]).toEqual([
      ['their-check', 'their-other-check'],
      [],
    ]);

    const outcome = await run({ deactivateOtherEvents: true });
    expect([await events('hub'), await events('halo-psa')]).toEqual([[], ['check', 'welcome']]);
    expect(await environment.active('hub', 'action')).toEqual(['their-action']);
    expect(report(outcome, 'halo-psa', 'dev').split('\n').at(-1)).toBe(
      'Deactivated, as --deactivate-other-events allows: hub/their-check, hub/their-other-check.',
    );
  });
});
