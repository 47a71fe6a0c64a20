import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openDatabase, type Database } from '../../examples/consumer/database.js';
import { SetupError } from '../../examples/consumer/errors.js';
import { forget, mirror } from '../../examples/consumer/mirror.js';
import type { RecordReader } from '../../examples/consumer/reader.js';
import { createTables } from '../../examples/consumer/tables.js';

/** The embedded Postgres, and a server where one is named. Its tables of these names are dropped. */
const server = process.env['TEST_DATABASE_URL'];
const places = [
  ['an embedded Postgres', {}],
  ...(server === undefined ? [] : [['a Postgres server', { url: server }] as const]),
] as const;

/** One page of customers, and no other record. */
function reading(...customers: Record<string, unknown>[]): RecordReader {
  const metadata = { deleted_at: null, pruned_at: null, last_action: 'ADDED', first_seen_at: '', last_modified_at: '' };
  return {
    listRecords: ({ model }) => {
      const rows = model === 'Customer' ? customers : [];
      const records = rows.map((row, index) => ({ ...row, _nango_metadata: { ...metadata, cursor: `c${index}` } }));
      return Promise.resolve(JSON.parse(JSON.stringify({ records, next_cursor: null })));
    },
  };
}

const connectionId = 'same-id';
const [psa, itsm] = ['halo-psa', 'halo-itsm'].map((providerConfigKey) => ({ providerConfigKey, connectionId }));

describe.each(places)('the copy in %s', (_name, place) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(place);
  });
  beforeEach(() => database.exec('drop table if exists tickets, customers, assets, cursors, environments'));
  afterAll(() => database.close());

  async function customers(): Promise<unknown[]> {
    const { rows } = await database.query('select integration, id, name from customers order by integration');
    return rows;
  }

  describe('two integrations with connections of the same id', () => {
    beforeEach(async () => {
      await createTables(database);
      for (const connection of [psa, itsm]) {
        if (connection === undefined) continue;
        const name = `from ${connection.providerConfigKey}`;
        await mirror(reading({ id: '1', name, is_archived: false }), database, connection);
      }
    });

    it('keep their records and cursors apart', async () => {
      expect(await customers()).toEqual([
        { integration: 'halo-itsm', id: '1', name: 'from halo-itsm' },
        { integration: 'halo-psa', id: '1', name: 'from halo-psa' },
      ]);
      const { rows } = await database.query("select integration from cursors where model = 'Customer' order by 1");
      expect(rows).toEqual([{ integration: 'halo-itsm' }, { integration: 'halo-psa' }]);
    });

    it('are forgotten one by one', async () => {
      await forget(database, { providerConfigKey: 'halo-psa', connectionId });
      expect(await customers()).toEqual([{ integration: 'halo-itsm', id: '1', name: 'from halo-itsm' }]);
      const { rows } = await database.query('select integration from cursors');
      expect(rows).toEqual([{ integration: 'halo-itsm' }]);
    });
  });

  it('texts that Postgres cannot store cost their odd characters, and no record', async () => {
    await createTables(database);
    const odd = reading(
      { id: '1', name: 'be\0fore', is_archived: false },
      { id: '2', name: 'half \ud83d', is_archived: false },
    );
    await mirror(odd, database, { providerConfigKey: 'halo-psa', connectionId });
    const { rows } = await database.query("select name, record->>'name' as whole from customers order by id");
    expect(rows).toEqual([
      { name: 'before', whole: 'before' },
      { name: 'half \ufffd', whole: 'half \ufffd' },
    ]);
  });

  it('a copy of the first version, whose keys had no integration, is refused with what to do', async () => {
    await database.exec('create table cursors (connection_id text, model text, cursor text)');
    await expect(createTables(database)).rejects.toThrow(SetupError);
    await expect(createTables(database)).rejects.toThrow(
      'Drop the tables tickets, customers, assets, cursors, or delete the folder of --database',
    );
  });

  it('what was written before an error in a transaction is undone', async () => {
    await createTables(database);
    const failing = database.transaction(async (tx) => {
      await tx.query("insert into cursors values ('halo-psa', 'c', 'Ticket', 'far')");
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect((await database.query('select cursor from cursors')).rows).toEqual([]);
  });
});
