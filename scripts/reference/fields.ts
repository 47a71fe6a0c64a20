import type { JsonSchema } from '../contract/declarations.js';

/** A field of a model as one row of a table. */
export interface FieldRow {
  /** With its place: `custom_fields.<name>.label`, `lines[].id`. */
  readonly path: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
}

/** All fields of an object, those of inner objects after the one that holds them. */
export function fieldRows(schema: JsonSchema, prefix = ''): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    const optional = !(schema.required ?? []).includes(name);
    const row = { path, type: typeInWords(inner), optional, description: inner.description ?? '' };
    return [row, ...insideOf(inner, path)];
  });
}

function insideOf(schema: JsonSchema, path: string): FieldRow[] {
  const { items, additionalProperties: values } = schema;
  return [
    ...fieldRows(schema, `${path}.`),
    ...(items ? insideOf(items, `${path}[]`) : []),
    ...(typeof values === 'object' ? insideOf(values, `${path}.<name>`) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((option) => insideOf(option, path)),
  ];
}

function typeInWords(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeInWords))].join(' or ');
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.type === 'array') return `list of ${typeInWords(schema.items ?? {})}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties) {
    return `map of ${typeInWords(schema.additionalProperties)}`;
  }
  if (typeof schema.type === 'object') return schema.type.join(' or ');
  return schema.type ?? 'anything';
}

/** The rows as a Markdown table; `columns` says how the first two are called. */
export function fieldTable(rows: readonly FieldRow[]): string {
  const lines = rows.map(({ path, type, optional, description }) =>
    ['', ` \`${path}\``, optional ? ` ${type}, optional` : ` ${type}`, ` ${cell(description)}`, ''].join(' |').trim(),
  );
  return ['| Field | Type | Meaning |', '| --- | --- | --- |', ...lines].join('\n');
}

/** Text that fits into one cell, with what Markdown or HTML would take for markup kept as text. */
export function cell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/([|<>*[\]])/g, '\\$1');
}
