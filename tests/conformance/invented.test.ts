import { describe, expect, test } from 'vitest';

import { neededResources } from '../../connection/resources.js';
import { registry, syncNeeds } from '../../records/registry.js';
import { recordTypes } from '../../sandbox/halo/index.js';
import { catalogue } from '../faults/catalogue/index.js';
import { endure } from '../faults/endure.js';
import { playedAgainst, verdictFor } from '../faults/fault.js';
import { search } from '../properties/prove.js';
import { kindOf, representatives } from '../support/kinds.js';
import { Runtime } from '../support/world.js';
import { compileVehicles } from './invented/compile.js';
import { tenantVehicles } from './invented/tenant.js';
import { vehicleList } from './invented/vehicles.js';
import { conformance } from './suite.js';

/**
 * A record type that Halo does not have, added as CONTRIBUTING.md says: a file like those of `records/`, a declaration, a
 * line in the registry, and a description in the tenant. Everything below follows from these.
 */
const { declaration, source } = await compileVehicles();
const withVehicles = { ...registry, vehicles: [vehicleList] as const };
const kind = kindOf(declaration, source, withVehicles.vehicles[0], [...recordTypes, tenantVehicles]);

describe('an invented type', () => {
  describe('conforms', () => {
    conformance(kind);
  });

  test('is read by the connection check, with its permission', () => {
    expect(neededResources(syncNeeds(withVehicles)).find(({ name }) => name === 'vehicles')).toMatchObject({
      label: 'vehicles',
      scope: 'read:assets',
      syncs: ['vehicles'],
    });
  });

  test('loses no record and deletes no existing one', async () => {
    const { subject, types } = kind;
    const { counterexample, tally } = await search(subject, { runs: 50, seed: 20261126, types });
    expect(counterexample).toBeUndefined();
    expect(tally.schedules).toBe(50);
  });

  const short = catalogue
    .flatMap(({ faults }) => faults)
    .filter((fault) => playedAgainst(fault).length > representatives.length);
  test.each(short)('survives: $name', async (fault) => {
    const runtime = new Runtime();
    for (const situation of ['first', 'later'] as const) {
      expect(await endure(kind, fault, situation, runtime)).toMatchObject({
        outcome: verdictFor(fault[situation], kind),
        wronglyDeleted: [],
        differences: [],
      });
    }
  });
});
