import type { z } from 'zod';

import type { Call } from './call.js';
import type { ErrorCode } from './error-codes.js';

/** What a function does to Halo, as clients and models are told it. */
export interface Marks {
  /** It changes nothing. */
  readonly readOnly: boolean;
  /** Calling it again changes nothing more; `with_key` when that holds with an idempotency key only. */
  readonly idempotent: boolean | 'with_key';
  /** It deletes, archives or merges something, which may not be easy to undo. */
  readonly destructive: boolean;
  /** It sends an e-mail to people outside, which nobody can take back. */
  readonly emails?: true;
}

/**
 * Requests to Halo, which tests hold, as long as Halo answers each and shows a change at once. Where it shows one later, the
 * reading after a write is done up to three times.
 */
export interface Cost {
  /** In the usual case, without names to look up. */
  readonly usual: number;
  /** Most of them, with every name looked up that a call can give. */
  readonly most: number;
  /** What brings so many, where it is something else than names. */
  readonly when?: string;
  /** How many more at most if the ids of tickets are those of projects or opportunities, which are looked for after these. */
  readonly elsewhere?: number;
}

/**
 * A function that looks something up in Halo or changes it, with everything that a catalogue or a model needs to know of
 * it as data. What kind of function it becomes on the platform is the business of its declaration alone
 * (`integrations/halo-psa/actions/<name>.ts`).
 */
export interface HaloFunction<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** The name that it is deployed under. */
  readonly name: string;
  /** What it does, in one line. */
  readonly description: string;
  /** When and how a model should use it, in a few sentences. */
  readonly instructions: string;
  /** Permissions of the API application that it needs; none where every token will do (halo-api.md §1.5). */
  readonly scopes: readonly string[];
  readonly marks: Marks;
  readonly cost: Cost;
  /** Errors of its own, beside those that every function may have (`commonErrors`). */
  readonly errors: readonly ErrorCode[];
  /** An input that works on a tenant that has such records. */
  readonly example: z.input<Input>;
  readonly input: Input;
  readonly output: Output;
  run(call: Call, input: z.output<Input>): Promise<z.output<Output>>;
}

/** Checks a function's parts against each other. */
export function defineFunction<Input extends z.ZodType, Output extends z.ZodType>(
  definition: HaloFunction<Input, Output>,
): HaloFunction<Input, Output> {
  return definition;
}
