import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SchemaObject } from 'ajv';

import {
  addressesAreGuarded,
  affixesMatch,
  fieldsAreUsed,
  fieldsMakeSense,
  ordersAreUnique,
  sectionsExist,
  valuesFit,
} from './field-rules.js';
import { stepsOf } from './guide.js';
import type { Problem } from './problem.js';
import type { Finding, Rule } from './rule.js';
import { shapeChecker } from './shape.js';
import { readYaml, type YamlSource } from './source.js';
import { neverHalfResolved, variablesExist } from './template-rules.js';

/** The rules that a schema cannot express, each over one provider. */
const RULES: readonly Rule[] = [
  variablesExist,
  neverHalfResolved,
  fieldsAreUsed,
  sectionsExist,
  ordersAreUnique,
  valuesFit,
  affixesMatch,
  addressesAreGuarded,
  fieldsMakeSense,
];

export const DEFINITION = 'providers/halo-psa.yaml';
export const SCHEMA = 'providers/schema.json';
export const GUIDE = 'docs/connect.md';

/** What is checked: the definitions' text, the schema and the text of the connect guide. */
export interface DefinitionInput {
  readonly file: string;
  readonly text: string;
  readonly schema: SchemaObject;
  readonly guide: string;
}

/** Everything that is wrong with a file of provider definitions, in the order of its lines. */
export function checkDefinition({ file, text, schema, guide }: DefinitionInput): Problem[] {
  const source = readYaml(file, text);
  if (source.problems.length > 0) return [...source.problems];
  const shape = shapeChecker(schema)(source.value);
  if (!shape.ok) return located(source, shape.findings);
  const steps = stepsOf(guide);
  const findings = Object.entries(shape.providers).flatMap(([name, provider]) =>
    RULES.flatMap((rule) => rule({ provider, steps })).map((found) => ({ ...found, path: [name, ...found.path] })),
  );
  return located(source, findings);
}

/** Checks the definitions of the repository at `root`. */
export async function checkRepositoryDefinition(root: string): Promise<Problem[]> {
  const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8');
  const schema: unknown = JSON.parse(await read(SCHEMA));
  if (typeof schema !== 'object' || schema === null) throw new Error(`${SCHEMA} holds no JSON Schema`);
  return checkDefinition({
    file: DEFINITION,
    text: await read(DEFINITION),
    schema: { ...schema },
    guide: await read(GUIDE),
  });
}

function located(source: YamlSource, findings: readonly Finding[]): Problem[] {
  return findings
    .map(({ path, message, write }) => ({ file: source.file, line: source.lineOf(path), message, write }))
    .sort((a, b) => a.line - b.line);
}
