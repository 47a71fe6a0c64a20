import { address } from '../../../records/address.js';
import { assetAttributes } from '../../../records/asset-attributes.js';
import { dayAndTime, named } from '../../../records/composite-fields.js';
import { customFields } from '../../../records/custom-fields.js';
import { asDetail, isComplete } from '../../../records/details.js';
import { malformed } from '../../../records/field.js';
import { inList } from '../../../records/origin.js';
import { negativeRecordId, recordId } from '../../../records/fields.js';
import { key, ofRows, ofValues, type Examples } from './examples.js';

const custom = (type: number, value: unknown, more: object = {}) => ({
  customfields: [{ name: 'CFone', label: 'One', type, value, ...more }],
});

/** Readers of several fields of a row, or of lists in it. */
export const rowReaders: Readonly<Record<string, Examples>> = {
  'address 1': ofValues(address(key, ''), [
    [
      { line1: '1 High Street', line2: '', line3: 'Leeds', postcode: 'LS1 1AA', lat: 53.8 },
      { line_1: '1 High Street', city: 'Leeds', postcode: 'LS1 1AA' },
    ],
    [{ line1: '' }, undefined],
    ['1 High Street', undefined],
  ]),
  'negativeRecordId 1': ofRows(negativeRecordId(), [
    [{ id: -21 }, '-21'],
    [{ id: '-21' }, '-21'],
  ]),
  'recordId 1': ofRows(recordId, [
    [{ id: 7 }, '7'],
    [{ id: '7' }, '7'],
  ]),
  // In order of id, whatever order they are sent in.
  'named 2': ofValues(named(key, { id: 'team_id', name: 'team_name', only: 'in_section' }, ''), [
    [
      [{ team_id: 10, team_name: 'B' }, { team_id: 9, team_name: '' }, { team_name: 'C' }, null],
      [{ id: '9' }, { id: '10', name: 'B' }],
    ],
    // Where entries are marked, only those count whose mark says so.
    [
      [
        { team_id: 1, team_name: '1st Line', in_section: true },
        { team_id: 2, team_name: 'Projects', in_section: false },
        { team_id: 9, team_name: 'NOC' },
      ],
      [{ id: '1', name: '1st Line' }],
    ],
    [[{ team_id: 2, in_section: false }], undefined],
    [[], undefined],
    ['A', undefined],
  ]),
  'dayAndTime 1': ofRows(dayAndTime('day', 'time', ''), [
    [{ day: '2026-11-30T00:00:00', time: '09:00:00' }, '2026-11-30T09:00:00.000Z'],
    [{ day: '2026-11-30T00:00:00' }, '2026-11-30T00:00:00.000Z'],
    [{ day: '2026-11-30T00:00:00', time: '' }, '2026-11-30T00:00:00.000Z'],
    // A date with a time of its own is not a day.
    [{ day: '2026-11-30T08:15:00', time: '09:00:00' }, '2026-11-30T08:15:00.000Z'],
    [{ day: '2026-11-30T00:00:00', time: 'nine' }, '2026-11-30T00:00:00.000Z'],
    [{ day: '1900-01-01T00:00:00', time: '09:00:00' }, undefined],
    [{ time: '09:00:00' }, undefined],
    [{ day: 'tomorrow' }, malformed],
  ]),
  // Attributes without a value, or without a name, are left out.
  'assetAttributes 1': ofRows(assetAttributes, [
    [
      {
        fields: [
          { name: 'Model', value: 'x', display: 'Latitude' },
          { name: 'Serial', value: 'SN1', display: '' },
          { name: 'Cores', value: 8 },
          { name: 'Managed', value: true },
          { name: 'Disks', value: ['C:', { name: 'D:' }] },
          { name: 'IP', display: '' },
          { value: 'nameless' },
          null,
        ],
      },
      { Model: 'Latitude', Serial: 'SN1', Cores: '8', Managed: 'Yes', Disks: 'C:, D:' },
    ],
    // Equal names are distinguished by their tab, or else by their id.
    [
      {
        fields: [
          { id: 1, name: 'Version', value: '1', tab_name: 'System' },
          { id: 2, name: 'Version', value: '2', tab_name: 'BIOS' },
          { id: 3, name: 'Version', value: '3', tab_name: 'BIOS' },
        ],
      },
      { Version: '1', 'Version (BIOS)': '2', 'Version (3)': '3' },
    ],
    [{}, undefined],
    [{ fields: [] }, undefined],
  ]),
  'customFields 2': ofRows(customFields(inList), [
    [custom(0, ' x\u200b\u0000 '), { one: { label: 'One', type: 'text', value: 'x' } }],
    [custom(1, 'Two\nlines'), { one: { label: 'One', type: 'memo', value: 'Two\nlines' } }],
    [custom(2, 3, { display: 'Gold' }), { one: { label: 'One', type: 'select', value: '3', display: 'Gold' } }],
    [custom(2, { id: 3, name: 'Gold' }), { one: { label: 'One', type: 'select', value: '3', display: 'Gold' } }],
    [custom(3, '3,5'), { one: { label: 'One', type: 'multi_select', value: ['3', '5'] } }],
    [custom(4, '2026-10-03T00:00:00'), { one: { label: 'One', type: 'date', value: '2026-10-03T00:00:00.000Z' } }],
    [custom(4, '01/05/2026'), undefined],
    [custom(5, '08:30:00'), { one: { label: 'One', type: 'time', value: '08:30:00' } }],
    [custom(6, true), { one: { label: 'One', type: 'checkbox', value: true } }],
    [custom(6, 'Yes'), { one: { label: 'One', type: 'checkbox', value: true } }],
    [custom(6, 'perhaps'), undefined],
    [custom(7, [{ a: 1 }]), { one: { label: 'One', type: 'table', value: '[{"a":1}]' } }],
    [custom(10, '<p>x</p>'), { one: { label: 'One', type: 'rich_text', value: '<p>x</p>' } }],
    [custom(99, 'x'), { one: { label: 'One', type: 'other', value: 'x' } }],
    [custom(0, ''), undefined],
    [{}, undefined],
  ]),
  // A list row never makes a record complete.
  'isComplete 1': ofRows(isComplete, [
    [{}, false],
    [{ website: 'https://contoso.example' }, false],
    [asDetail({}), true],
  ]),
};
