import { cpus, totalmem } from 'node:os';

import { measureBackfill, type Backfill } from './backfill.js';
import { compareWithUsual, type Comparison } from './comparison.js';
import { playDays, type Days } from './day/days.js';
import { compiledFunctions, measureKept, type Kept } from './kept.js';
import { measureOverhead, measurePrefetch, type Overhead, type Prefetch } from './overhead.js';
import { countRequests, type RequestCase } from './requests.js';
import type { Sizes } from './sizes.js';
import { Harness } from './harness.js';

export interface Results {
  /** Day of the measurement, ISO 8601. */
  date: string;
  machine: { cores: number; memoryGb: number; node: string };
  sizes: Sizes;
  overhead: Overhead;
  prefetch: Prefetch;
  backfill: Omit<Backfill, 'requests'>;
  kept: Kept;
  comparison: Comparison;
  requests: RequestCase[];
  day: Days;
}

/** Measures everything. What is timed runs alone; requests and what is kept are not, so they are measured side by side. */
export async function measure(
  sizes: Sizes,
  { profile, progress }: { profile: string | undefined; progress: (line: string) => void },
): Promise<Results> {
  progress(`overhead: ${sizes.overhead.tickets} tickets, ${sizes.overhead.rounds} rounds`);
  const [overhead, prefetch] = await Harness.play(
    async (harness) =>
      [
        await measureOverhead(harness, sizes.overhead, progress),
        await measurePrefetch(harness, sizes.prefetch),
      ] as const,
    profile,
  );
  progress('comparison with the usual template');
  const comparison = await Harness.play((harness) => compareWithUsual(harness, sizes.comparison));
  progress(`backfill of ${sizes.backfill.tickets} tickets`);
  const { requests: backfillRequests, ...backfill } = await Harness.play((harness) => measureBackfill(harness, sizes));
  progress(`a day of ${sizes.day.tickets} tickets`);
  const day = await playDays(sizes.day);
  progress('requests, and what executions keep');
  const { records, changed } = sizes.requests;
  const smaller = records.filter((count) => count !== sizes.backfill.tickets);
  const [tickets, customers, assets, kept] = await Promise.all([
    Harness.play((harness) => countRequests(harness, 'tickets', { records: smaller, changed })),
    Harness.play((harness) => countRequests(harness, 'customers', sizes.requests)),
    Harness.play((harness) => countRequests(harness, 'assets', sizes.requests)),
    measureKept(await compiledFunctions(), sizes.kept),
  ]);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: { cores: cpus().length, memoryGb: Math.round(totalmem() / 1024 ** 3), node: process.versions.node },
    sizes,
    overhead,
    prefetch,
    backfill,
    kept,
    comparison,
    requests: [...tickets, ...backfillRequests, ...customers, ...assets],
    day,
  };
}
