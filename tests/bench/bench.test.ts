import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { compiledFunctions } from '../../scripts/bench/kept.js';
import { dayAllowed, declaredSyncs } from '../../scripts/bench/day/day.js';
import { listingPages } from '../../scripts/bench/day/pages.js';
import { smallDay, wholeDay } from '../../scripts/bench/day/sizes.js';
import { quickSizes } from '../../scripts/bench/sizes.js';

const root = join(import.meta.dirname, '../..');
const functions = (await compiledFunctions()).map(({ name }) => name).sort();

const Ratio = z.number().positive();
const Times = z.object({ p50: z.number().positive(), p99: z.number().positive() });
const Outcome = z.object({ requests: z.int(), seconds: z.number(), lost: z.int(), leftOver: z.int() });
const SyncDay = z.object({ sync: z.string(), frequency: z.string(), runs: z.int(), requests: z.int() });
const Day = z.object({
  tickets: z.int(),
  requests: z.int(),
  allowed: z.int(),
  busiest_five_minutes: z.int(),
  syncs: z.array(SyncDay),
  optional: z.array(SyncDay),
});
const Printed = z.object({
  date: z.iso.date(),
  machine: z.strictObject({ cores: z.int(), memoryGb: z.int(), node: z.string() }),
  overhead: Ratio,
  cpu_overhead: Ratio,
  requests: z.array(z.object({ case: z.string(), used: z.int().positive(), allowed: z.int().positive() })).min(1),
  heap_growth_mb: z.number(),
  kept_kb_per_run: z.record(z.string(), z.number()),
  kept_kb_per_run_described: z.number(),
  checkpoint_bytes: z.object({ smallest: z.int().positive(), largest: z.int().positive() }),
  page_ms: z.object({ first_tenth: Times, last_tenth: Times }),
  prefetch: z.object({ overhead_with: Ratio, overhead_without: Ratio, overhead_against_prefetching_floor: Ratio }),
  day: Day,
  lost: z.object({ ours: z.int(), usual: z.int() }),
  comparison: z.object({ tickets: z.int(), changes: z.int(), ours: Outcome, usual: Outcome }),
});

let folder = '';
let printed: z.output<typeof Printed>;
let page = '';
/** The bounds that the command says are broken; it ends with another code than 0 if there are any. */
let broken: string[] = [];

// One run in small sizes, which all tests look at; the test set-up has compiled the functions.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const file = join(folder, 'performance.md');
  const arguments_ = ['scripts/bench.ts', '--quick', '--json', '--no-compile', '--page', file];
  const { stdout, stderr, exitCode } = await execa('tsx', arguments_, { cwd: root, preferLocal: true, reject: false });
  broken = stderr.split('\n').filter((line) => line.startsWith('Broken: '));
  if (exitCode !== (broken.length > 0 ? 1 : 0))
    throw new Error(`The benchmark ended with ${exitCode ?? 'a signal'}: ${stderr}`);
  printed = Printed.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''));
  page = await readFile(file, 'utf8');
}, 1_800_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm run bench -- --quick --json', () => {
  it('counts a full sync and runs after changes, for tenants of different sizes', () => {
    const cases = printed.requests.map((entry) => entry.case);
    expect(cases).toEqual(
      expect.arrayContaining([
        'tickets: all 3000',
        'tickets: 110 of 1200 changed',
        'customers: all 1200',
        'customers: 1 of 120 changed',
        'assets: all 1200',
        'assets: 110 of 1200 changed',
      ]),
    );
  });

  it('breaks no bound', () => {
    expect(broken).toEqual([]);
  });

  it('finds no run that needs more requests than are allowed', () => {
    expect(printed.requests.filter(({ used, allowed }) => used > allowed)).toEqual([]);
  });

  it('counts at least one request per page for every full sync', () => {
    const full = printed.requests.flatMap(({ case: name, used }) => {
      const [, kind, records] = /^(\w+): all (\d+)$/.exec(name) ?? [];
      return records === undefined
        ? []
        : [{ used, pages: Math.ceil(Number(records) / (kind === 'assets' ? 50 : 100)) }];
    });
    expect(full.length).toBeGreaterThan(5);
    for (const { used, pages } of full) expect(used).toBeGreaterThanOrEqual(pages);
  });

  it('costs the same after the same changes, however large the tenant is', () => {
    for (const kind of ['tickets', 'customers', 'assets']) {
      const used = printed.requests.filter((entry) => entry.case.startsWith(`${kind}: 110 of`)).map(({ used }) => used);
      expect(used.length, kind).toBeGreaterThan(1);
      expect(new Set(used).size, kind).toBe(1);
    }
  });

  it('keeps the heap and the checkpoint small', () => {
    expect(printed.heap_growth_mb).toBeLessThan(50);
    expect(printed.checkpoint_bytes.largest).toBeLessThan(300);
  });

  it('finds no function whose executions keep more than 10 kB, where one that describes its schemas keeps far more', () => {
    const sampled = [...(quickSizes.kept.only ?? functions)].sort();
    expect(Object.keys(printed.kept_kb_per_run).sort()).toEqual(sampled);
    expect(functions).toEqual(expect.arrayContaining(sampled));
    expect(Object.entries(printed.kept_kb_per_run).filter(([, kb]) => kb > 10)).toEqual([]);
    expect(printed.kept_kb_per_run_described).toBeGreaterThan(500);
  });

  it('plays a day of each sync that starts by itself, at its declared frequency', async () => {
    const declared = await declaredSyncs();
    const usual = declared.filter(({ startsByItself }) => startsByItself).map(({ name }) => name);
    expect(printed.day.syncs.map(({ sync }) => sync)).toEqual(usual);
    const runs = { 'every 5 minutes': 288, 'every hour': 24, 'every day': 1 };
    const expected = new Map(Object.entries(runs));
    for (const day of printed.day.syncs) {
      expect(day.runs, day.sync).toBe(expected.get(day.frequency));
      expect(day.requests, day.sync).toBeGreaterThanOrEqual(day.runs);
    }
  });

  // The tenant of npm run bench has 100,000 tickets and takes a minute; this one is as its day is, but for pages of listings.
  it('takes at most 5 % of the smallest budget in a day, with as many pages as the whole tenant has', () => {
    const { requests, allowed } = printed.day;
    expect(allowed).toBe(4_320);
    expect(allowed).toBe(dayAllowed);
    expect(requests + listingPages(wholeDay) - listingPages(smallDay)).toBeLessThanOrEqual(allowed);
  });

  it('takes a handful of requests for each run of a sync that follows changes, and one for each set-up list', () => {
    const perRun = new Map(printed.day.syncs.map(({ sync, runs, requests }) => [sync, requests / runs]));
    expect(perRun.get('tickets')).toBeLessThanOrEqual(7.2);
    for (const name of ['customers', 'sites', 'contacts', 'assets']) expect(perRun.get(name), name).toBeLessThan(6);
    const daily = printed.day.syncs.filter(({ frequency }) => frequency === 'every day');
    expect(daily.length).toBeGreaterThan(10);
    for (const { sync, requests } of daily) expect(requests, sync).toBe(1);
  });

  it('loses no ticket, while the usual template does, which shows that the schedule can distinguish them', () => {
    expect(printed.lost.ours).toBe(0);
    expect(printed.comparison.ours.leftOver).toBe(0);
    expect(printed.lost.usual).toBeGreaterThan(0);
  });

  it('writes a page that says what it is, and of the machine only its class', () => {
    expect(page.split('\n')[0]).toBe('<!-- Generated by `npm run bench`; do not edit it. -->');
    for (const { case: name } of printed.requests.slice(0, 1)) expect(page).toContain(`| ${name} `);
    expect(page).toContain(printed.date);
    expect(page).not.toContain(root);
    expect(page).not.toContain(hostname());
  });
});
