import { z } from 'zod';

import { mark, valueOf, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

const Waited = z.object({ longestWaitMs: z.number() });
/** What passes between the end of a run and the moment that its answers are read, at the most. */
const slack = 5000;

async function has(bed: TestBed, connection: string, id: string): Promise<boolean> {
  const { records } = await bed.records(connection);
  return records.some((record) => record.id === id);
}

export const syncChecks: readonly Check[] = [
  {
    name: 'syncs.reset',
    title: 'What a trigger forgets',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const look = [{ do: 'checkpoint' }] as const;
      await bed.sync(connection, [
        { do: 'save', records: [[['id', 'kept']]] },
        { do: 'saveCheckpoint', fields: { page: 1 } },
      ]);
      const [plain] = await bed.sync(connection, look, { emptyCache: true });
      const isIgnored = valueOf(plain) !== null && (await has(bed, connection, 'kept'));
      const [reset] = await bed.sync(connection, look, { reset: true });
      const isForgotten = valueOf(reset) === null && (await has(bed, connection, 'kept'));
      await bed.sync(connection, look, { reset: true, emptyCache: true });
      return {
        emptyCacheAlone: isIgnored ? 'ignored' : 'obeyed',
        reset: isForgotten ? 'forgets the checkpoint' : 'keeps the checkpoint or removes records',
        resetAndEmptyCache: (await has(bed, connection, 'kept')) ? 'keeps the records' : 'removes the records',
      };
    },
  },
  {
    name: 'syncs.failure',
    title: 'What a failed run leaves',
    measure: async (bed) => {
      const { nango, integration } = bed.options;
      const connection = await bed.connectForSync();
      const order = await bed.order(connection, [
        { do: 'save', records: [[['id', 'before']]] },
        { do: 'break', message: 'The probe ends here.' },
      ]);
      // A paused sync shows that it is paused, and not how its run ended.
      await bed.until('the sync to start', () =>
        nango.startSync(integration, ['steps'], connection).then(
          () => true,
          () => undefined,
        ),
      );
      await bed.trigger(connection, {});
      await bed.answersTo(order, connection);
      await bed.settled(connection);
      const status = await bed.until('the status of the failed run', async () => {
        const { syncs } = await nango.syncStatus(integration, ['steps'], connection);
        const [sync] = syncs;
        return sync === undefined || sync.status === 'RUNNING' ? undefined : sync.status;
      });
      await nango.pauseSync(integration, ['steps'], connection);
      return { status, savedBefore: (await has(bed, connection, 'before')) ? 'kept' : 'lost' };
    },
  },
  {
    name: 'syncs.locks',
    title: 'Whether a lock keeps other runs out',
    measure: async (bed) => {
      const key = mark();
      const answers = await bed.act(await bed.connect(), [
        { do: 'lock', key },
        { do: 'nested', steps: [{ do: 'lock', key }] },
      ]);
      const nested = z.object({ answers: z.tuple([z.object({ value: z.boolean() })]) }).parse(valueOf(answers[1]));
      return nested.answers[0].value ? 'none' : 'shared by all runs';
    },
  },
  {
    name: 'syncs.trigger',
    title: 'How long a triggered run may wait',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      await bed.sync(connection, []);
      return { longestWaitMs: Math.ceil(bed.longestWait / 1000) * 1000 };
    },
    fits: (measured, expected) => Waited.parse(measured).longestWaitMs <= Waited.parse(expected).longestWaitMs + slack,
  },
];
