import { afterEach, beforeEach, expect, it } from 'vitest';

import type { Flow } from '../../../scripts/deploy/compiled.js';
import { reviewRemovals } from '../../../scripts/deploy/removals.js';
import { Server } from '../../../scripts/deploy/server.js';
import { shipmentFor } from '../../../scripts/deploy/shipment.js';
import { targetOf } from '../../../scripts/deploy/target.js';
import { NangoEnvironment } from './support.js';

/** What the integration itself loses when a version has less than the one before it. */

let environment: NangoEnvironment;
let server: Server;

beforeEach(async () => {
  environment = await NangoEnvironment.open({ 'halo-psa': 'halo-psa' });
  server = new Server(targetOf('dev', environment.env));
});
afterEach(() => environment.close());

const fileBody = { js: "module.exports.default = { type: 'sync', exec: async () => undefined };", ts: '// ours' };

function sync(name: string, models: string[]): Flow {
  return {
    ...{ type: 'sync', syncName: name, providerConfigKey: 'halo-psa', models, runs: 'every hour', fileBody },
    ...{ version: '1.0.0', track_deletes: false, auto_start: false, endpoints: [] },
    models_json_schema: { definitions: Object.fromEntries(models.map((model) => [model, { type: 'object' }])) },
  };
}

const check = { name: 'check', event: 'validate-connection', fileBody } as const;
const before = shipmentFor('halo-psa', { flows: [sync('a', ['A', 'Old']), sync('b', ['B'])], events: [check] }, []);
const after = shipmentFor('halo-psa', { flows: [sync('a', ['A'])], events: [{ ...check, name: 'other' }] }, []);

it('the command refuses to send functions of different types that have one name', () => {
  const shared = { flows: [sync('check', ['A'])], events: [check] };
  expect(() => shipmentFor('halo-psa', shared, [])).toThrow(/^Functions of different types have the name check, and/);
});

it('a removal is reported if no connection has the function', async () => {
  await server.deploy(before);
  expect(reviewRemovals(await server.removals(after), false)).toBe(
    'This version no longer has halo-psa/b, halo-psa/check, which will be removed.',
  );
  expect(reviewRemovals(await server.removals(before), false)).toBeUndefined();
});

it('a removal needs a confirmation if a connection has the function', async () => {
  await environment.importConnection('halo-psa');
  await server.deploy(before);
  const removals = await server.removals(after);
  expect(() => reviewRemovals(removals, false)).toThrow(
    'Nothing was deployed, because that would remove the sync b (1 connection), the model Old, with their records.',
  );
  expect(reviewRemovals(removals, true)).toContain('halo-psa/b');
});
