import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import type { FunctionName } from '../../../scripts/deploy/functions.js';
import { otherEvents, PROVIDERS, survey } from '../../../scripts/deploy/others.js';
import { Server } from '../../../scripts/deploy/server.js';
import { targetOf } from '../../../scripts/deploy/target.js';
import { NangoEnvironment, REPOSITORY } from './support.js';

let environment: NangoEnvironment;
let server: Server;

beforeEach(async () => {
  environment = await NangoEnvironment.open({ 'halo-psa': 'halo-psa', 'halo-eu': 'halo-psa', hub: 'hubspot' });
  server = new Server(targetOf('dev', environment.env));
});
afterEach(() => environment.close());

const own: FunctionName[] = [
  { type: 'action', name: 'look' },
  { type: 'on-event', name: 'check', event: 'validate-connection' },
];

async function sorted(): Promise<{ kept: string[]; lost: string[] }> {
  const { kept, lost } = await otherEvents(server, await survey(server, 'halo-psa'), own);
  const names = (list: typeof kept) => list.map(({ integration, name }) => `${integration}/${name}`);
  return { kept: names(kept), lost: names(lost) };
}

describe('event functions of another integration', () => {
  it("belong to this package if everything there does, and the provider is one of Halo's", async () => {
    await environment.deployTheirs('halo-eu', ['check'], 'look');
    expect(await sorted()).toEqual({ kept: ['halo-eu/check'], lost: [] });
  });

  it.each([
    ['the provider is another', 'hub', ['check'], 'look'],
    ['there is a function that this package does not have', 'halo-eu', ['check'], 'their-action'],
    ['there is an event function that this package does not have', 'halo-eu', ['check', 'theirs'], 'look'],
  ])('belong to another project if %s', async (_, key, events, action) => {
    await environment.deployTheirs(key, events, action);
    expect(await sorted()).toEqual({ kept: [], lost: events.map((name) => `${key}/${name}`) });
  });

  it('do not count if their integration was deleted, although the server continues to list them', async () => {
    await environment.deployTheirs('hub', ['theirs']);
    await environment.nango.deleteIntegration('hub');
    expect(await server.integrationsWithEvents()).toEqual(['hub']);
    expect(await sorted()).toEqual({ kept: [], lost: [] });
    await environment.nango.createIntegration({ provider: 'hubspot', unique_key: 'hub' });
    expect(await sorted()).toEqual({ kept: [], lost: [] });
  });

  it('are none if there are only those of the integration itself', async () => {
    await environment.deployTheirs('halo-psa', ['theirs']);
    expect(await sorted()).toEqual({ kept: [], lost: [] });
  });
});

it('an integration that does not exist is named together with those that do', async () => {
  await expect(survey(server, 'halo-itsm')).rejects.toThrow(
    'has no integration "halo-itsm", it has these: halo-psa, halo-eu, hub. Create it in Nango first',
  );
});

it('the providers are those of the definition', async () => {
  const definition: unknown = parse(await readFile(join(REPOSITORY, 'providers/halo-psa.yaml'), 'utf8'));
  expect(Object.keys(definition as object)).toEqual(PROVIDERS);
});
