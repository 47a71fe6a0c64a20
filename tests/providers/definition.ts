import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import schema from '../../providers/schema.json' with { type: 'json' };
import { checkDefinition } from '../../scripts/definition/check.js';
import type { Problem } from '../../scripts/definition/problem.js';

const ROOT = join(import.meta.dirname, '../..');

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The definitions as shipped. */
export const shipped = read('providers/halo-psa.yaml');

/** Only the first entry, so that a change of it has one place. */
export const onlyPsa = shipped.slice(0, shipped.indexOf('\nhalo-itsm:') + 1);

const guide = read('docs/connect.md');

/** Checks a text as if it were the shipped file. */
export function check(text: string): Problem[] {
  return checkDefinition({ file: 'x.yaml', text, schema, guide });
}

/** Replaces one line; fails when the line is not there exactly once, so that no case tests nothing. */
export function edit(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${from}" is ${parts.length - 1} times in the definition`);
  return parts.join(to);
}
