import type { HaloRequest } from '../../sandbox/halo/index.js';
import { kinds, representatives, type Kind } from '../support/kinds.js';
import type { World } from '../support/world.js';

/** What a run comes to: it does its work, or it stops with the code of an error (`halo/errors.ts`). */
export type Outcome = 'recovered' | `halo_${string}` | 'killed';

/** The outcome for every sync, and for those that differ: by strategy, or by name, which counts more. */
export interface Verdicts {
  all: Outcome;
  but?: Readonly<Record<string, Outcome>>;
}

export const recovered: Verdicts = { all: 'recovered' };

/** What a sync is expected to come to. */
export function verdictFor({ all, but = {} }: Verdicts, { sync, strategy, readsWhole }: Kind): Outcome {
  const narrower = strategy === 'listing' && readsWhole ? but['listing without a filter'] : undefined;
  return but[sync] ?? narrower ?? but[strategy] ?? all;
}

/** Something that goes wrong while a run reads. */
export interface CatalogueFault {
  name: string;
  /** What the run meets, in a sentence for the reader of docs/faults.md. */
  meets: string;
  /** Begins before a run and ends after it. */
  inject: (world: World, kind: Kind) => void | Promise<void>;
  /** Undoes what `inject` did, beyond faults, switches and the application, which are put back by themselves. */
  undo?: (world: World, kind: Kind) => void;
  /** What a first run comes to, and what a later one does that has changes to find, a listing and a sweep to make. */
  first: Verdicts;
  later: Verdicts;
  /** Strategies whose records are whole only after the sweep of the next day, when a first run meets the fault. */
  wholeNextDay?: readonly Kind['strategy'][];
}

/** The faults that are played against every sync: one of each way in which a list may go wrong. */
const short: ReadonlySet<string> = new Set([
  'token refused',
  'page again',
  'empty list',
  'refused as forbidden',
  '"updated since" exclusive',
  'no ids only',
  'list refused with 403',
  'sight lost',
  'killed before a checkpoint',
  'checkpoint lost',
  'records lost',
]);

/** The syncs that a fault is played against: one of each strategy, or all of them. */
export function playedAgainst({ name }: CatalogueFault): readonly Kind[] {
  return short.has(name) ? kinds : representatives;
}

export interface FaultGroup {
  title: string;
  about: string;
  faults: readonly CatalogueFault[];
}

/** True for the requests for the list that a sync reads. */
export const onList =
  ({ endpoint }: Kind) =>
  ({ path }: HaloRequest): boolean =>
    path === `/api/${endpoint}`;

/** Ends a run where it is thrown. */
export class Killed extends Error {}
