import { z } from 'zod';

import type { SetupList } from '../../halo/lists/description.js';
import { customFieldName, customFieldTypeOf } from '../../halo/values/custom-fields.js';
import { customFieldTypes } from '../../halo/values/custom-values.js';
import { isRow, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { cleanText } from '../../halo/values/texts.js';
import type { ReferenceSource } from '../contract.js';
import { defineRecord } from '../define.js';
import { described } from '../described.js';
import { computed } from '../field.js';
import { flag, flagOrNo, quantity, recordId, reference, text } from '../fields.js';

const option = z.object({
  id: described(z.string(), 'Id, which is the value of the field where this option is selected.'),
  name: described(z.string().optional(), 'Name.'),
});

function optionOf(row: HaloRow): z.output<typeof option>[] {
  const id = toInteger(row['id']);
  const name = typeof row['name'] === 'string' ? cleanText(row['name']) : undefined;
  return id === undefined ? [] : [{ id: String(id), ...(name === undefined ? {} : { name }) }];
}

/** The model of the definition of a custom field. Its values are in `custom_fields` of the records that have it. */
export const CustomFieldDefinition = /* @__PURE__ */ defineRecord('CustomFieldDefinition', () => ({
  id: recordId,
  name: computed(
    ['customFieldName', 1, 'name'],
    described(
      z.string().optional(),
      'Name under which custom_fields of records hold its values: without the prefix CF. Halo: name.',
    ),
    ({ name }) => (typeof name === 'string' ? customFieldName(cleanText(name) ?? '') || undefined : undefined),
  ),
  label: text('label', 'Name as shown to people.'),
  type: computed(
    ['customFieldType', 1, 'type'],
    described(z.enum(customFieldTypes), 'Type of its values. Halo: type.'),
    (row) => customFieldTypeOf(row['type']),
  ),
  input_type_code: quantity('inputtype', 'How it is filled in, by number.'),
  usage_code: quantity('usage', 'Which records have it, by number; 1 is tickets and their actions.'),
  tab_id: reference('tab_id', 'Tab on which it is shown.'),
  tab_name: text('tab_name', 'Name of the tab.'),
  hint: text('hint', 'Hint for those who fill it in.'),
  default_value: text('defaultvalue', 'Default value.'),
  is_mandatory: flag('mandatory', 'Whether it has to be filled in.'),
  is_read_only: flag('readonly', 'Whether it cannot be changed.'),
  is_encrypted: flagOrNo('isencrypted', 'Whether Halo stores its values encrypted.'),
  is_for_agents_only: flag('onlyshowforagents', 'Whether contacts do not see it.'),
  is_searchable: flag('searchable', 'Whether it can be searched.'),
  character_limit: quantity('characterlimit', 'Maximum number of characters; 0 if there is no limit.'),
  options: computed(
    ['selectOptions', 1, 'values'],
    described(z.array(option).optional(), "Options of a select field, in Halo's order. Halo: values."),
    ({ values }) => {
      const options = Array.isArray(values) ? values.filter(isRow).flatMap(optionOf) : [];
      return options.length === 0 ? undefined : options;
    },
  ),
  guid: text('guid', 'Globally unique id.'),
}));

/** Where custom fields are defined. Options come in the list only when asked for (halo-api.md §6.2). */
export const customFieldList = {
  name: 'definitions of custom fields',
  endpoint: '/FieldInfo',
  key: 'fields',
  params: { includevalues: 'true' },
} as const satisfies SetupList;

/** The definitions of custom fields. The list holds Halo's own fields too, under negative ids (halo-api.md §6.2). */
export const customFieldDefinitions: ReferenceSource = {
  model: CustomFieldDefinition,
  list: customFieldList,
  keeps: (row) => (toInteger(row['id']) ?? 0) >= 0,
};
