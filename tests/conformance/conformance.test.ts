import { describe, expect, test } from 'vitest';

import { registry } from '../../records/registry.js';
import { deployedSyncs } from '../support/deployment.js';
import { kinds } from '../support/kinds.js';
import { conformance } from './suite.js';

test('every sync that is deployed has its line in the registry, and no other', () => {
  expect(Object.keys(registry).sort()).toEqual(
    deployedSyncs()
      .map(({ name }) => name)
      .sort(),
  );
});

describe.each(kinds)('$sync', conformance);
