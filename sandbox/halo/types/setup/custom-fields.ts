import { FIELD_TYPE, FIELD_USAGE, STANDARD_FIELDS } from '../../records/custom-fields.js';
import type { StoredDefinition } from '../../records/field-definitions.js';
import type { Row } from '../../records/row.js';
import { describe } from '../../records/type.js';

/** A field of Halo's own: `custom` 0, a negative id, and the database column as its name (halo-api.md §6.2). */
const systemField = (id: number, column: string, label: string): Row => ({
  id,
  name: column,
  label,
  type: -1,
  inputtype: 0,
  usage: 0,
  custom: 0,
  faults_field_name: column,
});

const SYSTEM_FIELDS = [systemField(-12, 'symptom', 'Summary'), systemField(-13, 'sectio_', 'Team')] as const;

/** `/FieldInfo`: `typeid` is the usage, `includevalues=true` brings the options (halo-api.md §4.8, §6.2). */
export const customFields = describe<StoredDefinition>({
  // A definition that a test makes is one of customers, so that rows of tickets stay as they are.
  generate: (_draw, id, layout) => ({
    id,
    name: `CFfield${id}`,
    label: `Field ${id}`,
    type: FIELD_TYPE.text,
    usage: FIELD_USAGE.customers,
    options: [],
    last_update: layout.newest,
  }),
  name: 'custom-fields',
  endpoint: 'FieldInfo',
  key: 'fields',
  first: 1001,
  count: 0,
  fixed: STANDARD_FIELDS.map((field) => ({ ...field, last_update: 0 })),
  container: 'array',
  isWhole: true,
  isSeenByAll: true,
  archived: 'never',
  edited: 'label',
  filters: { typeid: 'usage' },
  inFront: ({ parameters }) => (parameters.number('typeid') === undefined ? SYSTEM_FIELDS : []),
  row({ id, name, label, type, usage, options }, { parameters, switches }) {
    const { fieldInfoValues: values } = switches;
    const showsOptions = values === 'always' || (values === 'whenAsked' && parameters.flag('includevalues'));
    return {
      id,
      guid: `0000000a-0000-4000-8000-${String(id).padStart(12, '0')}`,
      name,
      label,
      type,
      inputtype: 0,
      characterlimit: 0,
      usage,
      custom: 1,
      searchable: false,
      ...(showsOptions && options.length > 0 ? { values: options } : {}),
    };
  },
  detail: ({ options }, { parameters }) =>
    parameters.flag('includedetails') && options.length > 0 ? { values: options } : {},
});
