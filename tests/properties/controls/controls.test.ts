import { beforeAll, describe, expect, test } from 'vitest';

import { subjectOf } from '../../support/kinds.js';
import { search, type SearchOptions, type SearchResult } from '../prove.js';
import { ticketActions, tickets, type Subject } from '../subject.js';
import { manyCustomers, type Variant } from '../variants.js';
import { buildControl } from './build.js';
import type { ControlKind, Flaw } from './flaws.js';

/** A sync with one thing wrong, and the world in which that one thing, and nothing else, loses or deletes rows. */
interface Control {
  flaw: Flaw;
  kind: ControlKind;
  changes: Subject['changes'];
  kills?: boolean;
  build?: Variant;
  /** What the counterexample must say. */
  shows: RegExp;
}

const defaultBuild: Variant = { name: 'default', adjust: () => undefined, needsSweep: false };
const lost = /^Ticket \d+ is (missing|\{)/;

const controls: readonly Control[] = [
  // An edited row moves to the end, and the rows behind it move to the left, past the reading position.
  { flaw: 'pages ordered by last update', kind: 'changes', changes: ['create', 'edit'], shows: lost },
  // An edited row leaves the window while it is read, with the same effect.
  { flaw: 'closed upper bound', kind: 'changes', changes: ['create', 'edit'], shows: lost },
  {
    flaw: "watermark from the runner's clock",
    kind: 'changes',
    changes: ['create', 'edit'],
    build: { ...defaultBuild, name: 'clock behind', adjust: (switches) => (switches.clockAheadSeconds = -1800) },
    shows: lost,
  },
  {
    flaw: 'watermark moved before the pass is complete',
    kind: 'changes',
    changes: ['create', 'edit'],
    kills: true,
    shows: lost,
  },
  { flaw: 'checkpoint saved before the batch', kind: 'changes', changes: ['create', 'edit'], kills: true, shows: lost },
  {
    flaw: 'deletion by filter without confirmation',
    kind: 'changes',
    changes: ['create', 'edit'],
    build: {
      ...defaultBuild,
      name: 'deleted=true ignored',
      adjust: (switches) => (switches.deletedFilter = 'ignored'),
    },
    shows: /^Ticket \d+ lives and was reported deleted$/,
  },
  {
    flaw: 'deletions from an incomplete crawl',
    kind: 'listing',
    changes: ['create', 'edit', 'archive', 'delete'],
    shows: /^Customer \d+ lives and was reported deleted$/,
  },
  // An edit gives a row another name, and so another page.
  {
    flaw: 'a list without an order read once',
    kind: 'listing',
    changes: ['create', 'edit'],
    build: {
      ...defaultBuild,
      name: 'order ignored',
      adjust: (switches) => (switches.ignoresOrder = { Client: 'default' }),
    },
    shows: /^Customer \d+ lives and was reported deleted$/,
  },
  {
    flaw: 'the first page of the cache taken for all of it',
    kind: 'listing',
    changes: ['create', 'edit', 'archive', 'delete'],
    shows: /^Customer \d+ is gone and was not reported deleted$/,
  },
  // The web server takes the query for too long, and answers as if there were no such page.
  {
    flaw: 'all customers asked for in one query',
    kind: 'selection',
    changes: ['create', 'edit'],
    build: { ...defaultBuild, name: 'many customers', metadata: manyCustomers },
    shows: /^Halo answers "not found" to the request/,
  },
  {
    flaw: 'a list of names without which nothing is read',
    kind: 'selection',
    changes: ['create', 'edit'],
    build: {
      ...defaultBuild,
      name: 'statuses refused',
      adjust: (switches) => (switches.failingLists = { Status: 403 }),
    },
    shows: /^Halo does not let this connection read/,
  },
  {
    flaw: 'a list of actions taken for all of them',
    kind: 'actions',
    changes: ['add'],
    build: {
      ...defaultBuild,
      name: 'private notes left out',
      adjust: (switches) => (switches.actionListHidesPrivate = true),
    },
    shows: /^TicketAction \d+:\d+ is missing$/,
  },
];

const subjects: Readonly<Record<ControlKind, Subject>> = {
  changes: tickets,
  listing: subjectOf('customers'),
  selection: tickets,
  actions: ticketActions,
};

/** Schedules for each; the flaws are found after far fewer. */
const runs = 100;
const seed = 20261123;

/** Searches schedules against the control's sync with a flaw, or against its correct twin. */
function searchFor({ kind, changes, kills = false, build = defaultBuild }: Control, flaw: Flaw): Promise<SearchResult> {
  const subject: Subject = {
    ...subjects[kind],
    sync: nameOf(kind, flaw),
    changes,
  };
  const options: SearchOptions = { runs, seed, builds: [build], rules: { faults: false, kills } };
  return search(subject, options);
}

function nameOf(kind: Control['kind'], flaw: Flaw): string {
  return `${kind}: ${flaw}`;
}

beforeAll(async () => {
  for (const kind of new Set(controls.map((control) => control.kind))) {
    await buildControl(nameOf(kind, 'none'), kind, 'none');
  }
  for (const { kind, flaw } of controls) await buildControl(nameOf(kind, flaw), kind, flaw);
});

describe.each(controls)('$flaw', (control) => {
  test('is found by the search, with a short schedule', async () => {
    const { counterexample } = await searchFor(control, control.flaw);
    expect(counterexample?.reason).toMatch(control.shows);
    expect(counterexample?.steps.length).toBeLessThan(20);
  });

  test('and has no other error, because its correct twin passes', async () => {
    const { counterexample, tally } = await searchFor(control, 'none');
    expect(counterexample).toBeUndefined();
    expect(tally.schedules).toBe(runs);
  });
});
