import { describe, expect, test } from 'vitest';

import { HaloClient } from '../../../halo/transport/client.js';
import { ClosedError } from '../../../halo/transport/lifetime.js';
import { ScriptedConnection, statusError, useSimulatedClock, type Scripted } from '../../support/connection.js';

const simulated = useSimulatedClock();

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    simulated.clock.setTimeout(resolve, milliseconds);
  });

const hour = 3_600_000;
const always = (answer: Scripted) => new ScriptedConnection(() => answer);
const list = (client: HaloClient) => client.list('tickets', '/Tickets', {});

describe('a client that is closed', () => {
  test.each<[string, Scripted]>([
    ['waits for Halo to recover', statusError(503)],
    ['waits for the budget', statusError(429)],
    ['waits as long as Halo said', statusError(429, '', { 'retry-after': '60' })],
    ['waits after an answer that cannot be read', { data: '' }],
  ])('sends nothing more when it %s', async (_name, answer) => {
    const connection = always(answer);
    const { client } = connection;
    const reading = list(client);
    const ended = expect(reading).rejects.toThrow(ClosedError);
    await wait(500);
    client.close();
    await wait(hour);
    await ended;
    expect(connection.asked).toHaveLength(1);
  });

  test('sends nothing at all', async () => {
    const connection = always({ data: [] });
    const { client } = connection;
    client.close();
    await expect(list(client)).rejects.toThrow(ClosedError);
    expect(connection.asked).toEqual([]);
  });

  test('returns no answer that comes later', async () => {
    const connection = new ScriptedConnection(async () => {
      await wait(200);
      return { data: [] };
    });
    const { client } = connection;
    const reading = list(client);
    const ended = expect(reading).rejects.toThrow(ClosedError);
    await wait(100);
    client.close();
    await ended;
  });

  test.each([0, 1])('renews no token, however far the renewal has come: %d of two steps', async (step) => {
    const connection = always(statusError(401));
    const read = connection.getConnection.bind(connection);
    let steps = 0;
    connection.getConnection = async (key, id, options) => {
      if (steps++ === step) client.close();
      await wait(10);
      return read(key, id, options);
    };
    const client = new HaloClient(connection);
    await expect(list(client)).rejects.toThrow(ClosedError);
    await wait(hour);
    expect(connection.refreshes).toBe(0);
    expect(connection.asked).toHaveLength(1);
  });
});

describe('a branch of a client', () => {
  test('can be closed alone, and the client continues', async () => {
    const connection = always({ data: [] });
    const { client } = connection;
    const branch = client.branch();
    branch.close();
    await expect(list(branch)).rejects.toThrow(ClosedError);
    await expect(list(client)).resolves.toMatchObject({ body: [] });
  });

  test('is closed with the client', async () => {
    const connection = always({ data: [] });
    const { client } = connection;
    const branch = client.branch();
    client.close();
    await expect(list(branch)).rejects.toThrow(ClosedError);
  });

  test('adds its requests to those of the client', async () => {
    const connection = new ScriptedConnection((_asked, turn) => (turn === 1 ? statusError(503) : { data: [] }));
    const { client } = connection;
    await list(client.branch());
    expect(client.requests).toBe(2);
    expect(client.waited).toEqual({ budget: 0, recovery: 1_000 });
  });
});
