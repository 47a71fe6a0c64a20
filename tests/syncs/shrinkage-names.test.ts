import { expect, test } from 'vitest';

import { followedLists } from '../../records/registry.js';
import { findMistakes } from '../../records/spelling.js';
import { ImplausibleShrinkageError } from '../../syncs/deleting/errors.js';
import { others, representatives } from '../support/kinds.js';
import { World } from '../support/world.js';
import { failureOf } from './three.js';

/** What the message tells people to write, in its first pair of brackets. */
const advice = (message: string): string => /accept_shrinkage" to \["([^"]+)"\]/.exec(message)?.[1] ?? '';

test.each(followedLists())('the setting that the message names for $name exists', (list) => {
  const { message } = new ImplausibleShrinkageError(list, 100, 90);
  expect(findMistakes({ accept_shrinkage: [advice(message)] })).toEqual([]);
});

test('the setting that the message names allows the deletions', async () => {
  const kind = [...representatives, ...others].find(({ sync }) => sync === 'ticket-types');
  if (kind === undefined) throw new Error('There is no sync of ticket types.');
  const world = new World({ each: 12, metadata: {} });
  await world.sync(kind.sync);
  for (let gone = 0; gone < 11; gone += 1) kind.subject.apply(world.tenant, { kind: 'delete', pick: 0 }, '');
  world.clock.advance(25 * 3_600_000);
  const refused = failureOf(await world.run(kind.sync));
  expect(refused.code).toBe('halo_implausible_shrinkage');
  world.metadata['accept_shrinkage'] = [advice(String(refused.message))];
  expect((await world.run(kind.sync)).success).toBe(true);
});
