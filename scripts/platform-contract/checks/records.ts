import { z } from 'zod';

import type { Step } from '../probes/lib/step.js';
import { valueOf, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

const Listed = z.object({ first: z.number(), deleted: z.number(), next: z.number(), seenAgain: z.number() });
const Found = z.object({ ids: z.array(z.string()), deleted: z.number() });

const save = (...records: [string, unknown][][]): Step => ({ do: 'save', records });
const remove = (...ids: string[]): Step => ({ do: 'delete', records: ids.map((id) => [['id', id]]) });

/** What saving again did to each record, by id. */
async function lastActions(bed: TestBed, connection: string): Promise<Record<string, string>> {
  const { records } = await bed.records(connection);
  return Object.fromEntries(records.map(({ id, _nango_metadata: { last_action } }) => [id, last_action]));
}

export const recordChecks: readonly Check[] = [
  {
    name: 'records.list',
    title: 'Pages of nango.listRecords in a function',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      await bed.sync(connection, [{ do: 'saveMany', count: 250 }]);
      // The first ones are the first to be listed, and stay so only if nothing changes them: the others are deleted.
      const answers = await bed.sync(connection, [{ do: 'list' }]);
      const { first, next, seenAgain } = Listed.parse(valueOf(answers[0]));
      await bed.sync(connection, [remove(...Array.from({ length: 250 }, (_, index) => String(index + 1)))]);
      const gone = Listed.parse(valueOf((await bed.sync(connection, [{ do: 'list' }]))[0]));
      return {
        // A server that continues by itself shows no end of a page.
        page: first === 250 ? bed.options.facts['records.list'].page : first,
        goesOn: first === 250,
        withDeleted: gone.deleted > 0,
        fromCursor: first === 250 || (next > 0 && seenAgain === 0) ? 'after it' : 'elsewhere',
      };
    },
  },
  {
    name: 'records.byIds',
    title: 'nango.getRecordsByIds in a function',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      await bed.sync(connection, [{ do: 'saveMany', count: 250 }, remove('7')]);
      const ids = Array.from({ length: 260 }, (_, index) => String(index + 1));
      const found = Found.parse(valueOf((await bed.sync(connection, [{ do: 'byIds', ids }]))[0]));
      return {
        moreThanOnePage: found.ids.length >= 250 ? 'all' : `only ${String(found.ids.length)} of 250`,
        withDeleted: found.deleted === 1,
        unknownIds: found.ids.length <= 250 ? 'left out' : 'found',
      };
    },
  },
  {
    name: 'records.changes',
    title: 'What counts as a change of a record',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const record = (id: string, ...rest: [string, unknown][]): [string, unknown][] => [['id', id], ...rest];
      await bed.sync(connection, [
        save(record('same', ['text', 'a']), record('value', ['text', 'a']), record('restored', ['text', 'a'])),
        save(record('order', ['text', 'a'], ['other', 1])),
      ]);
      await bed.sync(connection, [
        save(record('same', ['text', 'a']), record('value', ['text', 'b'])),
        save(record('order', ['other', 1], ['text', 'a'])),
        remove('restored'),
      ]);
      await bed.sync(connection, [save(record('restored', ['text', 'a']))]);
      const { same, order, value, restored } = await lastActions(bed, connection);
      return { same, otherKeyOrder: order, otherValue: value, restored };
    },
  },
  {
    name: 'records.deletions',
    title: 'What a deletion leaves of a record',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const whole: [string, unknown][] = [
        ['id', 'known'],
        ['text', 'a'],
      ];
      await bed.sync(connection, [save(whole), remove('known', 'unknown')]);
      const { records } = await bed.records(connection, { filter: 'deleted' });
      const known = records.find(({ id }) => id === 'known');
      return {
        fields: known && !('text' in known) ? 'as given to batchDelete' : 'as saved before',
        unknownId: records.some(({ id }) => id === 'unknown') ? 'stored as deleted' : 'not stored',
      };
    },
  },
  {
    name: 'records.windows',
    title: 'Deletion windows over several runs',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const [early] = await bed.sync(connection, [{ do: 'closeWindow' }]);
      await bed.sync(connection, [save([['id', '1']], [['id', '2']], [['id', '3']])]);
      await bed.sync(connection, [{ do: 'openWindow' }, save([['id', '1']])]);
      const closed = await bed.sync(connection, [{ do: 'openWindow' }, save([['id', '2']]), { do: 'closeWindow' }]);
      await bed.sync(connection, [{ do: 'openWindow' }]);
      const [afterReset] = await bed.sync(connection, [{ do: 'closeWindow' }], { reset: true });
      return {
        overSeveralRuns: JSON.stringify(valueOf(closed[2])) === '["3"]',
        endWithoutStart: early && 'error' in early ? 'refused' : 'accepted',
        cleared: afterReset && 'error' in afterReset ? 'by a reset' : 'not by a reset',
      };
    },
  },
  {
    name: 'records.validation',
    title: 'What is accepted as a record',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const answers = await bed.sync(connection, [
        save([
          ['id', 'broken'],
          ['text', 5],
        ]),
        { do: 'saveNul', id: 'nul' },
        save([['text', 'no id']]),
        save([['id', 'x'.repeat(256)]]),
        save(
          [
            ['id', 'twice'],
            ['text', 'first'],
          ],
          [
            ['id', 'twice'],
            ['text', 'second'],
          ],
        ),
        { do: 'saveElsewhere', model: 'Undeclared' },
      ]);
      const [broken, nul, missing, long, twice, undeclared] = answers.map((answer) =>
        'error' in answer ? 'refused' : 'saved',
      );
      const { records } = await bed.records(connection);
      const kept = records.find(({ id }) => id === 'twice')?.['text'] === 'first' ? 'first kept' : 'last kept';
      return {
        brokenSchema: broken,
        nulCharacter: nul,
        missingId: missing,
        idOf256Characters: long,
        sameIdTwice: twice === 'saved' ? kept : twice,
        undeclaredModel: undeclared,
      };
    },
  },
];
