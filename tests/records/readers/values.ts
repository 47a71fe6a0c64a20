import { agentReference, ids, tags } from '../../../records/composite-fields.js';
import { externalId, flag, flagOrNo, instant, malformed, quantity, reference, text } from '../../../records/fields.js';
import { key, ofValues, type Examples } from './examples.js';

/** Readers of one value. */
export const valueReaders: Readonly<Record<string, Examples>> = {
  'text 1': ofValues(text(key, ''), [
    [' Printer ', 'Printer'],
    ['Worn\u200b cable\ufeff', 'Worn cable'],
    ['می‌خواهم 👩‍💻', 'می‌خواهم 👩‍💻'],
    ['', undefined],
    ['\u200b ', undefined],
    [42, '42'],
    [true, malformed],
    [{ a: 1 }, malformed],
    [['a'], malformed],
  ]),
  'instant 1': ofValues(instant(key, ''), [
    ['2026-10-03T06:24:10.96', '2026-10-03T06:24:10.960Z'],
    ['1900-01-01T00:00:00', undefined],
    ['1899-12-30T00:00:00', undefined],
    ['0001-01-01T00:00:00', undefined],
    ['', undefined],
    ['yesterday', malformed],
    [0, malformed],
  ]),
  'reference 1': ofValues(reference(key, ''), [
    [21, '21'],
    [21.0, '21'],
    ['21', '21'],
    [0, undefined],
    [-1, undefined],
    ['', undefined],
    ['Contoso', malformed],
    [21.5, malformed],
    [{}, malformed],
  ]),
  'agentReference 1': ofValues(agentReference(key, ''), [
    [7, '7'],
    ['7', '7'],
    [1, undefined],
    [0, undefined],
    [-1, undefined],
    ['Sam', malformed],
  ]),
  'externalId 1': ofValues(externalId(key, ''), [
    [42, '42'],
    ['A-42', 'A-42'],
    [' 0 ', undefined],
    [0, undefined],
    [-1, undefined],
    ['-1', undefined],
    ['', undefined],
    [true, malformed],
  ]),
  'quantity 1': ofValues(quantity(key, ''), [
    [2.5, 2.5],
    ['2.5', 2.5],
    [0, 0],
    // Negative zero occurs, and is zero.
    [-0, 0],
    ['', undefined],
    ['much', malformed],
    [Number.POSITIVE_INFINITY, malformed],
    [true, malformed],
    [[2], malformed],
  ]),
  'flag 1': ofValues(flag(key, ''), [
    [true, true],
    [false, false],
    [1, true],
    [0, false],
    [2, malformed],
    ['true', true],
    ['false', false],
    ['', undefined],
    ['yes', malformed],
  ]),
  // A no that Halo leaves out is a no.
  'flagOrNo 1': ofValues(flagOrNo(key, ''), [
    [undefined, false],
    [null, false],
    [false, false],
    [0, false],
    [true, true],
    [1, true],
  ]),
  'ids 1': ofValues(ids(key, ''), [
    [
      [{ id: 10 }, { id: 9 }, 100, '8'],
      ['8', '9', '10', '100'],
    ],
    [[], undefined],
    [[0, null], undefined],
    ['', undefined],
    ['many', malformed],
  ]),
  'tags 1': ofValues(tags(key, ''), [
    ['vip, monitoring,,', ['vip', 'monitoring']],
    [
      [{ id: 1, text: 'vip' }, { name: 'new' }, 'old', 7, null, {}],
      ['vip', 'new', 'old', '7'],
    ],
    [' , ', undefined],
    [7, malformed],
  ]),
};
