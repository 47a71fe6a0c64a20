import { AxiosError } from 'axios';
import { describe, expect, it } from 'vitest';
import { harness, scope } from '../support/harness.js';

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
      // The reason stands in an answer of status 500, which the real runner does not pass on.
      error: { payload: { message: expect.stringContaining('POST http://persist -> 500') as string } },
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

  it.each(["{ id: '' }", "{ name: 'x' }", '{ id: null }', "{ id: 'x'.repeat(256) }", '{ id: 0 }'])(
    'refuses a batch with the record %s and saves none of it',
    async (record) => {
      const { run, records } = harness();
      const result = await run('sync', `await nango.batchSave([{ id: '1' }, ${record}], 'Ticket')`);
      expect(result).toMatchObject({
        error: { payload: { message: expect.stringContaining('Failed to save records: {"error":') as string } },
      });
      expect(records.living(scope).size).toBe(0);
    },
  );

  it('saves a text with a NUL character, as the real server does', async () => {
    const { run, records } = harness();
    expect(await run('sync', "await nango.batchSave([{ id: '1', text: 'a\\u0000b' }], 'Ticket')")).toMatchObject({
      success: true,
    });
    expect(records.living(scope).get('1')).toEqual({ id: '1', text: 'a\u0000b' });
  });

  it('refuses a batch of more than 100 MB', async () => {
    const { run, records } = harness();
    const body =
      "const text = 'é'.repeat(18_000_000); await nango.batchSave(['1', '2', '3'].map((id) => ({ id, text })), 'Ticket')";
    expect(await run('sync', body)).toMatchObject({
      error: {
        payload: {
          message: 'Failed to save records: {"error":{"code":"request_too_large","message":"Entity too large"}}',
        },
      },
    });
    expect(records.living(scope).size).toBe(0);
  });

  it.each([undefined, null, '', 0, {}])('hands an action an empty object for the input %j', async (input) => {
    const { run } = harness();
    expect(await run('action', 'return JSON.stringify(input)', { input })).toMatchObject({ output: '{}' });
  });

  it('hands an action a copy of its input', async () => {
    const { run } = harness();
    const input = { at: new Date(0), none: undefined };
    expect(await run('action', 'return input', { input })).toMatchObject({
      output: { at: '1970-01-01T00:00:00.000Z' },
    });
  });

  it('passes on an error of at most 99,000 bytes, without the properties that make it larger', async () => {
    const { run } = harness();
    const body = "throw new nango.ActionError({ code: 'x', list: 'y'.repeat(100_000), stack: 'no' })";
    expect(await run('action', body)).toMatchObject({ error: { payload: { code: 'x' } } });
    const result = await run('action', body);
    expect(!result.success && Object.keys(result.error.payload)).toEqual(['code']);
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

  it('ends after the checkpoint if it has run long enough, and continues from there', async () => {
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
