import type { Outcome } from './comparison.js';
import { dayAllowed, type SyncDay } from './day/day.js';
import { keptAllowed } from './kept.js';
import type { Results } from './measure.js';
import type { RequestCase } from './requests.js';

/** What `npm run bench -- --json` prints last. */
export interface Summary {
  date: string;
  machine: Results['machine'];
  /** Wall time of a full sync of tickets ÷ wall time of reading and parsing its pages. */
  overhead: number;
  /** Processor time of the same, a ticket. */
  cpu_overhead: number;
  /** Processor time ÷ that of a function that reads the same pages and saves their rows as they come. */
  cpu_overhead_over_platform: number;
  requests: RequestCase[];
  heap_growth_mb: number;
  /** Kilobytes that an execution leaves on the heap of its process, by function. */
  kept_kb_per_run: Record<string, number>;
  /** The same of `tickets` when it describes its schemas where it runs, which the measurement has to notice. */
  kept_kb_per_run_described: number;
  checkpoint_bytes: { smallest: number; largest: number };
  page_ms: { first_tenth: { p50: number; p99: number }; last_tenth: { p50: number; p99: number } };
  /** The same wall ratio with and without reading the next page ahead, and against a floor that reads ahead too. */
  prefetch: { overhead_with: number; overhead_without: number; overhead_against_prefetching_floor: number };
  /** A day of all syncs that start by themselves, and of each of the others, which the quick sizes leave out. */
  day: {
    tickets: number;
    requests: number;
    allowed: number;
    busiest_five_minutes: number;
    syncs: readonly SyncDay[];
    optional: readonly SyncDay[];
  };
  lost: { ours: number; usual: number };
  comparison: Results['comparison'];
}

export function summarise(results: Results): Summary {
  const { date, machine, overhead, prefetch, backfill, kept, comparison, requests, day, sizes } = results;
  const { checkpointBytes, pageMs } = backfill;
  const rounded = ({ p50, p99 }: { p50: number; p99: number }) => ({ p50: round(p50), p99: round(p99) });
  return {
    date,
    machine,
    overhead: round(overhead.wall),
    cpu_overhead: round(overhead.cpu),
    cpu_overhead_over_platform: round(overhead.cpuOverPlatform),
    requests,
    heap_growth_mb: round(backfill.heapGrowthMb),
    kept_kb_per_run: Object.fromEntries(Object.entries(kept.kbPerRun).map(([name, kb]) => [name, round(kb)])),
    kept_kb_per_run_described: round(kept.control.kbPerRun),
    checkpoint_bytes: { smallest: checkpointBytes[0], largest: checkpointBytes[1] },
    page_ms: { first_tenth: rounded(pageMs.first), last_tenth: rounded(pageMs.last) },
    prefetch: {
      overhead_with: round(prefetch.sync / prefetch.floor),
      overhead_without: round(prefetch.heldBack / prefetch.floor),
      overhead_against_prefetching_floor: round(prefetch.sync / prefetch.floorAhead),
    },
    day: {
      tickets: sizes.day.tickets,
      requests: day.usual.requests,
      allowed: dayAllowed,
      busiest_five_minutes: day.usual.busiest.inDay,
      syncs: day.usual.syncs,
      optional: day.optional,
    },
    lost: { ours: comparison.ours.lost, usual: comparison.usual.lost },
    comparison: { ...comparison, ours: shown(comparison.ours), usual: shown(comparison.usual) },
  };
}

/** What was promised and not kept. Requests, rows and memory do not depend on how busy the machine is; times do. */
export function brokenBounds(summary: Summary): string[] {
  const requests = summary.requests
    .filter(({ used, allowed }) => used > allowed)
    .map((entry) => `${entry.case}: ${entry.used} requests, ${entry.allowed} are allowed`);
  const kept = Object.entries(summary.kept_kb_per_run)
    .filter(([, kb]) => !(kb <= keptAllowed))
    .map(([name, kb]) => `${name}: an execution keeps ${kb} kB, ${keptAllowed} are allowed`);
  return [
    ...requests,
    ...kept,
    ...(summary.day.requests > dayAllowed
      ? [`a day takes ${summary.day.requests} requests, ${dayAllowed} are allowed`]
      : []),
    ...(summary.lost.ours > 0 ? [`${summary.lost.ours} tickets were lost`] : []),
    ...(summary.heap_growth_mb >= 50 ? [`the heap grew by ${summary.heap_growth_mb} MB, 50 are allowed`] : []),
  ];
}

const shown = (outcome: Outcome): Outcome => ({ ...outcome, seconds: round(outcome.seconds) });
const round = (value: number): number => Math.round(value * 100) / 100;
