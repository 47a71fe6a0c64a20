import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { NangoYamlParserV2 } from '@nangohq/nango-yaml';
import type { NangoYamlParsed, NangoYamlV2 } from '@nangohq/types';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

/** The schema that the CLI package ships for version 2 of the format. */
const SCHEMA = join(
  dirname(createRequire(import.meta.url).resolve('nango/package.json')),
  'lib/nango.yaml.schema.v2.json',
);

/**
 * What the platform's own tools say against the contract: the CLI's JSON Schema first, then the parser of
 * `@nangohq/nango-yaml`. `parsed` is the parser's reading when both are content. Its warnings are left alone: it warns
 * about every literal of an enumeration (nango-platform.md §4).
 */
export function validateContract(yaml: string): { errors: string[]; parsed?: NangoYamlParsed } {
  const raw: unknown = parse(yaml);
  // `errorMessage` belongs to a plug-in that only words the errors; `strict` would refuse the shipped schema itself.
  const ajv = new Ajv({ allErrors: true, strict: false });
  const validate = ajv.compile<NangoYamlV2>(shippedSchema());
  if (!validate(raw)) {
    return { errors: (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`) };
  }
  const parser = new NangoYamlParserV2({ raw, yaml });
  parser.parse();
  const errors = parser.errors.map(({ code, message, path }) => `${path} ${message} (${code})`);
  return errors.length === 0 && parser.parsed ? { errors, parsed: parser.parsed } : { errors };
}

function shippedSchema(): object {
  const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error(`${SCHEMA} holds no JSON Schema`);
  return schema;
}
