import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Connection } from './connection.js';

/** What the client throws when a function fails: the function's own error stands in `payload`. */
const Failure = z.object({
  response: z.object({
    data: z.object({ error: z.object({ payload: z.looseObject({ code: z.string(), message: z.string() }) }) }),
  }),
});

/** What it throws where Nango lost the error of a function that failed. */
const Lost = z.object({
  response: z.object({
    data: z.object({
      error: z.object({ payload: z.object({ error: z.string().regex(/^Task \S+ is in progress$/) }) }),
    }),
  }),
});

/** Calls until the function's own error arrives. */
const attempts = 5;

/**
 * Calls a function of this package. Nango loses the error of a failed function now and then; such a call is repeated, which is
 * safe where the function only reads or the input has an `idempotency_key`.
 *
 * @returns the function's output
 * @throws what the client throws, which holds the secret key; `functionError` reads the function's own error from it
 */
export async function callFunction(
  nango: Pick<Nango, 'triggerAction'>,
  { providerConfigKey, connectionId }: Connection,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await nango.triggerAction(providerConfigKey, connectionId, name, input);
    } catch (error) {
      if (attempt === attempts || !Lost.safeParse(error).success) throw error;
    }
  }
}

/** What a function of this package says when it fails: a stable code, a sentence, and more for some codes. */
export interface FunctionError {
  readonly code: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The error that a function ended with, from what the client threw; `undefined` when it is no answer of a function. */
export function functionError(thrown: unknown): FunctionError | undefined {
  return Failure.safeParse(thrown).data?.response.data.error.payload;
}
