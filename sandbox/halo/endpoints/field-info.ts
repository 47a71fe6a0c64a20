import type { FieldDefinition } from '../records/custom-fields.js';
import type { Row } from '../records/type.js';
import type { Context } from './context.js';

/** System fields: `custom` 0, negative ids, the database column as name (halo-api.md §6.2). */
const SYSTEM_FIELDS: readonly Row[] = [
  {
    id: -12,
    name: 'symptom',
    label: 'Summary',
    type: -1,
    inputtype: 0,
    usage: 0,
    custom: 0,
    faults_field_name: 'symptom',
  },
  {
    id: -13,
    name: 'sectio_',
    label: 'Team',
    type: -1,
    inputtype: 0,
    usage: 0,
    custom: 0,
    faults_field_name: 'sectio_',
  },
];

function row(definition: FieldDefinition, withOptions: boolean): Row {
  return {
    id: definition.id,
    guid: `0000000a-0000-4000-8000-${String(definition.id).padStart(12, '0')}`,
    name: definition.name,
    label: definition.label,
    type: definition.type,
    inputtype: 0,
    characterlimit: 0,
    usage: definition.usage,
    custom: 1,
    searchable: false,
    ...(withOptions && definition.options.length > 0 ? { values: definition.options } : {}),
  };
}

/** `/FieldInfo`: `typeid` is the usage, `includevalues=true` brings the options (halo-api.md §4.8, §6.2). */
export function fieldInfoRows({ parameters, switches, tenant }: Context): readonly Row[] {
  const usage = parameters.number('typeid');
  const options =
    switches.fieldInfoValues === 'always' ||
    (switches.fieldInfoValues === 'whenAsked' && parameters.flag('includevalues'));
  const custom = tenant.fields
    .all()
    .filter((definition) => usage === undefined || definition.usage === usage)
    .map((definition) => row(definition, options));
  return usage === undefined ? [...SYSTEM_FIELDS, ...custom] : custom;
}

/** `/FieldInfo/{id}`: with the options when details are asked for. */
export function fieldInfoItem(listed: Row, { parameters, tenant }: Context): Row {
  const definition = tenant.fields.all().find(({ id }) => id === listed['id']);
  return definition === undefined ? listed : row(definition, parameters.flag('includedetails'));
}
