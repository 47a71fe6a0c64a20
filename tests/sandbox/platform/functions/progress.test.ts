import { describe, expect, it, vi } from 'vitest';
import { harness, scope } from '../support/harness.js';

describe('deletion windows', () => {
  it('span runs: what the interrupted run saw counts as seen', async () => {
    const { run, records } = harness();
    await run('sync', "await nango.batchSave(['1', '2', '3', '4'].map((id) => ({ id })), 'Ticket')");
    const interrupted = await run(
      'sync',
      `
      await nango.trackDeletesStart('Ticket');
      await nango.batchSave([{ id: '1' }], 'Ticket');
      throw new Error('killed');`,
    );
    expect(interrupted.success).toBe(false);
    expect(records.living(scope).size).toBe(4);
    const rest = await run(
      'sync',
      `
      await nango.trackDeletesStart('Ticket');
      await nango.batchSave([{ id: '2' }], 'Ticket');
      const { deletedKeys } = await nango.trackDeletesEnd('Ticket');
      await nango.log(deletedKeys.sort().join(), { level: 'warn' });`,
    );
    expect(rest).toMatchObject({ success: true, counts: { Ticket: { added: 0, deleted: 2 } } });
    expect([...records.living(scope).keys()].sort()).toEqual(['1', '2']);
  });

  it('need a start, and start again after their end', async () => {
    const { run, records } = harness();
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
    expect([...records.living(scope).keys()]).toEqual(['2']);
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
      error: {
        payload: {
          message:
            'Error saving checkpoint: Failed to save checkpoint: {"error":{"code":"checkpoint_conflict","message":"Checkpoint has been updated since last read"}}',
        },
      },
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
      error: { payload: { message: expect.stringContaining('Error deleting checkpoint: Failed to delete') as string } },
    });
  });

  it('count as missing when they cannot be read, and the run fails when it saves, as on the real server', async () => {
    const { run, ports, logs } = harness();
    await run('sync', 'await nango.saveCheckpoint({ page: 1 }); await nango.saveCheckpoint({ page: 2 });');
    vi.spyOn(ports.checkpoints, 'get').mockRejectedValueOnce(new Error('database gone'));
    const result = await run(
      'sync',
      'const seen = await nango.getCheckpoint(); await nango.log(String(seen), { level: "warn" }); await nango.saveCheckpoint({ page: 1 });',
    );
    expect(result).toMatchObject({
      error: { payload: { message: expect.stringContaining('checkpoint_conflict') as string } },
    });
    expect(logs.map(({ message }) => message)).toEqual(['Failed to get checkpoint: database gone', 'null']);
    expect(await ports.checkpoints.get(1, 'sync:test:base')).toMatchObject({ checkpoint: { page: 2 } });
  });

  it('travel as JSON: a field without a value is left out', async () => {
    const { run, ports } = harness();
    expect(await run('sync', 'await nango.saveCheckpoint({ page: 1, next: undefined });')).toMatchObject({
      success: true,
    });
    expect(await ports.checkpoints.get(1, 'sync:test:base')).toMatchObject({ checkpoint: { page: 1 } });
  });

  it.each([
    ['{ a: null }'],
    ['{ a: NaN }'],
    ['{ a: { b: 1 } }'],
    ["{ a: 'x'.repeat(4001) }"],
    ['Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, i]))'],
  ])('refuse %s', async (checkpoint) => {
    const { run } = harness();
    expect(await run('sync', `await nango.saveCheckpoint(${checkpoint})`)).toMatchObject({
      success: false,
      error: {
        payload: {
          message: expect.stringContaining('Failed to save checkpoint: {"error":{"code":"invalid_request"') as string,
        },
      },
    });
  });
});
