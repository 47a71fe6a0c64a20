import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../sandbox/platform/index.js';
import { FixedConnection, lambda, selfHosted } from '../../../../sandbox/platform/index.js';
import { harness, scope } from '../support/harness.js';

describe('hooks', () => {
  const body = `
    for (let page = 1; page <= 3; page += 1) {
      try { await nango.batchSave([{ id: String(page) }], 'Ticket'); } catch { /* as a careless function would */ }
    }`;

  it('kill a run before a call takes effect, finally, whatever the function catches', async () => {
    const { run, ports, records } = harness();
    const calls: string[] = [];
    ports.beforeCall = (method) => {
      calls.push(method);
      if (calls.length === 2) throw new Error('killed');
    };
    const result = await run('sync', body);
    expect(result).toMatchObject({ success: false, error: { type: 'script_aborted', cause: { message: 'killed' } } });
    expect([...records.living(scope).keys()]).toEqual(['1']);
    expect(calls).toEqual(['batchSave', 'batchSave']);
  });

  it('kill a run after a call took effect', async () => {
    const { run, ports, records } = harness();
    ports.afterCall = () => {
      throw new Error('killed');
    };
    expect(await run('sync', body)).toMatchObject({ success: false, error: { type: 'script_aborted' } });
    expect([...records.living(scope).keys()]).toEqual(['1']);
  });

  it('see every page of a generator', async () => {
    const { run, ports } = harness();
    await run('sync', "await nango.batchSave([{ id: '1' }, { id: '2' }], 'Ticket')");
    const calls: string[] = [];
    ports.beforeCall = (method) => void calls.push(method);
    const result = await run(
      'sync',
      "for await (const record of nango.listRecords('Ticket')) await nango.log(record.id);",
    );
    expect(result.success).toBe(true);
    expect(calls).toEqual(['listRecords', 'log', 'listRecords', 'log', 'listRecords']);
  });
});

describe('the rest of the SDK', () => {
  it('reads records by id, a hundred at a time, under the ids that were requested', async () => {
    const { run, logs } = harness();
    await run(
      'sync',
      "await nango.batchSave(Array.from({ length: 250 }, (_, id) => ({ id: String(id + 1) })), 'Ticket')",
    );
    const result = await run(
      'sync',
      `
      const found = await nango.getRecordsByIds(Array.from({ length: 300 }, (_, id) => id + 1), 'Ticket');
      await nango.log([found.size, typeof [...found.keys()][0], found.get(250).id, found.has(251)].join(), { level: 'warn' });`,
    );
    expect(result.success).toBe(true);
    expect(logs.map(({ message }) => message)).toEqual(['250,number,250,false']);
  });

  it('refuses a merging strategy, which the local platform does not have', async () => {
    const { run } = harness();
    const result = await run('sync', "await nango.setMergingStrategy({ strategy: 'override' }, 'Ticket')");
    expect(result).toMatchObject({ success: false });
    expect(JSON.stringify(result)).toContain('does not support nango.setMergingStrategy');
  });

  const contended = async (profile: Profile) => {
    const { run, ports } = harness();
    ports.profile = profile;
    const other = new Promise<unknown>((resolve) => {
      ports.afterCall = async (method) => {
        if (method !== 'tryAcquireLock') return;
        delete ports.afterCall;
        resolve(await run('action', "return nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })"));
      };
    });
    await run('action', "await nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })");
    const meanwhile = await other;
    const afterwards = await run('action', "return nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })");
    return [meanwhile, afterwards];
  };

  it('locks nothing if each run has locks of its own, as on a server by default', async () => {
    expect(await contended(selfHosted)).toMatchObject([{ output: true }, { output: true }]);
  });

  it('locks between runs if they share their locks, and releases locks at the end of a run', async () => {
    expect(await contended(lambda)).toMatchObject([{ output: false }, { output: true }]);
  });

  it('reads the connection once a minute, and again when forced and after the metadata changed', async () => {
    const { run, ports } = harness();
    const forced: boolean[] = [];
    ports.connections = new FixedConnection({
      token: ({ forceRefresh }) => {
        forced.push(forceRefresh);
        return 'token';
      },
    });
    const result = await run(
      'action',
      `
      await nango.getConnection(); await nango.getMetadata();
      await nango.getConnection(undefined, undefined, { forceRefresh: true });
      await nango.updateMetadata({ a: 1 }); await nango.updateMetadata({ b: 2 });
      const metadata = await nango.getMetadata();
      await new Promise((resolve) => setTimeout(resolve, 61_000));
      await nango.getConnection();
      return metadata;`,
    );
    expect(result).toMatchObject({ output: { a: 1, b: 2 } });
    expect(forced).toEqual([false, true, false, false]);
  });

  it('is cancelled from outside by an error in the next call', async () => {
    const { run, ports, records } = harness();
    const controller = new AbortController();
    ports.afterCall = () => {
      controller.abort();
    };
    const result = await run(
      'sync',
      "await nango.batchSave([{ id: '1' }], 'Ticket'); await nango.batchSave([{ id: '2' }], 'Ticket');",
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ success: false, error: { type: 'script_aborted' } });
    expect(records.living(scope).size).toBe(1);
  });

  it('clears the cache first when asked to', async () => {
    const { run, records } = harness();
    await run('sync', "await nango.batchSave([{ id: '1' }], 'Ticket')");
    await run('sync', "await nango.batchSave([{ id: '2' }], 'Ticket')", { emptyCache: true });
    expect([...records.living(scope).keys()]).toEqual(['2']);
  });
});
