import type { Path } from '../definition/source.js';

/** A type as a contract writes it, with models followed to their fields. */
export type ContractType =
  | { readonly kind: 'any' }
  | { readonly kind: 'atom'; readonly name: string }
  | { readonly kind: 'list'; readonly of: ContractType }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, ContractField>; readonly rest?: ContractType }
  | { readonly kind: 'union'; readonly of: readonly ContractType[] };

/** A field with the place where it is written, for messages. */
export interface ContractField {
  readonly type: ContractType;
  readonly optional: boolean;
  readonly path: Path;
}

/** The models of a contract as parsed YAML. */
export type Models = Readonly<Record<string, unknown>>;

/** Reads a type: a text such as `string | null` or `Ticket[]`, or an inline object. */
export function readType(value: unknown, models: Models, path: Path): ContractType {
  if (typeof value === 'object' && value !== null) return readObject(value, models, path);
  // YAML reads a bare `null`, `true` or `1` as more than text; as types they are literals nevertheless.
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const parts = text.split('|').map((part) => part.trim());
  if (parts.length > 1) return { kind: 'union', of: parts.map((part) => readType(part, models, path)) };
  if (text.endsWith('[]')) return { kind: 'list', of: readType(text.slice(0, -2), models, path) };
  if (text === 'any') return { kind: 'any' };
  const model = Object.hasOwn(models, text) ? models[text] : undefined;
  return model === undefined ? { kind: 'atom', name: text } : readType(model, models, ['models', text]);
}

function readObject(value: object, models: Models, path: Path): ContractType {
  const fields = new Map<string, ContractField>();
  let rest: ContractType | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const place = [...path, key];
    const type = readType(inner, models, place);
    if (key === '__string') rest = type;
    else fields.set(key.replace(/\?$/, ''), { type, optional: key.endsWith('?'), path: place });
  }
  return { kind: 'object', fields, ...(rest ? { rest } : {}) };
}

/** A type in one line, for messages. */
export function showType(type: ContractType): string {
  switch (type.kind) {
    case 'any':
      return 'any';
    case 'atom':
      return type.name;
    case 'list':
      return type.of.kind === 'union' ? `(${showType(type.of)})[]` : `${showType(type.of)}[]`;
    case 'union':
      return type.of.map(showType).join(' | ');
    case 'object':
      return type.rest && type.fields.size === 0 ? `a map of ${showType(type.rest)}` : 'an object';
  }
}

/** The types that a value may have, `null` among them where it is allowed. */
export function optionsOf(type: ContractType): readonly ContractType[] {
  return type.kind === 'union' ? type.of.flatMap(optionsOf) : [type];
}
