import { getNativeDataType, getPotentialTypeAlias, isDisallowedType } from '@nangohq/nango-yaml';
import { Pair, Scalar, YAMLMap } from 'yaml';

import type { JsonSchema } from './declarations.js';

/** What stands for a type in nango.yaml: a text such as `string | null`, or the fields of an inline object. */
type Written = string | YAMLMap;

/** A schema as nango.yaml writes it; `exact` is the type in words where the format has none for it. */
interface Translation {
  readonly written: Written;
  readonly exact?: string;
}

/**
 * Translates JSON Schemas to the model syntax of nango.yaml and collects the models. Objects inside lists and unions
 * have no inline form there, so they become models of their own, named after the place where they stand.
 */
export class ModelCollector {
  readonly models = new Map<string, { schema: JsonSchema; fields: YAMLMap }>();

  /**
   * Adds a named model and returns how functions refer to it: its name for an object, a type for anything else, and
   * nothing for "no value".
   */
  add(name: string, schema: JsonSchema): string | undefined {
    const known = this.models.get(name);
    if (known && JSON.stringify(known.schema) !== JSON.stringify(schema)) {
      throw new Error(`two different models are called ${name}; give one of them another name`);
    }
    if (known) return name;
    if (schema.type === 'null') return undefined;
    if (!isObject(schema)) return this.#text(schema, `${name}_item`).written;
    // Reserved before its fields are translated, so that models stand in reading order.
    const fields = new YAMLMap();
    this.models.set(name, { schema, fields });
    this.#fill(fields, schema, name);
    return name;
  }

  #fill(map: YAMLMap, schema: JsonSchema, name: string): void {
    const required = new Set(schema.required ?? []);
    for (const [field, inner] of Object.entries(schema.properties ?? {})) {
      const { written, exact } = this.#translate(inner, `${name}_${field}`);
      const key = new Scalar(required.has(field) ? field : `${field}?`);
      const comment = describe(inner, exact);
      if (comment !== undefined) key.commentBefore = comment;
      map.items.push(new Pair(key, typeof written === 'string' ? new Scalar(written) : written));
    }
    const rest = schema.additionalProperties;
    if (rest === undefined || rest === false) return;
    const { written } = rest === true ? { written: 'any' } : this.#translate(rest, `${name}_value`);
    map.items.push(new Pair(new Scalar('__string'), typeof written === 'string' ? new Scalar(written) : written));
  }

  #translate(schema: JsonSchema, name: string): Translation {
    if (!isObject(schema)) return this.#text(schema, name);
    const map = new YAMLMap();
    this.#fill(map, schema, name);
    return { written: map };
  }

  /** A type as text; an object becomes a model called `name`. */
  #text(schema: JsonSchema, name: string): { written: string; exact?: string } {
    if (isObject(schema)) return { written: this.add(name, schema) ?? 'null' };
    const options = schema.anyOf ?? schema.oneOf ?? severalTypes(schema);
    if (options) return this.#union(options, name);
    if (schema.enum) return literals(schema.enum);
    if (schema.const !== undefined) return literals([schema.const]);
    if (schema.type === 'array') return this.#list(schema.items ?? {}, name);
    return { written: typeof schema.type === 'string' ? schema.type : 'any' };
  }

  #union(options: readonly JsonSchema[], name: string): { written: string; exact?: string } {
    const objects = options.filter(isObject).length;
    const parts = options.map((option, index) => this.#text(option, objects > 1 ? `${name}_${index + 1}` : name));
    const written = [...new Set(parts.flatMap((part) => part.written.split(' | ')))];
    const exact = parts.some((part) => part.exact !== undefined)
      ? { exact: parts.map((part) => part.exact ?? part.written).join(' | ') }
      : {};
    return { written: written.includes('any') ? 'any' : written.join(' | '), ...exact };
  }

  #list(items: JsonSchema, name: string): { written: string; exact?: string } {
    const { written, exact } = this.#text(items, name);
    const inner = exact ?? written;
    // The format knows `T[]` for a single type only: a `|` splits first, and brackets do not nest.
    const simple = !written.includes('|') && !written.endsWith('[]') && exact === undefined;
    return simple ? { written: `${written}[]` } : { written: 'any[]', exact: `(${inner})[]` };
  }
}

function isObject(schema: JsonSchema): boolean {
  return schema.type === 'object';
}

function severalTypes(schema: JsonSchema): JsonSchema[] | undefined {
  return Array.isArray(schema.type) ? schema.type.map((type: string) => ({ ...schema, type })) : undefined;
}

/** Literals as a union; the base type instead where the parser would take one of them for something else. */
function literals(values: readonly (string | number | boolean | null)[]): { written: string; exact?: string } {
  const texts = values.map(String);
  const strings = values.filter((value) => typeof value === 'string');
  if (strings.every(isPlainLiteral)) return { written: texts.join(' | ') };
  const bases = [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
  return { written: bases.join(' | '), exact: values.map((value) => JSON.stringify(value)).join(' | ') };
}

// `1st` would be read as the number 1, `date` as a Date, `Ticket` perhaps as a model (nango-platform.md §4).
function isPlainLiteral(value: string): boolean {
  return (
    /^[a-z][a-z0-9 _-]*$/.test(value) &&
    getPotentialTypeAlias(value) === undefined &&
    getNativeDataType(value) instanceof Error &&
    !isDisallowedType(value)
  );
}

/** The comment above a field: its description, and what the type cannot say. */
function describe(schema: JsonSchema, exact: string | undefined): string | undefined {
  const bounds = limits(schema.anyOf?.find((option) => option.type !== 'null') ?? schema);
  const notes = [...bounds, ...(exact === undefined ? [] : [`exactly: ${exact}`])];
  const text = [schema.description, notes.length > 0 ? `(${notes.join('; ')})` : undefined].filter(Boolean).join(' ');
  return text === '' ? undefined : commentOf(text);
}

function limits({ format, minimum, maximum }: JsonSchema): string[] {
  // zod writes the range of safe integers for every integer, which says nothing about the field.
  const bound = (value: number | undefined): number | undefined =>
    Number.isSafeInteger(Math.abs(value ?? NaN) + 1) ? value : undefined;
  const [from, to] = [bound(minimum), bound(maximum)];
  return [
    ...(format === undefined ? [] : [format]),
    ...(from === undefined ? [] : [`at least ${from}`]),
    ...(to === undefined ? [] : [`at most ${to}`]),
  ];
}

/** Text as the library wants comments: every line with a leading blank. */
export function commentOf(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => ` ${line.trim()}`)
    .join('\n');
}
