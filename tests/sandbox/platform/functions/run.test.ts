import { AxiosError } from 'axios';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../../../sandbox/clock.js';
import type { FunctionPorts, LogEntry, RunOptions, Transport } from '../../../../sandbox/platform/index.js';
import {
  createOutbound,
  Definitions,
  FixedConnection,
  loadBundle,
  Locks,
  MemoryCheckpointStore,
  MemoryRecordStore,
  runFunction,
} from '../../../../sandbox/platform/index.js';
import { bundleCode, definition } from '../support/platform.js';

const scope = { connection: 1, model: 'Ticket' };

function harness(transport: Transport = () => Promise.reject(new Error('no requests expected'))) {
  const clock = new SimulatedClock();
  const definitions = new Definitions({ 'halo-psa': definition });
  const logs: LogEntry[] = [];
  const ports: FunctionPorts = {
    request: createOutbound({ definition: (name) => definitions.get(name), transport, clock }),
    records: new MemoryRecordStore(clock),
    checkpoints: new MemoryCheckpointStore(),
    connections: new FixedConnection(),
    clock,
    locks: new Locks(clock),
    log: (entry) => logs.push(entry),
  };
  const run = (type: 'sync' | 'action' | 'onEvent', body: string, more: Partial<RunOptions> = {}) =>
    runFunction({
      bundle: loadBundle(bundleCode(type, body), 'test.cjs', { clock }),
      kind: type === 'onEvent' ? 'on-event' : type,
      name: 'test',
      models: ['Ticket'],
      ports,
      ...more,
    });
  return { clock, ports, logs, run };
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

describe('a run', () => {
  it('reports what it changed, what it sent and what it left as checkpoint', async () => {
    const { run } = harness(() => Promise.resolve(answer(200, { id: 7 })));
    const result = await run(
      'sync',
      `const response = await nango.get({ endpoint: '/x' });
       await nango.batchSave([{ id: String(response.data.id) }, { id: '8' }], 'Ticket');
       await nango.batchDelete([{ id: '8' }], 'Ticket');
       await nango.saveCheckpoint({ page: 2 });`,
    );
    expect(result).toMatchObject({
      success: true,
      requests: 1,
      counts: { Ticket: { added: 2, updated: 0, deleted: 1 } },
      checkpoint: { from: null, to: { page: 2 } },
    });
  });

  it.each([
    [
      "throw new nango.ActionError({ code: 'x', message: 'why' })",
      'action_script_runtime_error',
      { code: 'x', message: 'why' },
    ],
    ["throw new nango.ActionError('why')", 'action_script_runtime_error', { message: 'why' }],
    ["throw new Error('boom')", 'script_internal_error', { name: 'Error', message: 'boom' }],
    ["throw 'text'", 'script_internal_error', { message: '"text"' }],
    ['null.x', 'script_internal_error', { name: 'TypeError' }],
    [
      "await nango.uncontrolledFetch({ url: new URL('https://example.test') })",
      'script_internal_error',
      { name: 'Error' },
    ],
    [
      "await nango.nango.getConnection('a', 'b')",
      'script_internal_error',
      { message: 'Access to "nango" is not allowed.' },
    ],
    ['nango.runtime', 'script_internal_error', { message: 'Access to "runtime" is not allowed.' }],
    ['nango.constructor', 'script_internal_error', { message: 'Access to "constructor" is not allowed.' }],
    ["return 'x'.repeat(3_000_000)", 'script_internal_error', { name: 'Error' }],
  ])('turns %s into %s', async (body, type, payload) => {
    const { run } = harness();
    expect(await run('action', body)).toMatchObject({ success: false, error: { type, payload, status: 500 } });
  });

  it('turns an HTTP error into script_http_error with status, body and harmless headers only', async () => {
    const { run } = harness(() =>
      Promise.resolve(answer(403, { error: 'no' }, { 'x-rate-left': '1', 'set-cookie': 's' })),
    );
    const result = await run('action', "await nango.get({ endpoint: '/x' })");
    expect(result).toMatchObject({
      success: false,
      error: { type: 'script_http_error', status: 403, payload: { error: 'no' } },
    });
    expect(!result.success && result.error.upstream).toEqual({
      status: 403,
      headers: { 'content-type': 'application/json', 'x-rate-left': '1' },
      body: { error: 'no' },
    });
  });

  it('throws inside the function what axios would throw', async () => {
    const { run } = harness(() => Promise.resolve(answer(404, { error: 'gone' })));
    const result = await run(
      'action',
      `try { await nango.get({ endpoint: '/x', params: { a: 1 } }) } catch (error) {
         return [error.isAxiosError, error instanceof Error, error.message, error.code, error.response.status, error.response.data.error];
       }`,
    );
    expect(result).toMatchObject({
      output: [true, true, 'Request failed with status code 404', AxiosError.ERR_BAD_REQUEST, 404, 'gone'],
    });
  });

  it('refuses the wrong kind of bundle, unknown models and, when asked to, records that do not fit', async () => {
    const { run } = harness();
    expect(await run('action', '', { kind: 'sync' })).toMatchObject({
      error: { payload: { message: 'Incorrect script loaded for sync' } },
    });
    expect(await run('sync', "await nango.batchSave([{ id: '1' }], 'Other')")).toMatchObject({
      error: { payload: { message: "The model 'Other' is not included in the declared sync models: Ticket." } },
    });
    const schemas = {
      definitions: {
        Ticket: {
          type: 'object',
          properties: { id: { type: 'string' } },
          required: ['id'],
          additionalProperties: false,
        },
      },
    };
    const wrong = "await nango.batchSave([{ id: '1' }, { id: '2', extra: 1 }], 'Ticket')";
    expect(await run('sync', wrong, { schemas })).toMatchObject({
      error: { type: 'invalid_sync_record', payload: { model: 'Ticket', data: { id: '2' } } },
    });
    expect(await run('sync', wrong, { schemas, validateRecords: false })).toMatchObject({ success: true });
  });

  it('drops log lines below the level, and keeps level and data of the others', async () => {
    const { run, logs } = harness();
    await run(
      'action',
      "await nango.log('a'); await nango.log('b', { level: 'error' }); await nango.log('c', [1, 2], { level: 'warn' });",
    );
    expect(logs).toMatchObject([
      { message: 'b', level: 'error', source: 'user' },
      { message: 'c', level: 'warn', meta: { 0: 1, 1: 2 } },
    ]);
  });

  it('ends after the checkpoint when it has run long enough, and goes on from there', async () => {
    const { run, ports } = harness();
    const body = `
      let { page } = (await nango.getCheckpoint()) ?? { page: 0 };
      while (page < 3) {
        await new Promise((resolve) => setTimeout(resolve, 60_000));
        page += 1;
        await nango.saveCheckpoint({ page });
      }`;
    const lifecycle = { interruptAfterMs: 100_000, killAfterMs: 1_000_000 };
    expect(await run('sync', body, { lifecycle })).toMatchObject({
      success: false,
      error: { type: 'execution_interrupted' },
      checkpoint: { to: { page: 2 } },
    });
    expect(await run('sync', body, { lifecycle })).toMatchObject({ success: true, durationMs: 60_000 });
    expect(await ports.checkpoints.get(1, 'sync:test:base')).toMatchObject({ checkpoint: { page: 3 }, version: 3 });
  });
});

describe('deletion windows', () => {
  it('span runs: what the interrupted run saw counts as seen', async () => {
    const { run, ports } = harness();
    const store = ports.records as MemoryRecordStore;
    await run('sync', "await nango.batchSave(['1', '2', '3', '4'].map((id) => ({ id })), 'Ticket')");
    const interrupted = await run(
      'sync',
      `
      await nango.trackDeletesStart('Ticket');
      await nango.batchSave([{ id: '1' }], 'Ticket');
      throw new Error('killed');`,
    );
    expect(interrupted.success).toBe(false);
    expect(store.living(scope).size).toBe(4);
    const rest = await run(
      'sync',
      `
      await nango.trackDeletesStart('Ticket');
      await nango.batchSave([{ id: '2' }], 'Ticket');
      const { deletedKeys } = await nango.trackDeletesEnd('Ticket');
      await nango.log(deletedKeys.sort().join(), { level: 'warn' });`,
    );
    expect(rest).toMatchObject({ success: true, counts: { Ticket: { added: 0, deleted: 2 } } });
    expect([...store.living(scope).keys()].sort()).toEqual(['1', '2']);
  });

  it('need a beginning, and begin anew after their end', async () => {
    const { run, ports } = harness();
    expect(await run('sync', "await nango.trackDeletesEnd('Ticket')")).toMatchObject({
      error: { payload: { message: "No track deletes starting point found for model 'Ticket'." } },
    });
    const whole = (ids: string) =>
      run(
        'sync',
        `await nango.trackDeletesStart('Ticket'); await nango.batchSave(${ids}.map((id) => ({ id })), 'Ticket'); await nango.trackDeletesEnd('Ticket');`,
      );
    await whole("['1', '2']");
    await whole("['2']");
    expect([...(ports.records as MemoryRecordStore).living(scope).keys()]).toEqual(['2']);
  });
});

describe('checkpoints', () => {
  it('fail the run whose version is outdated', async () => {
    const { run, ports } = harness();
    await ports.checkpoints.put(1, 'sync:test:base', { page: 1 }, 1);
    const before = { done: false };
    ports.beforeCall = async (method) => {
      if (method !== 'saveCheckpoint' || before.done) return;
      before.done = true;
      await ports.checkpoints.put(1, 'sync:test:base', { page: 9 }, 1);
    };
    expect(await run('sync', 'await nango.getCheckpoint(); await nango.saveCheckpoint({ page: 2 });')).toMatchObject({
      success: false,
      error: { payload: { message: 'Error saving checkpoint: Checkpoint has been updated since last read' } },
    });
    expect(await ports.checkpoints.get(1, 'sync:test:base')).toMatchObject({ checkpoint: { page: 9 } });
  });

  it('can be cleared and saved again, and are gone for readers in between', async () => {
    const { run } = harness();
    const body = `
      await nango.saveCheckpoint({ page: 1 });
      await nango.clearCheckpoint();
      const none = await nango.getCheckpoint();
      await nango.saveCheckpoint({ page: 2 });
      return [none, await nango.getCheckpoint()];`;
    expect(await run('action', body)).toMatchObject({ output: [null, { page: 2 }] });
    expect(await run('action', 'await nango.clearCheckpoint(); await nango.clearCheckpoint();')).toMatchObject({
      error: { payload: { message: 'Error deleting checkpoint: Checkpoint has been updated since last read' } },
    });
  });

  it.each([
    ['{ a: null }'],
    ['{ a: { b: 1 } }'],
    ["{ a: 'x'.repeat(4001) }"],
    ['Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, i]))'],
  ])('refuse %s', async (checkpoint) => {
    const { run } = harness();
    expect(await run('sync', `await nango.saveCheckpoint(${checkpoint})`)).toMatchObject({ success: false });
  });
});

describe('hooks', () => {
  const body = `
    for (let page = 1; page <= 3; page += 1) {
      try { await nango.batchSave([{ id: String(page) }], 'Ticket'); } catch { /* as a careless function would */ }
    }`;

  it('kill before a call takes effect, for good, whatever the function catches', async () => {
    const { run, ports } = harness();
    const calls: string[] = [];
    ports.beforeCall = (method) => {
      calls.push(method);
      if (calls.length === 2) throw new Error('killed');
    };
    const result = await run('sync', body);
    expect(result).toMatchObject({ success: false, error: { type: 'script_aborted', cause: { message: 'killed' } } });
    expect([...(ports.records as MemoryRecordStore).living(scope).keys()]).toEqual(['1']);
    expect(calls).toEqual(['batchSave', 'batchSave']);
  });

  it('kill after a call took effect', async () => {
    const { run, ports } = harness();
    ports.afterCall = () => {
      throw new Error('killed');
    };
    expect(await run('sync', body)).toMatchObject({ success: false, error: { type: 'script_aborted' } });
    expect([...(ports.records as MemoryRecordStore).living(scope).keys()]).toEqual(['1']);
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
  it('reads records by id, by the hundred and under the ids that were asked for', async () => {
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

  it('keeps a poll from overwriting what came in fresher', async () => {
    const { run, ports } = harness();
    await run('sync', "await nango.batchSave([{ id: '1', v: 1 }], 'Ticket')");
    ports.beforeCall = async (method) => {
      if (method === 'batchSave') await ports.records.upsert(scope, [{ id: '1', v: 'webhook' }], { job: 1 });
    };
    await run(
      'sync',
      "await nango.setMergingStrategy({ strategy: 'ignore_if_modified_after' }, 'Ticket'); await nango.batchSave([{ id: '1', v: 2 }], 'Ticket');",
    );
    expect((ports.records as MemoryRecordStore).living(scope).get('1')).toEqual({ id: '1', v: 'webhook' });
  });

  it('locks between runs, and lets go at the end of a run', async () => {
    const { run, ports } = harness();
    const other = new Promise<unknown>((resolve) => {
      ports.afterCall = async (method) => {
        if (method !== 'tryAcquireLock') return;
        delete ports.afterCall;
        resolve(await run('action', "return nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })"));
      };
    });
    await run('action', "await nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })");
    expect(await other).toMatchObject({ output: false });
    expect(await run('action', "return nango.tryAcquireLock({ key: 'k', ttlMs: 1000 })")).toMatchObject({
      output: true,
    });
  });

  it('reads the connection once a minute, anew when forced and after metadata changed', async () => {
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

  it('is cancelled from outside at the next call', async () => {
    const { run, ports } = harness();
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
    expect((ports.records as MemoryRecordStore).living(scope).size).toBe(1);
  });

  it('clears the cache first when asked to', async () => {
    const { run, ports } = harness();
    await run('sync', "await nango.batchSave([{ id: '1' }], 'Ticket')");
    await run('sync', "await nango.batchSave([{ id: '2' }], 'Ticket')", { emptyCache: true });
    expect([...(ports.records as MemoryRecordStore).living(scope).keys()]).toEqual(['2']);
  });
});
