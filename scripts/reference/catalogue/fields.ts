import type { JsonSchema } from '../../contract/declarations.js';
import { plain } from './page.js';

/**
 * All fields of an object as a Markdown list, those of inner objects indented below the field that holds them: of each
 * item for a list, of each value for a map.
 */
export function fieldList(schema: JsonSchema): string {
  return fieldLines(schema, '').join('\n');
}

function fieldLines(schema: JsonSchema, indent: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const presence = (schema.required ?? []).includes(name) ? '' : ', optional';
    const description = inner.description === undefined ? '' : `: ${plain(inner.description)}`;
    const line = `${indent}- \`${name}\` (${typeInWords(inner)}${presence})${description}`;
    return [line, ...objectsIn(inner).flatMap((object) => fieldLines(object, `${indent}  `))];
  });
}

/** The objects whose fields a value has: its own, or those of what it holds. */
function objectsIn(schema: JsonSchema): JsonSchema[] {
  const { items, additionalProperties: values } = schema;
  return [
    ...(schema.properties ? [schema] : []),
    ...(items ? objectsIn(items) : []),
    ...(typeof values === 'object' ? objectsIn(values) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(objectsIn),
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
