import { beforeEach, describe, expect, test } from 'vitest';

import { codeOf } from '../support/bundles.js';
import { World } from '../support/world.js';
import { changes, hours, minutes } from './three.js';

/** A sync of each strategy, and a text that each row of the tenant has. */
const changing = { sync: 'tickets', model: 'Ticket', field: 'summary' };
const listing = { sync: 'customers', model: 'Customer', field: 'name' };
const children = { sync: 'ticket-actions', model: 'TicketAction', field: 'note' };
const reference = { sync: 'agents', model: 'Agent', field: 'name' };
const all = [changing, listing, children, reference];

/** Edits the code of a compiled sync as a later version of the package would have it. */
function edited(sync: string, edits: readonly (readonly [RegExp, string])[]): string {
  return edits.reduce((code, [pattern, replacement]) => {
    const made = code.replace(pattern, replacement);
    if (made === code) throw new Error(`${String(pattern)} is not in the code of ${sync}`);
    return made;
  }, codeOf(sync));
}

const withoutField = ({ sync, field }: { sync: string; field: string }) =>
  edited(sync, [[new RegExp(`^  ${field}: text\\(.*\\),\\n(?![^]*^  ${field}: text\\()`, 'm'), '']]);

/** The reader of texts gives something else. */
const shouting = /if \(typeof value === "string"\) return cleanText\(value\);/;
const shouts = [shouting, 'if (typeof value === "string") return cleanText(value)?.toUpperCase();'] as const;
const raised = [/reading: \["text", 2, \.\.\.keys\]/, 'reading: ["text", 3, ...keys]'] as const;

let world: World;

beforeEach(() => {
  world = new World({ tickets: 40, customers: 30, metadata: { actions_days: 3650 } });
  world.switches.actionListHidesPrivate = false;
});

/** The values of a field in all living records. */
async function values({ model, field }: { model: string; field: string }): Promise<unknown[]> {
  const living = await world.living(model);
  expect(living.size).toBeGreaterThan(2);
  return [...living.values()].map((record) => record[field]);
}

const selectionOf = async (sync: string) =>
  (await world.checkpoints.get(1, `sync:${sync}:base`))?.checkpoint['selection'];

/** Runs the first version until it only looks at what changed, and then the second. */
async function upgrade(sync: string, first: string, second: string) {
  world.runtime.deploy(sync, first);
  await world.sync(sync);
  world.clock.advance(hours(2));
  await world.sync(sync);
  world.runtime.deploy(sync, second);
  world.clock.advance(minutes(5));
  return world.sync(sync);
}

describe.each(all)('records of $sync, whose rows do not change,', (one) => {
  const { sync } = one;

  test('have a new field after the first run with it', async () => {
    world.runtime.deploy(sync, withoutField(one));
    await world.sync(sync);
    expect(new Set(await values(one))).toEqual(new Set([undefined]));
    await upgrade(sync, withoutField(one), codeOf(sync));
    expect((await values(one)).every((value) => typeof value === 'string')).toBe(true);
  });

  test('are read again if a reader has another version', async () => {
    await upgrade(sync, codeOf(sync), edited(sync, [shouts, raised]));
    for (const value of await values(one)) expect(value).toBe(String(value).toUpperCase());
  });

  test('are not read again if only a description changed', async () => {
    const description = new RegExp(`^(  ${one.field}: text\\("\\w+", ")`, 'm');
    const result = await upgrade(sync, codeOf(sync), edited(sync, [[description, '$1Said in other words. ']]));
    expect(changes(result)).toEqual({ added: 0, updated: 0, deleted: 0 });
  });
});

// Why the number has to be raised: nothing else tells that the reader is another one.
test.each([changing, listing, children])(
  'records of $sync do not get what a reader changes without a new version',
  async (one) => {
    const result = await upgrade(one.sync, codeOf(one.sync), edited(one.sync, [shouts]));
    expect(changes(result)).toEqual({ added: 0, updated: 0, deleted: 0 });
  },
);

test.each([changing, listing, children])('$sync does not begin again if fields change their order', async (one) => {
  const swapped = [new RegExp(`^(  ${one.field}: text\\(.*\\),\\n)(.*\\),\\n)`, 'm'), '$2$1'] as const;
  const result = await upgrade(one.sync, codeOf(one.sync), edited(one.sync, [swapped]));
  expect(changes(result)).toEqual({ added: 0, updated: 0, deleted: 0 });
});

test.each([changing, listing, children])('$sync begins again once, and not with every run', async ({ sync }) => {
  await world.sync(sync);
  const before = await selectionOf(sync);
  await upgrade(sync, codeOf(sync), edited(sync, [raised]));
  const after = await selectionOf(sync);
  expect(after).not.toBe(before);
  world.clock.advance(minutes(5));
  await world.sync(sync);
  expect(await selectionOf(sync)).toBe(after);
});

describe('children', () => {
  beforeEach(() => {
    world.metadata = { actions_days: 30 };
    world.clock.advance(60 * hours(24));
  });

  /** Children of a first version, and of the next one when some days have passed. */
  async function afterDays(days: number): Promise<{ before: unknown[]; after: unknown[] }> {
    world.runtime.deploy(children.sync, withoutField(children));
    await world.sync(children.sync);
    const before = await values(children);
    for (let day = 0; day < days; day += 15) {
      world.clock.advance(hours(15 * 24));
      await world.sync(children.sync);
    }
    world.runtime.deploy(children.sync, codeOf(children.sync));
    world.clock.advance(minutes(5));
    await world.sync(children.sync);
    return { before, after: await values(children) };
  }

  test('that the first run saved are read again, however long ago that was', async () => {
    const [ticket = 0] = world.tenant.living('tickets');
    for (const note of ['One', 'Two', 'Three']) world.tenant.actions.add(ticket, { note });
    const { before, after } = await afterDays(90);
    expect(before.every((note) => note === undefined)).toBe(true);
    expect(after).toHaveLength(before.length);
    expect(after.every((note) => typeof note === 'string')).toBe(true);
  });

  test('that did not change, but came into the cache because their parent changed, are read again', async () => {
    for (const ticket of world.tenant.living('tickets')) world.tenant.tickets.edit(ticket, { summary: 'Edited' });
    const { before, after } = await afterDays(0);
    expect(after).toHaveLength(before.length);
    expect(after.every((note) => typeof note === 'string')).toBe(true);
  });
});
