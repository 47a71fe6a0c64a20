import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleCode, definitionFile, deployment, startTestPlatform } from './support/platform.js';
import { Upstream } from './support/upstream.js';

it('a platform with a data directory continues after a restart', async () => {
  const upstream = await Upstream.start();
  const options = {
    dataDirectory: join(await mkdtemp(join(tmpdir(), 'platform-')), 'data'),
    definitions: [await definitionFile()],
  };
  const js = bundleCode(
    'sync',
    `const page = ((await nango.getCheckpoint())?.page ?? 0) + 1;
     await nango.trackDeletesStart('Ticket');
     await nango.batchSave([{ id: String(page), page }], 'Ticket');
     await nango.saveCheckpoint({ page });
     if (page === 2) await nango.trackDeletesEnd('Ticket');`,
  );
  const first = await startTestPlatform(upstream, options);
  const id = await first.connect();
  await first.nango.setMetadata('halo-psa', id, { keep: 'me' });
  await first.call(
    'POST',
    '/sync/deploy',
    deployment([{ type: 'sync', name: 'tickets', models: ['Ticket'], js, autoStart: true }]),
  );
  await first.waitForIdle();
  const list = { providerConfigKey: 'halo-psa', connectionId: id, model: 'Ticket' };
  const before = await first.nango.listRecords(list);
  expect(before.records).toMatchObject([{ id: '1', page: 1 }]);
  await first.close();

  const second = await startTestPlatform(upstream, options);
  expect(second.secretKey).toBe(first.secretKey);
  expect((await second.nango.listRecords(list)).records).toEqual(before.records);
  expect(await second.nango.getConnection('halo-psa', id)).toMatchObject({
    metadata: { keep: 'me' },
    credentials: { token: 'token-1' },
  });
  expect((await second.nango.syncStatus('halo-psa', ['tickets'], id)).syncs).toMatchObject([
    { status: 'SUCCESS', checkpoint: { page: 1 }, recordCount: { Ticket: 1 } },
  ]);
  expect(second.runs).toEqual([]);

  // The open deletion window, the job numbers and the order of changes go on too.
  await second.nango.triggerSync('halo-psa', ['tickets'], id);
  await second.waitForIdle();
  const cursor = before.records[0]?._nango_metadata.cursor ?? '';
  const delta = await second.nango.listRecords({ ...list, cursor });
  expect(delta.records.map((record) => record.id)).toEqual(['2']);
  expect(second.runs).toMatchObject([{ status: 'success', added: 1, deleted: 0 }]);
  await second.close();
  await upstream.close();
});
