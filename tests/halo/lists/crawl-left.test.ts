import { expect, test } from 'vitest';

import { crawl, crawlStart } from '../../../halo/lists/crawl.js';
import { lists } from '../../support/lists.js';
import { ScriptedConnection, statusError, useSimulatedClock } from '../../support/connection.js';
import { all } from './reading.js';

const simulated = useSimulatedClock();

/** A page that counts more rows than it has, and then a server that is out of order. */
const outOfOrder = () =>
  new ScriptedConnection((_asked, turn) =>
    turn === 1 ? { data: { record_count: 9, tickets: [{ id: 1 }] } } : statusError(503),
  );

test.each<[string, () => void]>([
  ['by its caller', () => undefined],
  [
    'by an error of its caller',
    () => {
      throw new Error('A page cannot be saved');
    },
  ],
])('a crawl that its caller leaves early %s does not repeat the request for the next page', async (_name, work) => {
  const connection = outOfOrder();
  const { client } = connection;
  const reading = async (): Promise<void> => {
    for await (const step of crawl({ client, list: lists.tickets, selection: all, pageSize: 1 }, crawlStart)) {
      expect(step.ids).toEqual([1]);
      work();
      break;
    }
  };
  await reading().catch(() => undefined);
  const asked = connection.asked.length;
  await new Promise<void>((resolve) => {
    simulated.clock.setTimeout(resolve, 3_600_000);
  });
  expect(asked).toBe(2);
  expect(connection.asked).toHaveLength(asked);
  expect((await client.list('tickets', '/Tickets', {}).catch((error: unknown) => error)) instanceof Error).toBe(true);
  expect(connection.asked.length).toBeGreaterThan(asked);
});
