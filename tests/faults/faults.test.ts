import { describe, expect, test } from 'vitest';

import { Runtime } from '../support/world.js';
import { catalogue } from './catalogue/index.js';
import { endure, type Endurance, type Situation } from './endure.js';
import { playedAgainst, verdictFor, type CatalogueFault } from './fault.js';
import { renderFaults } from './render.js';

const page = new URL('../../docs/faults.md', import.meta.url).pathname;
const situations: readonly Situation[] = ['first', 'later'];
const runtime = new Runtime();

/** What came of the faults, by fault and situation, then by sync. */
const observed = new Map<CatalogueFault, Record<Situation, Map<string, Endurance>>>();

function outcomesOf(fault: CatalogueFault, situation: Situation): Map<string, Endurance> {
  const outcomes = observed.get(fault) ?? { first: new Map<string, Endurance>(), later: new Map<string, Endurance>() };
  observed.set(fault, outcomes);
  return outcomes[situation];
}

describe.each(catalogue)('$title', ({ faults }) => {
  describe.each(faults)('$name', (fault) => {
    test.each(situations)(
      'in the %s run: ends as expected, loses no record and deletes no existing one',
      async (one) => {
        const outcomes = outcomesOf(fault, one);
        for (const kind of playedAgainst(fault)) {
          const endurance = await endure(kind, fault, one, runtime);
          outcomes.set(kind.sync, endurance);
          expect({ sync: kind.sync, ...endurance }).toEqual({
            sync: kind.sync,
            outcome: verdictFor(fault[one], kind),
            wronglyDeleted: [],
            differences: [],
            isWholeAtOnce: one === 'later' || fault.wholeNextDay?.includes(kind.strategy) !== true,
          });
        }
      },
    );
  });
});

test('docs/faults.md says what happened', async () => {
  await expect(await renderFaults(catalogue, outcomesOf)).toMatchFileSnapshot(page);
});
