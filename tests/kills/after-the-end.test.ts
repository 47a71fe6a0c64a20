import { describe, expect, test } from 'vitest';

import type { Fault } from '../../sandbox/halo/index.js';
import { addSync, codeOf } from '../support/bundles.js';
import { representatives, smallWorld, type Kind } from '../support/kinds.js';
import { FailingRuntime } from './failing-runtime.js';

/** What Halo answers every other request with, so that something is usually being waited for. */
const faults: Record<string, Fault> = {
  'does not answer': { kind: 'serverError', status: 503 },
  'has no budget left': { kind: 'rateLimited' },
  'has no budget left for a while': { kind: 'rateLimited', retryAfterSeconds: 900 },
  'refuses the token': { kind: 'unauthorized' },
  'answers a web page': { kind: 'html' },
};

const hour = 3_600_000;

/** Fails a run at one call after the other, lets an hour pass after each, and names what was asked in that hour. */
async function askedAfterTheEnd(kind: Kind, fault: Fault): Promise<{ failed: number; asked: string[] }> {
  const asked: string[] = [];
  let failed = 0;
  const runtime = new FailingRuntime();
  for (let failAt = 1; ; failAt += 1) {
    runtime.failNext(failAt);
    const world = smallWorld(kind, { runtime, rows: 11, page: 4, adjust: (switches) => (switches.slowMs = 120) });
    let request = 0;
    world.api.faults.add({
      fault,
      on: ({ path }) => path.startsWith('/api/') && (request += 1) % 2 === 0,
      times: Infinity,
    });
    const result = await world.run(kind.sync);
    if (runtime.calls.length < failAt) return { failed, asked };
    if (!result.success) failed += 1;
    const { length } = runtime.calls;
    await new Promise<void>((resolve) => {
      world.clock.setTimeout(resolve, hour);
    });
    asked.push(...runtime.calls.slice(length).map((call) => `${call} after call ${failAt} failed`));
  }
}

describe.each(representatives)('$sync, after each of its calls to the platform has failed', (kind) => {
  test.each(Object.entries(faults))('sends no request after its end where Halo %s', async (_name, fault) => {
    const { failed, asked } = await askedAfterTheEnd(kind, fault);
    expect(failed).toBeGreaterThan(3);
    expect(asked).toEqual([]);
  });
});

test.each(Object.entries(faults))(
  'a client that is not closed continues to send requests where Halo %s',
  async (_name, fault) => {
    const [customers] = representatives.filter(({ sync }) => sync === 'customers');
    if (!customers) throw new Error('There is no sync of customers');
    const code = codeOf('customers');
    const unclosed = code.replace('this.#isClosed = true;', '');
    expect(unclosed).not.toBe(code);
    addSync('unclosed', unclosed);
    const { asked } = await askedAfterTheEnd({ ...customers, sync: 'unclosed' }, fault);
    expect(asked.some((call) => call.startsWith('get '))).toBe(true);
  },
);
