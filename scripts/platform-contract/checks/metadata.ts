import { isDeepStrictEqual } from 'node:util';

import type { TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

type Metadata = Record<string, unknown>;

const before = { kept: 1, nested: { a: 1 }, given: 1 };
/** A key that is given as null stays with null: no write that merges removes one. */
const change = { nested: { b: 2 }, given: null };

function describeSet(after: Metadata): string {
  return isDeepStrictEqual(after, change) ? 'replaces all' : 'merges';
}

function describeUpdate(after: Metadata): string {
  if (isDeepStrictEqual(after, { kept: 1, ...change })) return 'merges the top level';
  if (isDeepStrictEqual(after, { kept: 1, nested: { a: 1, b: 2 }, given: null })) return 'merges every level';
  return isDeepStrictEqual(after, change) ? 'replaces all' : JSON.stringify(after);
}

/** What is there after a write from outside and after the same from a function, which have to agree. */
async function both(bed: TestBed, describe: (after: Metadata) => string, writes: Writes): Promise<string> {
  const { nango, integration } = bed.options;
  const connection = await bed.connectForSync();
  const results: string[] = [];
  for (const write of [writes.fromOutside, writes.fromFunction]) {
    await nango.setMetadata(integration, connection, before);
    await write(connection);
    results.push(describe(await nango.getMetadata<Metadata>(integration, connection)));
  }
  const [outside = '', inside = ''] = results;
  return outside === inside ? outside : `${outside} from outside, ${inside} from a function`;
}

interface Writes {
  readonly fromOutside: (connection: string) => Promise<unknown>;
  readonly fromFunction: (connection: string) => Promise<unknown>;
}

export const metadataChecks: readonly Check[] = [
  {
    name: 'metadata.writes',
    title: 'What writing metadata leaves of it',
    measure: async (bed) => {
      const { nango, integration } = bed.options;
      return {
        set: await both(bed, describeSet, {
          fromOutside: (id) => nango.setMetadata(integration, id, change),
          fromFunction: (id) => bed.actOne(id, { do: 'setMetadata', metadata: change }),
        }),
        update: await both(bed, describeUpdate, {
          fromOutside: (id) => nango.updateMetadata(integration, id, change),
          fromFunction: (id) => bed.actOne(id, { do: 'updateMetadata', metadata: change }),
        }),
      };
    },
  },
];
