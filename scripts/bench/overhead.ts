import { pacedSeconds } from './clock.js';
import type { FloorReport, SyncReport } from './protocol.js';
import type { Sizes } from './sizes.js';
import type { Harness } from './harness.js';
import { median } from './statistics.js';

/** What a full sync of tickets costs beside reading and parsing its pages. All ratios are medians over the rounds. */
export interface Overhead {
  /** Wall time of the sync ÷ wall time of the floor. */
  wall: number;
  /** Processor time per record ÷ the floor's. */
  cpu: number;
  /** The same ÷ that of a function that only reads the pages and saves their rows: the platform's share. */
  cpuOverPlatform: number;
  /** Microseconds of processor time for a ticket. */
  cpuPerTicket: { sync: number; platform: number; floor: number };
  /** Seconds of wall time. */
  seconds: { sync: number; platform: number; floor: number };
  /** Kilobytes of a page. */
  pageKb: number;
  /** Seconds that the same sync takes when it paces itself, and the tenant neither refuses nor tells its limit. */
  pacedSeconds: number;
}

/** What reading the next page ahead buys. Wall times in seconds, medians over the rounds. */
export interface Prefetch {
  sync: number;
  /** Of a sync whose pages are held back until the one before is saved. */
  heldBack: number;
  floor: number;
  /** Of a floor that asks for the next page before it parses the last one. */
  floorAhead: number;
}

const fullSync = { sync: 'tickets', store: 'null', fresh: true } as const;

/**
 * Alternates the floor, a function that only reads and saves, and the sync over the same pages of the same tenant. The round
 * before the first is not counted: it compiles the code and tells the others the address of the pages.
 */
export async function measureOverhead(
  harness: Harness,
  { tickets, rounds }: Sizes['overhead'],
  progress: (line: string) => void,
): Promise<Overhead> {
  const pages = Math.ceil(tickets / 100);
  const url = await warmUp(harness, Math.min(tickets, 10_000));
  await harness.open({ tickets });
  const measured: { floor: FloorReport; platform: SyncReport; sync: SyncReport }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const floor = await harness.floor({ url, pages, readsAhead: false });
    const platform = whole(await harness.sync({ ...fullSync, sync: 'bare', list: { url, pages } }), tickets);
    const sync = whole(await harness.sync(fullSync), tickets);
    if (floor.rows !== tickets) throw new Error(`The floor read ${floor.rows} of ${tickets} tickets`);
    measured.push({ floor, platform, sync });
    progress(`round ${round}: floor ${inSeconds(floor)}, platform ${inSeconds(platform)}, sync ${inSeconds(sync)}`);
  }
  const over = (value: (round: (typeof measured)[number]) => number): number => median(measured.map(value));
  return {
    wall: over(({ sync, floor }) => sync.wallMs / floor.wallMs),
    cpu: over(({ sync, floor }) => sync.cpuMs / floor.cpuMs),
    cpuOverPlatform: over(({ sync, platform }) => sync.cpuMs / platform.cpuMs),
    cpuPerTicket: {
      sync: over(({ sync }) => (sync.cpuMs * 1000) / tickets),
      platform: over(({ platform }) => (platform.cpuMs * 1000) / tickets),
      floor: over(({ floor }) => (floor.cpuMs * 1000) / tickets),
    },
    seconds: {
      sync: over(({ sync }) => sync.wallMs / 1000),
      platform: over(({ platform }) => platform.wallMs / 1000),
      floor: over(({ floor }) => floor.wallMs / 1000),
    },
    pageKb: over(({ floor }) => floor.bytes / pages / 1024),
    pacedSeconds: over(({ sync: { requests, wallMs } }) => pacedSeconds(requests, wallMs / requests)),
  };
}

/** Alternates the sync, the sync held back, the floor and the floor that reads ahead. */
export async function measurePrefetch(harness: Harness, { tickets, rounds }: Sizes['prefetch']): Promise<Prefetch> {
  const pages = Math.ceil(tickets / 100);
  const url = await warmUp(harness, tickets);
  const measured: Prefetch[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const sync = whole(await harness.sync(fullSync), tickets);
    const floor = await harness.floor({ url, pages, readsAhead: false });
    const heldBack = whole(await harness.sync({ ...fullSync, holdsBack: true }), tickets);
    const floorAhead = await harness.floor({ url, pages, readsAhead: true });
    measured.push({
      sync: sync.wallMs / 1000,
      heldBack: heldBack.wallMs / 1000,
      floor: floor.wallMs / 1000,
      floorAhead: floorAhead.wallMs / 1000,
    });
  }
  const over = (key: keyof Prefetch): number => median(measured.map((round) => round[key]));
  return { sync: over('sync'), heldBack: over('heldBack'), floor: over('floor'), floorAhead: over('floorAhead') };
}

/** @returns the address of the first of the full pages that the sync reads */
async function warmUp(harness: Harness, tickets: number): Promise<string> {
  await harness.open({ tickets });
  const url = new URL((await harness.sync(fullSync)).firstPage);
  // The sync's own first page is small, because nothing is known yet about the length of rows.
  url.searchParams.set('page_size', '100');
  await harness.floor({ url: url.href, pages: Math.ceil(tickets / 100), readsAhead: false });
  return url.href;
}

/** @throws Error when the sync saved anything but every ticket: its time would mean nothing */
function whole(report: SyncReport, tickets: number): SyncReport {
  if (report.saved !== tickets) throw new Error(`The sync saved ${report.saved} of ${tickets} tickets`);
  return report;
}

const inSeconds = ({ wallMs }: { wallMs: number }): string => `${(wallMs / 1000).toFixed(1)} s`;
