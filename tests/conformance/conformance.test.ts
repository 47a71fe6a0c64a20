import { describe, expect, test } from 'vitest';

import { registry } from '../../records/registry.js';
import { deployedSyncs } from '../support/deployment.js';
import { kinds } from '../support/kinds.js';
import { conformance } from './suite.js';

test('the registry has a line for every deployed sync, and for no other', () => {
  expect(Object.keys(registry).sort()).toEqual(
    deployedSyncs()
      .map(({ name }) => name)
      .sort(),
  );
});

describe.each(kinds)('$sync', conformance);
