import { fileURLToPath } from 'node:url';

import { frequencyMs } from '../../../sandbox/platform/runs/frequency.js';
import { COMPILED, readDeclarations } from '../../contract/declarations.js';
import type { DaySizes } from './sizes.js';
import { DayWorld, type SentRequest } from './world.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Requests that the syncs which start by themselves may take in a day: 5 % of the smallest budget that was reported, which
 * is 300 in five minutes (halo-api.md §8), so 15 in five minutes on average.
 */
export const dayAllowed = (0.05 * 300 * day) / (5 * minute);

/** A sync as it is declared. */
export interface PlayedSync {
  readonly name: string;
  /** Such as `every 5 minutes`. */
  readonly frequency: string;
  readonly startsByItself: boolean;
}

/** What a sync costs in a day. */
export interface SyncDay {
  readonly sync: string;
  readonly frequency: string;
  readonly runs: number;
  readonly requests: number;
}

export interface Day {
  readonly syncs: readonly SyncDay[];
  /** Requests of all of them. */
  readonly requests: number;
  /** The most requests in any five minutes; in the first ones of a connection, which are not part of the day. */
  readonly busiest: { readonly inDay: number; readonly inFirstLoad: number };
  /** Requests that the tenant refused, and were sent again; part of the others. */
  readonly refused: number;
}

/** Every sync that `npm run compile` left behind. */
export async function declaredSyncs(): Promise<PlayedSync[]> {
  const declared = await readDeclarations(fileURLToPath(new URL(`../../../${COMPILED}`, import.meta.url)));
  return declared.flatMap(({ syncs }) =>
    syncs.map(({ name, runs, auto_start }) => ({ name, frequency: runs, startsByItself: auto_start })),
  );
}

/**
 * Connects all the syncs at one moment, as a new connection does, and goes on for a day and more, with each sync at its declared
 * frequency. Counted is a day that begins when all have read everything. Tickets change evenly all the time: that is
 * the most costly way, because hardly any run finds nothing.
 *
 * @throws Error when a run failed, or the first reading of everything took longer than it may
 */
export async function playDay(
  syncs: readonly PlayedSync[],
  { changed, loadingHours, ...sizes }: DaySizes,
): Promise<Day> {
  const world = new DayWorld(sizes);
  for (const { name } of syncs) await world.deploy(name);
  const start = world.clock.now();
  const from = start + loadingHours * hour;
  const end = from + day;
  const runs = new Map<string, number>();
  const follow = async ({ name, frequency }: PlayedSync): Promise<void> => {
    const interval = frequencyMs(frequency);
    if (interval === undefined) throw new Error(`${name} has no frequency that can be read: ${frequency}`);
    for (let due = start; due < end; due = nextAfter(world.clock.now(), due, interval)) {
      await world.until(due);
      await world.run(name);
      if (due === start && world.clock.now() > from) throw new Error(`${name} was not loaded in time`);
      if (due >= from) runs.set(name, (runs.get(name) ?? 0) + 1);
    }
  };
  await Promise.all([changeTickets(world, { start, end, changed }), ...syncs.map(follow)]);
  const sent = world.sent.filter(({ at }) => at >= from && at < end);
  const of = (name: string): number => sent.filter(({ sync }) => sync === name).length;
  return {
    syncs: syncs.map(({ name, frequency }) => ({
      sync: name,
      frequency,
      runs: runs.get(name) ?? 0,
      requests: of(name),
    })),
    requests: sent.length,
    busiest: { inDay: busiestOf(sent), inFirstLoad: busiestOf(world.sent.filter(({ at }) => at < from)) },
    refused: sent.filter(({ status }) => status === 429).length,
  };
}

/** A run that takes longer than the interval is followed by the next that is due, as the platform does it. */
function nextAfter(now: number, due: number, interval: number): number {
  return due + interval * Math.max(1, Math.ceil((now - due) / interval));
}

/** By turns a note is added to a ticket, and one is edited. */
async function changeTickets(
  world: DayWorld,
  { start, end, changed }: { start: number; end: number; changed: number },
): Promise<void> {
  const { tickets, actions } = world.tenant;
  const ids = tickets.living('reqs');
  const pause = day / changed;
  for (let nth = 0; start + (nth + 0.5) * pause < end; nth += 1) {
    await world.until(start + (nth + 0.5) * pause);
    // Far apart, so that no two changes are of one ticket.
    const id = ids[(nth * 37) % ids.length];
    if (id === undefined) return;
    if (nth % 2 === 0) actions.add(id, { note: `Note ${nth}` });
    else tickets.edit(id, { summary: `Edited ${nth}` });
  }
}

/** The most requests that were sent in any five minutes. */
function busiestOf(sent: readonly SentRequest[]): number {
  const times = sent.map(({ at }) => at).sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while ((times[first] ?? time) <= time - 5 * minute) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
