import { describe, expect, test } from 'vitest';

import { subjects, type Subject } from '../properties/subject.js';
import { Stage, World } from '../support/world.js';

/** Several pages of every list, at a few rows a page. */
const rows = 11;
const page = 4;

/** Pages that a kill may cost: the one that was being saved, and the one that was being read ahead. */
const pagesPerKill = 2;

function worldOf(subject: Subject, stage: Stage): World {
  const sizes = {
    tickets: rows,
    customers: rows,
    sites: rows,
    contacts: rows,
    assets: rows,
    agents: rows,
    teams: rows,
  };
  return new World({
    stage,
    ...sizes,
    metadata: { ...subject.metadata },
    adjust(switches) {
      switches.pageCaps = { default: page };
      subject.adjust?.(switches);
    },
  });
}

/** Pages of lists that were asked for. */
function pagesOf(world: World): string[] {
  return world.requested.filter((request) => request.includes('pageinate=true') && !request.includes('page_size=1&'));
}

/** Runs a sync until it ends by itself, dying at its `at`-th call to the platform. */
async function runWithKill(world: World, subject: Subject, at: number, when: 'before' | 'after'): Promise<number> {
  let calls = 0;
  const hook = (): void => {
    calls += 1;
    if (calls === at) throw new Error('killed');
  };
  if (when === 'before') world.beforeCall = hook;
  else world.afterCall = hook;
  await world.run(subject.sync);
  world.beforeCall = world.afterCall = undefined;
  return calls;
}

async function observe(world: World, subject: Subject): Promise<unknown> {
  const living = await world.living(subject.model);
  return Object.fromEntries([...living].map(([id, record]) => [id, subject.observed(record)]));
}

/** What happens to the tenant between the death of a run and the next one. */
const meanwhile = {
  nothing: () => undefined,
  'an edit and a deletion': (subject: Subject, world: World) => {
    subject.apply(world.tenant, { kind: 'edit', pick: 0.2 }, 'edited meanwhile');
    subject.apply(world.tenant, { kind: subject.changes.includes('remove') ? 'remove' : 'delete', pick: 0.6 }, '');
  },
};

describe.each(subjects)('$sync, killed at every call', (subject) => {
  describe.each(['before', 'after'] as const)('%s it', (when) => {
    test.each(Object.entries(meanwhile))(
      'and started again after %s: records equal the tenant',
      async (name, change) => {
        const stage = new Stage();
        const unkilled = worldOf(subject, stage);
        const calls = await runWithKill(unkilled, subject, Infinity, when);
        const least = pagesOf(unkilled).length;
        expect(calls).toBeGreaterThan(3);
        for (let at = 1; at <= calls; at += 1) {
          const world = worldOf(subject, stage);
          await runWithKill(world, subject, at, when);
          const pagesBefore = pagesOf(world).length;
          change(subject, world);
          world.clock.advance(60_000);
          await world.sync(subject.sync);
          expect(await observe(world, subject), `killed at call ${at}`).toEqual(
            Object.fromEntries(subject.expected(world.tenant)),
          );
          if (name === 'nothing') {
            // A run that is taken up again also reads what changed since it began: one more page than the unkilled run.
            expect(pagesBefore + pagesOf(world).length, `pages, killed at call ${at}`).toBeLessThanOrEqual(
              least + pagesPerKill + 2,
            );
          }
        }
      },
    );
  });
});
