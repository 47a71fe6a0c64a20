import { describe, expect, it } from 'vitest';

import { Refused } from '../../../scripts/platform-contract/api.js';
import { fitsRace, isUnfinished } from '../../../scripts/platform-contract/checks/race.js';

describe('a failure that a server says still runs', () => {
  it('is found where event functions and where actions tell it', () => {
    const text = 'Task 01a21b05-a52b-72fc-8292-25ed039e0531 is in progress';
    expect(isUnfinished(new Refused(400, 'connection_validation_failed', text, undefined))).toBe(true);
    expect(
      isUnfinished(new Refused(500, 'action_script_failure', 'It failed with an error: {}', { error: text })),
    ).toBe(true);
    expect(isUnfinished(new Refused(500, 'action_script_runtime_error', 'It failed', { code: 'E1' }))).toBe(false);
  });

  it('fits a profile that knows of it, whether it was seen or not, and no other', () => {
    const fact = (mayBeUnfinished: boolean, status = 500) => ({ refused: { status }, mayBeUnfinished });
    expect(fitsRace(fact(true), fact(true))).toBe(true);
    expect(fitsRace(fact(false), fact(true))).toBe(true);
    expect(fitsRace(fact(true), fact(false))).toBe(false);
    expect(fitsRace(fact(false, 400), fact(false))).toBe(false);
    expect(fitsRace('not always refused', fact(true))).toBe(false);
  });
});
