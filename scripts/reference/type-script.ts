import type { JsonSchema } from '../contract/declarations.js';

/** Names of types that are declared elsewhere, by the shape of what they describe (`shapeOf`). */
export type NamedTypes = ReadonlyMap<string, string>;

const noneNamed: NamedTypes = new Map();

/** What a schema allows, whatever it says of itself: two schemas of the same shape are the same type. */
export function shapeOf(schema: JsonSchema): string {
  return JSON.stringify({ ...schema, description: undefined });
}

/**
 * A JSON Schema as a TypeScript type, with descriptions as doc comments. Not laid out: prettier does that.
 * @param named types to refer to by their names, wherever they occur
 * @throws for what the declarations do not use, rather than write a type that says less than the schema
 */
export function typeOf(schema: JsonSchema, named: NamedTypes = noneNamed): string {
  const name = named.get(shapeOf(schema));
  if (name !== undefined) return name;
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return union(options.map((option) => typeOf(option, named)));
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (typeof schema.type === 'object') return union(schema.type.map((type) => typeOf({ ...schema, type }, named)));
  switch (schema.type) {
    case undefined:
      return 'unknown';
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'array':
      return listOf(typeOf(schema.items ?? {}, named));
    case 'object':
      return objectType(schema, named);
    default:
      throw new Error(`there is no TypeScript type for the JSON Schema type "${schema.type}"`);
  }
}

/** A named type: an interface for an object with fields, an alias for anything else. */
export function declarationOf(name: string, schema: JsonSchema, description: string, named = noneNamed): string {
  const type = typeOf(schema, named);
  if (schema.type !== 'object' || !type.startsWith('{')) return aliasOf(name, schema, description, named);
  return `${comment(schema.description ?? description)}export interface ${name} ${type}`;
}

/** A named type that is an alias, which is accepted where any object with text keys is asked for; no interface is. */
export function aliasOf(name: string, schema: JsonSchema, description: string, named = noneNamed): string {
  const [type, keyword] = [typeOf(schema, named), `type ${name} =`];
  return `${comment(schema.description ?? description)}export ${keyword} ${type}`;
}

function objectType(
  { properties = {}, required = [], additionalProperties: rest }: JsonSchema,
  named: NamedTypes,
): string {
  const names = Object.keys(properties);
  const values = rest === undefined || rest === false ? undefined : rest === true ? 'unknown' : typeOf(rest, named);
  if (names.length === 0) return `Record<string, ${values ?? (rest === false ? 'never' : 'unknown')}>`;
  const fields = Object.entries(properties).map(([name, inner]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${comment(inner.description)}${JSON.stringify(name)}${mark}: ${typeOf(inner, named)};`;
  });
  // An index signature has to admit the named fields too.
  const more = values === undefined ? [] : ['[key: string]: unknown;'];
  return `{\n${[...fields, ...more].join('\n')}\n}`;
}

function listOf(type: string): string {
  return /^\w+$/.test(type) ? `${type}[]` : `Array<${type}>`;
}

function union(types: readonly string[]): string {
  const unique = [...new Set(types)];
  return unique.includes('unknown') ? 'unknown' : unique.join(' | ');
}

function comment(description: string | undefined): string {
  if (description === undefined || description === '') return '';
  return `/** ${description.replaceAll('*/', '* /').replaceAll(/\s*\n\s*/g, ' ')} */\n`;
}
