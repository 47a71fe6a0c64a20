import { valueOf } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

export const checkpointChecks: readonly Check[] = [
  {
    name: 'checkpoints.size',
    title: 'How much a checkpoint holds',
    measure: async (bed) => {
      const { fields, text, name } = bed.options.facts['checkpoints.size'];
      const connection = await bed.connect();
      const limit = (of: 'fields' | 'text' | 'name', guess: number) =>
        bed.actOne(connection, { do: 'checkpointLimit', of, guess });
      return {
        fields: await limit('fields', fields),
        text: await limit('text', text),
        name: await limit('name', name),
      };
    },
  },
  {
    name: 'checkpoints.life',
    title: 'How long a checkpoint lives',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      await bed.sync(connection, [{ do: 'saveCheckpoint', fields: { page: 1 } }]);
      const order = await bed.order(connection, [
        { do: 'saveCheckpoint', fields: { page: 2 } },
        { do: 'break', message: 'The probe ends here.' },
      ]);
      await bed.trigger(connection, {});
      await bed.answersTo(order, connection);
      await bed.settled(connection);
      const answers = await bed.sync(connection, [
        { do: 'checkpoint' },
        { do: 'clearCheckpoint' },
        { do: 'checkpoint' },
        { do: 'saveCheckpoint', fields: { page: 3 } },
        { do: 'checkpoint' },
      ]);
      const read = valueOf(answers[0]);
      return {
        nextRun: read === null ? 'reads none' : 'reads it',
        failedRun: JSON.stringify(read) === '{"page":2}' ? 'kept' : 'lost',
        afterClearing: valueOf(answers[2]) === null ? 'none' : 'still there',
        savedAgain: JSON.stringify(valueOf(answers[4])) === '{"page":3}',
      };
    },
  },
  {
    name: 'checkpoints.conflict',
    title: 'A checkpoint that another run has saved meanwhile',
    measure: async (bed) => {
      const other = (by: string) => ({ do: 'nested' as const, steps: [{ do: 'saveCheckpoint', fields: { by } }] });
      const answers = await bed.act(await bed.connect(), [
        { do: 'checkpoint' },
        // What does not exist is expected at version 1, which the other run creates: only its second save is a conflict.
        other('another run'),
        other('another run again'),
        { do: 'saveCheckpoint', fields: { by: 'this run' } },
      ]);
      valueOf(answers[2]);
      const saved = answers[3];
      const isConflict = saved !== undefined && 'error' in saved && saved.error.includes('checkpoint_conflict');
      return isConflict ? 'refused' : 'overwritten';
    },
  },
];
