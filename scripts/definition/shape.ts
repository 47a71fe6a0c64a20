import { Ajv2020, type ErrorObject, type SchemaObject } from 'ajv/dist/2020.js';

import type { ProviderDefinition } from './definition.js';
import type { Finding } from './rule.js';
import type { Path } from './source.js';

/**
 * Keys of the platform's format that do nothing for client credentials (docs/decisions.md), with what to do instead.
 */
const WITHOUT_EFFECT = new Map([
  ['verification', 'nothing here: a `validate-connection` function is the check of client credentials'],
  ['credentials_verification_script', 'nothing here: a `validate-connection` function is the check'],
  ['token_headers', 'nothing here: the client-credentials request does not use it'],
  ['token_url_skip_encode', 'nothing here: the client-credentials request does not use it'],
  ['token_expires_in_ms', 'nothing here: the token answer says when it expires'],
  ['authorization_url', 'nothing here: client credentials have no authorisation step'],
  ['authorization_params', 'nothing here: client credentials have no authorisation step'],
  ['refresh_url', 'nothing here: a new token is requested at `token_url`'],
  ['at', '`after` only: beside `at` the platform ignores `after`'],
  ['error_code', 'nothing here: it replaces the statuses that are retried anyway (429, 401, 5xx)'],
  ['query', 'the parameter in each call: here it would be sent with every request, writes included'],
]);

export type Shape =
  | { readonly ok: true; readonly providers: Readonly<Record<string, ProviderDefinition>> }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Compiles a schema once; the result tells what in a parsed file breaks it. */
export function shapeChecker(schema: SchemaObject): (value: unknown) => Shape {
  const ajv = new Ajv2020({ allErrors: true, verbose: true });
  ajv.addVocabulary(['x-write']);
  const validate = ajv.compile<Record<string, ProviderDefinition>>(schema);
  return (value) => {
    if (validate(value)) return { ok: true, providers: value };
    return { ok: false, findings: (validate.errors ?? []).flatMap(describe) };
  };
}

function describe(error: ErrorObject): Finding[] {
  const path = pathOf(error.instancePath);
  const last = path[path.length - 1] ?? 'the file';
  // There is also an error for the name itself.
  if (error.keyword === 'propertyNames') return [];
  if (error.propertyName !== undefined) {
    return [
      finding([...path, error.propertyName], `\`${error.propertyName}\` is not allowed as a name here`, advice(error)),
    ];
  }
  const params: unknown = error.params;
  const missing = stringIn(params, 'missingProperty');
  if (missing !== undefined) {
    return [
      finding(path, `\`${missing}\` is missing in \`${last}\``, adviceFor(error, missing) ?? `\`${missing}: …\``),
    ];
  }
  const extra = stringIn(params, 'additionalProperty');
  if (extra !== undefined) {
    const known = Object.keys(record(record(error.parentSchema)['properties'])).join(', ');
    return [
      finding(
        [...path, extra],
        `\`${extra}\` is no key of \`${last}\``,
        WITHOUT_EFFECT.get(extra) ?? `one of ${known}`,
      ),
    ];
  }
  return [finding(path, `\`${last}\` is ${show(error.data)}`, advice(error))];
}

function finding(path: Path, message: string, write: string): Finding {
  return { path, message, write };
}

function advice(error: ErrorObject): string {
  return stringIn(error.parentSchema, 'x-write') ?? `a value that ${error.message ?? 'the schema allows'}`;
}

function adviceFor(error: ErrorObject, property: string): string | undefined {
  return stringIn(record(record(error.parentSchema)['properties'])[property], 'x-write');
}

function show(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `\`${String(value)}\``;
  return Array.isArray(value) ? 'a list' : 'a map';
}

// JSON Pointer: `~1` is a slash, `~0` a tilde; a run of digits is an index in a list.
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function stringIn(value: unknown, key: string): string | undefined {
  const found = record(value)[key];
  return typeof found === 'string' ? found : undefined;
}
