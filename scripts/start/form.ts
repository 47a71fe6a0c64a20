import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { checkHostname } from '../../connection/hostname.js';
import { DEFINITION } from '../definition/check.js';
import { DECLARED } from '../deploy/nango-root.js';
import { StartProblem } from './problem.js';

/** The variables of the environment, and the fields of Nango's Connect form that they stand for. */
export const variables = {
  HALO_HOSTNAME: 'hostname',
  HALO_CLIENT_ID: 'client_id',
  HALO_CLIENT_SECRET: 'client_secret',
  HALO_SCOPES: 'oauth_scopes',
  HALO_RESOURCE_SERVER: 'resource_server',
  HALO_TOKEN_URL: 'token_url',
} as const;

export type Variable = keyof typeof variables;

const field = z.object({ title: z.string(), description: z.string(), example: z.string(), pattern: z.string() });
const fields = z.record(z.string(), field);
const definitions = z.object({ [DECLARED]: z.object({ connection_config: fields, credentials: fields }) });

/**
 * Holds a value against what the Connect form would accept: Nango's API, which is used here, accepts everything, and
 * the result is reported late and in other words.
 * @throws {StartProblem} with the form that is expected; the value is never repeated, because it may hold a secret
 */
export function checkField(variable: Variable, value: string): void {
  const hostname = variable === 'HALO_HOSTNAME' ? checkHostname(value) : undefined;
  if (hostname !== undefined) throw new StartProblem(`${variable} cannot be used. ${hostname.message}`);
  const expected = formField(variables[variable]);
  if (new RegExp(expected.pattern).test(value)) return;
  const { title, example, description } = expected;
  throw new StartProblem(
    `${variable} cannot be used: in the Connect form, "${title}" looks like "${example}". ${description}.`,
  );
}

function formField(name: string): z.output<typeof field> {
  const text = readFileSync(join(import.meta.dirname, '../..', DEFINITION), 'utf8');
  const { connection_config: config, credentials } = definitions.parse(parse(text))[DECLARED];
  const found = { ...config, ...credentials }[name];
  if (found === undefined) throw new Error(`${DEFINITION} defines no field ${name}`);
  return found;
}
