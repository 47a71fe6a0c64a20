import { describe, test } from 'vitest';

import { Runtime } from '../support/world.js';
import type { Step } from './schedule.js';
import { noTally, play } from './search.js';
import { subjectOf } from '../support/kinds.js';
import { variants } from './variants.js';

const quiet: Step = { changes: [], seconds: 0 };

/** Schedules that once showed an error, as the search shrank them. */
const regressions: readonly { name: string; syncs: readonly string[]; variant?: string; steps: readonly Step[] }[] = [
  {
    name: 'a row that is saved by a listing and deleted before its end is reported deleted',
    syncs: ['customers', 'assets'],
    steps: [quiet, { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 }],
  },
  {
    name: 'a run that dies before its first checkpoint leaves records that a backfill alone would keep',
    syncs: ['tickets'],
    steps: [
      quiet,
      quiet,
      { changes: [], seconds: 2 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 0, fault: { kind: 'rateLimited' }, killAfter: { calls: 3, when: 'before' } },
    ],
  },
  {
    name: 'an execution that died while it stepped back goes on',
    syncs: ['customers', 'sites', 'contacts', 'assets'],
    steps: [
      quiet,
      { changes: [], seconds: 2 },
      { changes: [], seconds: 0, killAfter: { calls: 1, when: 'before' } },
      { changes: [], seconds: 0, fault: { kind: 'rateLimited' }, killAfter: { calls: 2, when: 'after' } },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0, fault: { kind: 'repeatedPage' } },
      { changes: [], seconds: 2, fault: { kind: 'emptyList' }, killAfter: { calls: 3, when: 'after' } },
    ],
  },
  {
    name: 'a deleted ticket that Halo refuses to show is kept, as it may live for all that can be told',
    syncs: ['tickets', 'ticket-actions'],
    variant: 'hidden tickets answer 403',
    steps: [
      ...Array.from({ length: 7 }, () => quiet),
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 0, fault: { kind: 'rateLimited' } },
      quiet,
      { changes: [{ kind: 'hide', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 2 },
    ],
  },
  {
    name: 'a default page of a server that ignored the paging is not taken for the whole list',
    syncs: ['tickets', 'ticket-actions'],
    steps: [
      quiet,
      { changes: [], seconds: 0, fault: { kind: 'ignoredParameters', names: ['pageinate', 'page_no', 'page_size'] } },
    ],
  },
  {
    name: 'one empty answer does not delete a small list',
    syncs: ['agents', 'teams'],
    steps: [
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 0, fault: { kind: 'emptyList' } },
    ],
  },
  {
    name: 'an empty first answer does not end a backfill',
    syncs: ['tickets', 'ticket-actions'],
    variant: 'no Date header',
    steps: [quiet, { changes: [], seconds: 2, fault: { kind: 'emptyList' } }],
  },
  {
    name: 'a capped page of a bare array is not the last one',
    syncs: ['tickets', 'customers', 'assets', 'ticket-actions'],
    variant: 'bare arrays',
    steps: [],
  },
  {
    name: 'a list of ids that ignores filters proves nothing and stops nothing',
    syncs: ['tickets', 'customers', 'ticket-actions'],
    variant: 'idonly ignores filters',
    steps: [{ changes: [{ kind: 'delete', pick: 0 }], seconds: 0 }],
  },
  {
    name: 'an empty pass that died leaves no stale time behind',
    syncs: ['customers', 'assets'],
    variant: 'idonly refused',
    steps: [
      { changes: [{ kind: 'blind', pick: 0 }], seconds: 2, killAfter: { calls: 0, when: 'before' } },
      quiet,
      quiet,
      { changes: [], seconds: 2 },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 1, when: 'before' } },
    ],
  },
  {
    name: 'a first backfill that died between a page and its checkpoint looks at the cache again',
    syncs: ['tickets'],
    steps: [
      { changes: [{ kind: 'blind', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 0 },
      { changes: [{ kind: 'hide', pick: 0 }], seconds: 0 },
      {
        changes: [
          { kind: 'delete', pick: 0 },
          { kind: 'destroy', pick: 0 },
        ],
        seconds: 0,
      },
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      { changes: [], seconds: 2 },
      { changes: [], seconds: 0 },
      { changes: [], seconds: 0 },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      { changes: [], seconds: 0 },
      { changes: [], seconds: 0 },
      { changes: [], seconds: 0 },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 2 },
      { changes: [], seconds: 0, killAfter: { calls: 1, when: 'before' } },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [], seconds: 2, killAfter: { calls: 0, when: 'before' } },
    ],
  },
  {
    name: 'actions of tickets that were out of sight in the first run are found by the sweep',
    syncs: ['ticket-actions'],
    steps: [{ changes: [{ kind: 'hide', pick: 0 }], seconds: 2 }],
  },
  {
    name: 'actions of a destroyed ticket are found by the sweep of a tenant that gives no list of ids',
    syncs: ['ticket-actions'],
    variant: 'idonly ignored',
    steps: [
      ...Array.from({ length: 5 }, () => quiet),
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      ...Array.from({ length: 6 }, () => quiet),
    ],
  },
  {
    name: 'a page that comes again with a smaller count does not pass for the end of the first one',
    syncs: ['tickets'],
    steps: [
      quiet,
      quiet,
      { changes: [], seconds: 0, fault: { kind: 'ignoredParameters', names: ['pageinate', 'page_no', 'page_size'] } },
    ],
  },
  {
    name: 'a first run that dies, and then nothing is left, does not leave its records',
    syncs: ['tickets', 'ticket-actions'],
    steps: [
      ...Array.from({ length: 5 }, () => quiet),
      {
        changes: Array.from({ length: 12 }, () => ({ kind: 'destroy', pick: 0 }) as const),
        seconds: 0,
        killAfter: { calls: 1, when: 'before' },
      },
    ],
  },
  {
    name: 'an execution that goes on past the end of a shorter list ends where the last page comes again',
    syncs: ['customers', 'sites', 'contacts', 'assets'],
    variant: 'past the end: last page again',
    steps: [
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'create' }], seconds: 0 },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
    ],
  },
  {
    name: 'a new project or opportunity is known by its ticket type',
    syncs: ['projects', 'opportunities'],
    variant: 'projects known by their ticket types',
    steps: [quiet, { changes: [{ kind: 'create' }], seconds: 2 }, quiet],
  },
  {
    name: 'a list without an order is cut elsewhere with each reading, whatever page size its first answer suggested',
    syncs: ['ticket-actions'],
    variant: 'no order from page to page, no list of ids',
    steps: [
      quiet,
      { changes: [], seconds: 2 },
      quiet,
      { changes: [], seconds: 2 },
      { changes: [], seconds: 2 },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      { changes: [], seconds: 0, fault: { kind: 'rateLimited' } },
      quiet,
      { changes: [], seconds: 0, fault: { kind: 'ignoredParameters', names: ['pageinate', 'page_no', 'page_size'] } },
    ],
  },
  {
    name: 'a private note is found although the action that opened its ticket was deleted before the ticket was read',
    syncs: ['ticket-actions'],
    variant: 'private notes left out of lists',
    steps: [
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      quiet,
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      quiet,
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      quiet,
      { changes: [], seconds: 2 },
      { changes: [], seconds: 2 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 2 },
      { changes: [{ kind: 'delete', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'destroy', pick: 0 }], seconds: 0 },
      { changes: [{ kind: 'remove', pick: 0 }], seconds: 0 },
      quiet,
    ],
  },
  {
    name: 'what a first run saved before it died is deleted when nothing is shown any more, and no answer has a date',
    syncs: ['tickets', 'projects', 'opportunities'],
    variant: 'no Date header',
    steps: [
      { changes: [], seconds: 2 },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      { changes: [], seconds: 2 },
      { changes: [], seconds: 2 },
      quiet,
      { changes: [], seconds: 0, fault: { kind: 'rateLimited' } },
      { changes: [{ kind: 'blind', pick: 0 }], seconds: 0 },
      ...Array.from({ length: 3 }, () => quiet),
      { changes: [], seconds: 0, killAfter: { calls: 2, when: 'before' } },
    ],
  },
  {
    name: 'and so are children that it saved before its first checkpoint',
    syncs: ['ticket-actions', 'time-entries'],
    variant: 'no Date header',
    steps: [
      { changes: [], seconds: 2 },
      { changes: [{ kind: 'hide', pick: 0 }], seconds: 0 },
      quiet,
      { changes: [], seconds: 0, killAfter: { calls: 2, when: 'before' } },
      { changes: [{ kind: 'blind', pick: 0 }], seconds: 2 },
    ],
  },
  {
    name: 'an empty list of ticket types does not make tickets of projects',
    syncs: ['tickets', 'opportunities'],
    variant: 'projects known by their ticket types',
    steps: [
      quiet,
      quiet,
      { changes: [], seconds: 2 },
      ...Array.from({ length: 6 }, () => quiet),
      { changes: [], seconds: 0, killAfter: { calls: 0, when: 'before' } },
      quiet,
      { changes: [], seconds: 0, fault: { kind: 'emptyList' } },
    ],
  },
  {
    name: 'a window whose rows come in no order is read until all rows came that are counted',
    syncs: ['appointments'],
    variant: 'no order from page to page, no list of ids',
    steps: [quiet],
  },
  {
    name: 'what belongs to no customer is not among the chosen customers',
    syncs: ['appointments'],
    variant: 'more customers than a query has room for',
    steps: [quiet],
  },
];

describe.each(regressions)('$name', ({ syncs, variant: build = 'default', steps }) => {
  test.each(syncs.map(subjectOf))('$sync', async (subject) => {
    const variant = variants.find(({ name }) => name === build);
    if (!variant) throw new Error(`No build is called ${build}`);
    // `play` throws a counterexample when the records differ from the tenant.
    await play(subject, steps, { runtime: new Runtime(), variant }, noTally());
  });
});
