import type { z } from 'zod';

import { errorPayload, HaloError, InvalidInputError, type InputProblem } from '../halo/errors.js';
import type { WritableConnection } from '../halo/transport/connection.js';
import { needingToken } from '../halo/transport/token.js';
import { readSettings } from '../records/settings.js';
import { Call } from './call.js';
import type { HaloFunction } from './define.js';

/** The part of the platform's `nango` object that functions use. Structural, so that test doubles fit too. */
export interface FunctionHost extends WritableConnection {
  getMetadata(): Promise<unknown>;
  /** What the platform hands on to the caller as it is. */
  ActionError: new (payload: Record<string, unknown>) => Error;
}

/**
 * Runs a function for a caller on the platform.
 *
 * @param input as the caller sent it: the platform hands it on unread
 * @throws ActionError with `code`, `message`, `step` of the connect guide where there is one, and what else a program can
 * use, for everything that the caller or the customer's administrator can do something about
 */
export async function perform<Input extends z.ZodType, Output extends z.ZodType>(
  definition: HaloFunction<Input, Output>,
  nango: FunctionHost,
  input: unknown,
): Promise<z.output<Output>> {
  try {
    return await run(definition, nango, input);
  } catch (error) {
    if (error instanceof HaloError) throw new nango.ActionError(errorPayload(error));
    throw error;
  }
}

async function run<Input extends z.ZodType, Output extends z.ZodType>(
  definition: HaloFunction<Input, Output>,
  nango: FunctionHost,
  input: unknown,
): Promise<z.output<Output>> {
  const parsed = definition.input.safeParse(input ?? {});
  if (!parsed.success) throw new InvalidInputError(definition.name, parsed.error.issues.flatMap(toProblems));
  const call = new Call(definition.name, nango, readSettings(await needingToken(nango.getMetadata())));
  try {
    return await definition.run(call, parsed.data);
  } finally {
    call.client.close();
    if (call.complaints.size > 0) {
      const fields = [...call.complaints].join(', ');
      await nango.log(`Fields left out, because Halo's values cannot be used: ${fields}`, { level: 'warn' });
    }
  }
}

/** Unknown keys are named one by one, each as a problem of its own. */
function toProblems(issue: z.core.$ZodIssue): InputProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'there is no such field' }));
  }
  if (issue.code === 'invalid_value') {
    return [{ field: path.join('.'), message: issue.message, valid_values: issue.values.map(String) }];
  }
  return [{ field: path.join('.'), message: issue.message }];
}
