import { describe, expect, it } from 'vitest';

import { SimulatedClock } from '../../sandbox/clock.js';
import { createApplication, HaloApi, Tenant } from '../../sandbox/halo/index.js';
import { pacedSeconds } from '../../scripts/bench/clock.js';
import { editEvenly, playSchedule } from '../../scripts/bench/edits.js';
import { IdRecordStore } from '../../scripts/bench/id-store.js';
import { leastOf } from '../../scripts/bench/kept.js';
import { median, quantile, trend } from '../../scripts/bench/statistics.js';
import { brokenBounds, type Summary } from '../../scripts/bench/summary.js';

function createApi(tickets: number): HaloApi {
  const clock = new SimulatedClock();
  const tenant = new Tenant({ seed: 1, tickets, customers: 5, assets: 5, clock });
  return new HaloApi({ tenant, clock, applications: [createApplication()] });
}

/** Asks for pages of tickets; refused because there is no token, which does not affect the schedule. */
function ask(api: HaloApi, ...queries: string[]): void {
  for (const query of queries) {
    api.handle({ method: 'GET', path: '/api/Tickets', query: new URLSearchParams(query), headers: {} });
  }
}

const truth = ({ tenant: { tickets } }: HaloApi) =>
  tickets.living('reqs').map((id) => [id, tickets.get(id)?.summary] as const);

describe('the schedule of changes', () => {
  const rules = { pages: 3, changes: 10, seed: 1 };
  const pages = ['page_no=1&page_size=100', 'page_no=2&page_size=100', 'page_no=3&page_size=100'];

  it('is the same for a reader that sends other requests between its pages', () => {
    const [one, other] = [createApi(300), createApi(300)];
    playSchedule(one, rules);
    playSchedule(other, rules);
    ask(one, ...pages);
    for (const page of pages) ask(other, page, 'ticketidonly=true', 'page_no=1&page_size=1', 'ticketids=1001');
    expect(truth(other)).toEqual(truth(one));
    expect(truth(one)).not.toEqual(truth(createApi(300)));
  });

  it('ends with its last page', () => {
    const api = createApi(300);
    playSchedule(api, rules);
    ask(api, ...pages);
    const before = truth(api);
    ask(api, ...pages);
    expect(truth(api)).toEqual(before);
  });

  it('contains edits, deletions and creations', () => {
    const api = createApi(300);
    playSchedule(api, { ...rules, changes: 40 });
    ask(api, ...pages);
    const rows = new Map(truth(api));
    const summaries = [...rows.values()];
    expect(summaries.some((summary) => summary?.startsWith('Edited'))).toBe(true);
    expect(summaries.some((summary) => summary?.startsWith('Created'))).toBe(true);
    const original = createApi(300).tenant.tickets.living('reqs');
    expect(original.some((id) => !rows.has(id))).toBe(true);
  });
});

describe('even edits', () => {
  it.each(['tickets', 'customers', 'assets'] as const)('change as many %s as were asked for', (kind) => {
    const { tenant } = createApi(5);
    editEvenly(tenant, kind, 3);
    expect(tenant[kind].rows.changed).toBe(3);
  });
});

describe('the store of ids', () => {
  const scope = { connection: 1, model: 'Ticket' };
  const records = (...ids: string[]) => ids.map((id) => ({ id }));

  async function idsOf(store: IdRecordStore, limit: number): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list(scope, { limit, cursor });
      ids.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  }

  it('lists existing rows, in pages', async () => {
    const store = new IdRecordStore();
    await store.upsert(scope, records('1', '2', '3', '4', '5'), { job: 1 });
    await store.upsert(scope, records('2'), { job: 1, softDelete: true });
    expect(await idsOf(store, 2)).toEqual(['1', '3', '4', '5']);
  });

  it('finds which of some ids exist', async () => {
    const store = new IdRecordStore();
    await store.upsert(scope, records('1', '2'), { job: 1 });
    const { records: found } = await store.list(scope, { ids: ['2', '3'] });
    expect(found.map(({ id }) => id)).toEqual(['2']);
  });

  it('removes what no later job has written', async () => {
    const store = new IdRecordStore();
    await store.upsert(scope, records('1', '2'), { job: 1 });
    await store.upsert(scope, records('2'), { job: 2 });
    expect(await store.deleteOutdated(scope, 2)).toEqual(['1']);
    expect(await idsOf(store, 10)).toEqual(['2']);
  });
});

describe('the bounds', () => {
  const kept: Summary = {
    date: '2026-01-01',
    machine: { cores: 2, memoryGb: 8, node: '20.0.0' },
    overhead: 9,
    cpu_overhead: 9,
    cpu_overhead_over_platform: 9,
    requests: [{ case: 'tickets: all 100', used: 11, allowed: 11 }],
    heap_growth_mb: 49,
    kept_kb_per_run: { tickets: 10, 'diagnose-connection': -0.5 },
    kept_kb_per_run_described: 2500,
    checkpoint_bytes: { smallest: 200, largest: 220 },
    page_ms: { first_tenth: { p50: 1, p99: 1 }, last_tenth: { p50: 1, p99: 1 } },
    prefetch: { overhead_with: 1, overhead_without: 1, overhead_against_prefetching_floor: 1 },
    day: {
      tickets: 100,
      requests: 4_320,
      allowed: 4_320,
      busiest_five_minutes: 900,
      syncs: [{ sync: 'tickets', frequency: 'every 5 minutes', runs: 288, requests: 4_320 }],
      optional: [],
    },
    lost: { ours: 0, usual: 40 },
    comparison: {
      tickets: 100,
      changes: 10,
      ours: { requests: 1, seconds: 1, minutesAllowed: 0, lost: 0, leftOver: 0 },
      usual: { requests: 1, seconds: 1, minutesAllowed: 0, lost: 40, leftOver: 1 },
    },
  };

  it('are kept up to the last allowed request, and for any time, so that a busy machine breaks nothing', () => {
    expect(brokenBounds(kept)).toEqual([]);
  });

  it.each<[string, Partial<Summary>, string]>([
    [
      'a request too many',
      { requests: [{ case: 'tickets: all 100', used: 12, allowed: 11 }] },
      'tickets: all 100: 12 requests, 11 are allowed',
    ],
    ['a lost ticket', { lost: { ours: 1, usual: 40 } }, '1 tickets were lost'],
    [
      'a function that keeps more',
      { kept_kb_per_run: { tickets: 1, teams: 10.01 } },
      'teams: an execution keeps 10.01 kB, 10 are allowed',
    ],
    [
      'a day that costs more than 5 % of the budget',
      { day: { ...kept.day, requests: 4_321 } },
      'a day takes 4321 requests, 4320 are allowed',
    ],
    ['a heap that grows', { heap_growth_mb: 50 }, 'the heap grew by 50 MB, 50 are allowed'],
  ])('are broken by %s', (_name, change, message) => {
    expect(brokenBounds({ ...kept, ...change })).toEqual([message]);
  });
});

describe('what executions keep', () => {
  const measuring = (...results: number[]) => {
    const measurements: number[] = [];
    return {
      measurements,
      measure: () => {
        const result = results[measurements.length] ?? Number.NaN;
        measurements.push(result);
        return Promise.resolve(result);
      },
    };
  };

  it('is measured once where it is little', async () => {
    const { measure, measurements } = measuring(3, 1);
    expect(await leastOf(measure)).toBe(3);
    expect(measurements).toEqual([3]);
  });

  it('is measured again where it is too much, because what is kept shows each time and what is there for a time does not', async () => {
    expect(await leastOf(measuring(14, 2).measure)).toBe(2);
    expect(await leastOf(measuring(14, 12, 11).measure)).toBe(11);
  });

  it('is no number where nothing was measured', async () => {
    expect(await leastOf(measuring().measure)).toBeNaN();
  });
});

describe('quantiles', () => {
  it('do not depend on the order of the values, nor change it', () => {
    const values = [5, 1, 4, 2, 3];
    expect(median(values)).toBe(3);
    expect(quantile(values, 0.99)).toBe(5);
    expect(values).toEqual([5, 1, 4, 2, 3]);
  });

  it('are not a number if there are no values', () => {
    expect(median([])).toBeNaN();
  });
});

describe('a trend', () => {
  it('is the growth of a series, whatever single values are', () => {
    expect(trend([10, 12, 14, 16, 18])).toBe(2);
    expect(trend([10, 12, 140, 16, 18])).toBe(2);
    expect(trend([10, 10, 10, 10, 150])).toBe(0);
  });

  it('is not a number if there is nothing to compare', () => {
    expect(trend([1])).toBeNaN();
  });
});

describe('the pace', () => {
  it('sends few requests without delay', () => {
    expect(pacedSeconds(100, 10)).toBe(1);
  });

  it('keeps many below 700 in five minutes', () => {
    expect(pacedSeconds(5_000, 10)).toBeGreaterThan(((5_000 - 700) / 700) * 300);
  });
});
