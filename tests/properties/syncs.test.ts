import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Stage } from '../support/world.js';
import { schedules } from './schedule.js';
import { noTally, play } from './search.js';
import { subjects } from './subject.js';

describe.each(subjects)('$sync', (subject) => {
  test('lose nothing and delete nothing that lives', { timeout: 600_000 }, async () => {
    const stage = new Stage();
    const tally = noTally();
    const arbitrary = schedules({ changes: subject.changes, faults: true, kills: true });
    await fc.assert(
      fc.asyncProperty(arbitrary, async (steps) => {
        await play(subject, steps, { stage }, tally);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 200), seed: Number(process.env['SEED'] ?? 1) },
    );
    expect(tally.schedules).toBeGreaterThan(0);
  });
});
