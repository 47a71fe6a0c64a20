import { expect, it } from 'vitest';

import type { Connection } from '../../examples/consumer/connection.js';
import { ConnectionQueue } from '../../examples/consumer/queue.js';

const of = (connectionId: string, providerConfigKey = 'halo-psa'): Connection => ({ connectionId, providerConfigKey });

it('the queue works through one connection in order and through others simultaneously, and queues nothing twice', async () => {
  const log: string[] = [];
  const release = new Map<string, () => void>();
  const queue = new ConnectionQueue(async ({ connectionId, providerConfigKey }) => {
    const key = `${providerConfigKey}/${connectionId}`;
    log.push(`begin ${key}`);
    await new Promise<void>((resolve) => release.set(key, resolve));
    log.push(`end ${key}`);
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  queue.push(of('a'));
  await turn();
  for (const connection of [of('a'), of('a'), of('a'), of('b'), of('a', 'halo-itsm')]) queue.push(connection);
  await turn();
  expect(log).toEqual(['begin halo-psa/a', 'begin halo-psa/b', 'begin halo-itsm/a']);
  release.get('halo-psa/a')?.();
  await turn();
  expect(log.slice(3)).toEqual(['end halo-psa/a', 'begin halo-psa/a']);
  for (const resolve of release.values()) resolve();
  await queue.idle();
  expect(log).toHaveLength(8);
});
