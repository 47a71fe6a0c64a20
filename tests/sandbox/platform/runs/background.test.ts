import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlatformEvent } from '../../../../sandbox/platform/index.js';
import { Collection } from '../../../../sandbox/platform/state/collection.js';
import type { TestPlatform } from '../support/platform.js';
import { bundleCode, deployment, startTestPlatform } from '../support/platform.js';
import { Upstream } from '../support/upstream.js';

let upstream: Upstream;
let platform: TestPlatform;
let events: PlatformEvent[];
let unhandled: unknown[];
let id: string;
const note = (error: unknown): void => void unhandled.push(error);

beforeEach(async () => {
  unhandled = [];
  process.on('unhandledRejection', note);
  upstream = await Upstream.start();
  events = [];
  platform = await startTestPlatform(upstream, { onEvent: (event) => events.push(event) });
  id = await platform.connect();
  await platform.call(
    'POST',
    '/sync/deploy',
    deployment([
      { type: 'sync', name: 'a', models: ['Ticket'], js: bundleCode('sync', '') },
      { type: 'action', name: 'b', js: bundleCode('action', '') },
    ]),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.off('unhandledRejection', note);
  await platform.close();
  await upstream.close();
});

const failures = () => events.filter(({ type }) => type === 'platform.failed');

describe('work in the background that fails', () => {
  it('is reported as an event, and thrown to callers that wait, if it is a run of the scheduler', async () => {
    vi.spyOn(platform.records, 'counts').mockRejectedValueOnce(new Error('disk full'));
    await platform.nango.triggerSync('halo-psa', ['a'], id);
    await vi.waitFor(() => {
      expect(failures()).toMatchObject([{ error: { message: 'disk full' } }]);
    });
    await sleep(20);
    expect(unhandled).toEqual([]);
    await expect(platform.waitForIdle()).rejects.toThrow('disk full');
    await platform.nango.triggerSync('halo-psa', ['a'], id);
    await platform.waitForIdle();
    expect(platform.runs.at(-1)).toMatchObject({ status: 'success' });
  });

  it('is reported as an event, and is the result of the action, if it is an action', async () => {
    vi.spyOn(Collection.prototype, 'set').mockRejectedValueOnce(new Error('disk full'));
    const started = await platform.nango.triggerActionAsync('halo-psa', id, 'b');
    await vi.waitFor(() => {
      expect(failures()).toMatchObject([{ error: { message: 'disk full' } }]);
    });
    await sleep(20);
    expect(unhandled).toEqual([]);
    await expect(platform.nango.getAsyncActionResult(started)).rejects.toMatchObject({
      response: { status: 500, data: { error: { code: 'server_error' } } },
    });
    await expect(platform.waitForIdle()).rejects.toThrow('disk full');
  });

  it('does not keep the platform from closing', async () => {
    vi.spyOn(platform.records, 'counts').mockRejectedValueOnce(new Error('disk full'));
    await platform.nango.triggerSync('halo-psa', ['a'], id);
    await expect(platform.close()).rejects.toThrow('disk full');
    await expect(fetch(`${platform.url}/health`)).rejects.toThrow();
    expect(unhandled).toEqual([]);
  });
});
