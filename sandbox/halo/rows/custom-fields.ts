import {
  FIELD_TYPE,
  type FieldDefinition,
  type FieldUsage,
  type FieldValue,
  type FieldValues,
} from '../records/custom-fields.js';
import type { Row } from '../records/row.js';
import type { RowWriter } from './writer.js';

/** `dd/MM/yyyy`: the tenant's display setting, never to be parsed (halo-api.md §6.2). */
function displayDate(milliseconds: number): string {
  const [year = '', month = '', day = ''] = new Date(milliseconds).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

function optionName(definition: FieldDefinition, id: unknown): string {
  return definition.options.find((option) => option.id === id)?.name ?? '';
}

function written(writer: RowWriter, definition: FieldDefinition, value: FieldValue, owner: number): Row {
  const { selectValues, zeroWidthCharacters } = writer.switches;
  switch (definition.type) {
    case FIELD_TYPE.select: {
      // An unset select is 0 with an empty display; number and text both occur in one answer (halo-api.md §6.2).
      const id = typeof value === 'number' ? value : 0;
      const asText = selectValues === 'text' || (selectValues === 'mixed' && owner % 2 === 1);
      return { value: asText ? String(id) : id, display: optionName(definition, id) };
    }
    case FIELD_TYPE.multi: {
      const ids = Array.isArray(value) ? value : [];
      return {
        value: ids.length === 0 ? undefined : ids.map((id: number) => ({ id, name: optionName(definition, id) })),
        display: ids.map((id: number) => optionName(definition, id)).join(', '),
      };
    }
    case FIELD_TYPE.date: {
      const at = typeof value === 'number' ? value : undefined;
      return { value: writer.dates.stored(at), display: at === undefined ? '' : displayDate(at) };
    }
    case FIELD_TYPE.checkbox:
      return {
        value: value === undefined ? undefined : value === true,
        display: value === true ? 'Yes' : value === false ? 'No' : '',
      };
    case FIELD_TYPE.table: {
      const rows: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
      return { value: rows, display: '' };
    }
    case FIELD_TYPE.text:
    case FIELD_TYPE.memo:
    case FIELD_TYPE.time:
    case FIELD_TYPE.richText: {
      const text = typeof value === 'string' ? value : undefined;
      const shown = zeroWidthCharacters ? text : text?.replaceAll('\u200b', '');
      return { value: shown, display: shown ?? '' };
    }
  }
}

/** The `customfields` of a row: those of the definitions given, each with value and display. */
export function customFields(
  writer: RowWriter,
  usage: FieldUsage,
  values: FieldValues,
  owner: number,
  ids?: readonly number[],
): Row[] {
  const wanted = writer.tenant.fields.of(usage).filter(({ id }) => ids === undefined || ids.includes(id));
  return wanted.map((definition) =>
    writer.filled({
      id: definition.id,
      name: definition.name,
      label: definition.label,
      type: definition.type,
      ...written(writer, definition, values[definition.id], owner),
      characterlimit: 0,
      inputtype: 0,
      copytochild: false,
      searchable: false,
      usage,
    }),
  );
}
