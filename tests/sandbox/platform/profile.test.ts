import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../sandbox/platform/index.js';
import {
  lambda,
  parseProfile,
  ProfileProblem,
  readProfile,
  selfHosted,
  startPlatform,
  withFacts,
} from '../../../sandbox/platform/index.js';
import { harness, scope } from './support/harness.js';

const list = selfHosted.facts['records.list'];
const goingOn = withFacts(selfHosted, 'goes on', { 'records.list': { ...list, page: 40, goesOn: true } });

/** How many of 250 records a function sees that lists them once, or again from the last record that it saw. */
async function seen(profile: Profile, again: boolean): Promise<number> {
  const { run, ports } = harness();
  ports.profile = profile;
  await ports.records.upsert(
    scope,
    Array.from({ length: 250 }, (_, id) => ({ id: String(id) })),
    { job: 1 },
  );
  const result = await run(
    'sync',
    `const ids = new Set();
     let cursor;
     for (let before = -1; ids.size > before; ) {
       before = ids.size;
       for await (const record of nango.listRecords('Ticket', { cursor })) {
         ids.add(record.id);
         cursor = record._nango_metadata.cursor;
       }
       if (!${String(again)}) break;
     }
     await nango.saveCheckpoint({ seen: ids.size });`,
  );
  return Number(result.checkpoint?.to?.['seen']);
}

describe('nango.listRecords in a function', () => {
  it('ends after one page of 100 records on a server of 0.71.4', async () => {
    expect(await seen(selfHosted, false)).toBe(100);
    expect(await seen(lambda, false)).toBe(100);
  });

  it('returns all of them to a function that continues from the last record, on every server', async () => {
    expect(await seen(selfHosted, true)).toBe(250);
    expect(await seen(goingOn, true)).toBe(250);
  });

  it('continues by itself in a version that does', async () => {
    expect(await seen(goingOn, false)).toBe(250);
  });
});

describe('a profile', () => {
  it('decides how much a checkpoint holds', async () => {
    const { run, ports } = harness();
    ports.profile = withFacts(selfHosted, 'small', { 'checkpoints.size': { fields: 2, text: 3, name: 4 } });
    expect(await run('sync', "await nango.saveCheckpoint({ a: 'xyz', four: 1 })")).toMatchObject({ success: true });
    for (const wrong of ["{ a: 'wxyz' }", '{ fifth: 1 }', '{ a: 1, b: 2, c: 3 }']) {
      expect(await run('sync', `await nango.saveCheckpoint(${wrong})`)).toMatchObject({ success: false });
    }
  });

  it('decides how large an output may be', async () => {
    const { run, ports } = harness();
    const large = "return 'x'.repeat(3_000_000)";
    expect(await run('action', large)).toMatchObject({ success: true });
    ports.profile = lambda;
    expect(await run('action', large)).toMatchObject({
      error: { payload: { message: expect.stringContaining('Output size is too large') as string } },
    });
  });

  it('decides which records a filter lets through', async () => {
    const table = {
      ...selfHosted.facts['records.filters'],
      'updated,deleted': ['UPDATED' as const, 'DELETED' as const],
    };
    const mended = withFacts(selfHosted, 'mended filters', { 'records.filters': table });
    const found = async (profile: Profile, filter: string) => {
      const platform = await startPlatform({ storage: 'memory', profile });
      const { records, url, secretKey } = platform;
      const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
      const call = async (path: string, body?: unknown) => {
        const method = body === undefined ? 'GET' : 'POST';
        const response = await fetch(url + path, {
          method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return (await response.json()) as { records: { id: string }[] };
      };
      await call('/integrations', { provider: 'halo-psa', unique_key: 'halo-psa' });
      const credentials = { type: 'OAUTH2_CC', token: 't', client_id: 'c', client_secret: 's' };
      await call('/connections', { provider_config_key: 'halo-psa', connection_id: 'c', credentials });
      await records.upsert(scope, [{ id: 'added' }, { id: 'updated' }, { id: 'deleted' }], { job: 1 });
      await records.upsert(scope, [{ id: 'updated', v: 2 }], { job: 2 });
      await records.upsert(scope, [{ id: 'deleted' }], { job: 2, softDelete: true });
      Object.assign(headers, { 'connection-id': 'c', 'provider-config-key': 'halo-psa' });
      const page = await call(`/records?model=Ticket&filter=${filter}`);
      await platform.close();
      return page.records.map(({ id }) => id).sort();
    };
    expect(await found(selfHosted, 'added,updated')).toEqual(['added', 'updated']);
    expect(await found(selfHosted, 'updated,deleted')).toEqual(['updated']);
    expect(await found(selfHosted, 'UPDATED')).toEqual(['updated']);
    expect(await found(mended, 'deleted,updated')).toEqual(['deleted', 'updated']);
  });

  it('is refused with the name of the fact if the stand-in does not support it', () => {
    const facts = {
      ...selfHosted.facts,
      'records.changes': { ...selfHosted.facts['records.changes'], same: 'UPDATED' },
    };
    const parse = () => parseProfile({ ...selfHosted, facts }, 'next.json');
    expect(parse).toThrow(ProfileProblem);
    expect(parse).toThrow('next.json describes a Nango that the stand-in does not imitate');
    expect(parse).toThrow('facts → records.changes → same');
  });

  it('is refused with a reason if its file is missing or is not JSON', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'profile-')), 'profile.json');
    expect(() => readProfile(file)).toThrow('cannot be read: ENOENT');
    await writeFile(file, '{');
    expect(() => readProfile(file)).toThrow(/cannot be read: .*JSON/);
    await writeFile(file, JSON.stringify(selfHosted));
    expect(readProfile(file)).toEqual(selfHosted);
  });
});
