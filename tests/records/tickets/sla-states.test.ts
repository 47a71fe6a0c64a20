import { describe, expect, test } from 'vitest';

import { readSettings } from '../../../records/settings.js';
import { SlaStates } from '../../../records/tickets/sla-states.js';

describe('the state of an SLA', () => {
  test.each([
    ['I', {}, 'met'],
    ['o', {}, 'missed'],
    ['P', {}, 'unknown'],
    ['P', { P: 'running' }, 'running'],
    ['p', { P: 'running' }, 'running'],
    ['Paused', { ' PAUSED ': 'running' }, 'running'],
    ['I', { i: 'missed' }, 'missed'],
    ['O', { I: 'missed' }, 'missed'],
    ['+', { '+': 'met' }, 'met'],
    ['-', { '+': 'met' }, 'unknown'],
    ['constructor', {}, 'unknown'],
  ])('that Halo writes as %s is, under %j, %s', (letter, sla_states, expected) => {
    expect(new SlaStates(readSettings({ sla_states })).meaning(letter)).toBe(expected);
  });

  test('is told when it is not known, with the setting that says what it means', () => {
    const remarks: string[] = [];
    const states = new SlaStates({ sla_states: { P: 'running' } }, (warning, subject) => {
      remarks.push(`${warning} ${subject}`);
    });
    for (const letter of ['I', 'P', 'X']) states.meaning(letter);
    expect(remarks).toEqual([expect.stringMatching('"sla_states".*: "X"$')]);
  });
});
