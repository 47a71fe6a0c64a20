import { assetFields, customFields, named } from '../../../records/composite-fields.js';
import { quantity, recordId } from '../../../records/fields.js';
import { onlyFor } from '../../../records/tickets/kind.js';
import { key, ofRows, ofValues, type Examples } from './examples.js';

const custom = (type: number, value: unknown, more: object = {}) => ({
  customfields: [{ name: 'CFone', label: 'One', type, value, ...more }],
});

/** Readers of several fields of a row, or of lists in it. */
export const rowReaders: Readonly<Record<string, Examples>> = {
  'recordId 1': ofRows(recordId, [
    [{ id: 7 }, '7'],
    [{ id: '7' }, '7'],
  ]),
  // In order of id, whatever order they are sent in.
  'named 1': ofValues(named(key, 'team_id', 'team_name', ''), [
    [
      [{ team_id: 10, team_name: 'B' }, { team_id: 9, team_name: '' }, { team_name: 'C' }, null],
      [{ id: '9' }, { id: '10', name: 'B' }],
    ],
    [[], undefined],
    ['A', undefined],
  ]),
  // Attributes without a value, or without a name, are left out.
  'assetFields 1': ofRows(assetFields, [
    [
      {
        fields: [
          { name: 'Model', value: 'x', display: 'Latitude' },
          { name: 'Serial', value: 'SN1' },
          { name: 'Cores', value: 8 },
          { name: 'IP', display: '' },
          { value: 'nameless' },
          null,
        ],
      },
      { Model: 'Latitude', Serial: 'SN1', Cores: '8' },
    ],
    [{}, undefined],
    [{ fields: [] }, undefined],
  ]),
  'customFields 1': ofRows(customFields, [
    [custom(0, ' x\u200b '), { one: { label: 'One', type: 'text', value: 'x' } }],
    [custom(2, 3, { display: 'Gold' }), { one: { label: 'One', type: 'select', value: '3', display: 'Gold' } }],
    [custom(3, '3,5'), { one: { label: 'One', type: 'multi_select', value: ['3', '5'] } }],
    [custom(4, '2026-10-03T00:00:00'), { one: { label: 'One', type: 'date', value: '2026-10-03T00:00:00.000Z' } }],
    [custom(5, '08:30:00'), { one: { label: 'One', type: 'time', value: '08:30:00' } }],
    [custom(6, true), { one: { label: 'One', type: 'checkbox', value: true } }],
    [custom(7, [{ a: 1 }]), { one: { label: 'One', type: 'table', value: '[{"a":1}]' } }],
    [custom(10, '<p>x</p>'), { one: { label: 'One', type: 'rich_text', value: '<p>x</p>' } }],
    [custom(99, 'x'), { one: { label: 'One', type: 'other', value: 'x' } }],
    [custom(0, ''), undefined],
    [{}, undefined],
  ]),
  'onlyFor 1': ofRows(onlyFor('project', quantity('hours', '')), [
    [{ use: 'project', hours: 2 }, 2],
    [{ use: 'ticket', hours: 2 }, undefined],
  ]),
};
