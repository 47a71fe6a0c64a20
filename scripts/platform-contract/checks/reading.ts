import { z } from 'zod';

import { largest } from '../probes/lib/search.js';
import type { TestBed } from '../test-bed/test-bed.js';
import { Unknown, type Check } from './check.js';

const Page = z.object({
  records: z.array(z.object({ id: z.string(), _nango_metadata: z.object({ last_action: z.string() }) })),
});

/** Reads over the public API exactly what is asked, without what a client adds. */
async function read(bed: TestBed, connection: string, query: string) {
  const { api, integration } = bed.options;
  const headers = { 'connection-id': connection, 'provider-config-key': integration };
  return api.ask('GET', `/records?model=Item&${query}`, undefined, headers);
}

const filters = [
  ...['added', 'updated', 'deleted', 'added,updated', 'updated,deleted', 'added,deleted', 'added,updated,deleted'],
];

export const readingChecks: readonly Check[] = [
  {
    name: 'records.read',
    title: 'Pages of records over the API',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const { usualPage, largestPage, mostIds } = bed.options.facts['records.read'];
      await bed.sync(connection, [{ do: 'saveMany', count: usualPage + 50 }]);
      const accepts = async (query: string) => (await read(bed, connection, query)).status === 200;
      const ids = (count: number) => Array.from({ length: count }, (_, index) => `ids=${String(index)}`).join('&');
      const page = Page.parse((await read(bed, connection, '')).body);
      if (page.records.length === usualPage + 50) throw new Unknown('a page holds more records than were saved');
      return {
        usualPage: page.records.length,
        largestPage: await largest((limit) => accepts(`limit=${String(limit)}`), largestPage),
        mostIds: await largest((count) => (count > 500 ? Promise.resolve(false) : accepts(ids(count))), mostIds),
      };
    },
  },
  {
    name: 'records.filters',
    title: 'Which records each filter lets through',
    measure: async (bed) => {
      const connection = await bed.connectForSync();
      const save = (id: string, text: string) => ({
        do: 'save' as const,
        records: [
          [
            ['id', id],
            ['text', text],
          ] as [string, unknown][],
        ],
      });
      await bed.sync(connection, [save('ADDED', 'a'), save('UPDATED', 'a'), save('DELETED', 'a')]);
      await bed.sync(connection, [save('UPDATED', 'b'), { do: 'delete', records: [[['id', 'DELETED']]] }]);
      const found: Record<string, string[]> = {};
      for (const filter of filters) {
        const page = Page.parse((await read(bed, connection, `filter=${filter}`)).body);
        const actions = new Set(page.records.map(({ _nango_metadata: { last_action } }) => last_action));
        found[filter] = ['ADDED', 'UPDATED', 'DELETED'].filter((action) => actions.has(action));
      }
      return found;
    },
  },
];
