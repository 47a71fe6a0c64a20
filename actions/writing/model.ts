import type { z } from 'zod';

import { InvalidInputError, type InputProblem } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { described } from '../../records/described.js';
import type { Call } from '../call.js';
import { problemsOf } from '../choices/invalid-choice.js';
import type { WriteField } from '../fields/field.js';

type Fields = Readonly<Record<string, WriteField>>;

type Shape<F extends Fields, Required extends keyof F> = {
  [Key in keyof F]: Key extends Required ? F[Key]['schema'] : z.ZodOptional<F[Key]['schema']>;
};

/** A field that is sent, with what the caller asked for. */
export interface SentField {
  readonly name: string;
  readonly asked: unknown;
  readonly field: WriteField;
  /** Its part of Halo's body. */
  readonly part: HaloRow;
}

/** Which fields a function takes, and what becomes of them. */
export interface WriteModel<F extends Fields = Fields, Required extends keyof F = keyof F> {
  readonly fields: F;
  /** For the function's input. */
  readonly shape: Shape<F, Required>;
  /** What is sent in any case. */
  readonly fixed: HaloRow;
}

interface ModelOptions<Required> {
  /** Fields that must be given. */
  readonly required?: readonly Required[];
  /** What Halo is sent whatever the caller gives. */
  readonly fixed?: HaloRow;
}

/** Describes a write as `defineRecord` describes a model: field by field, with what is required and fixed beside it. */
export function writeModel<F extends Fields, Required extends keyof F & string = never>(
  fields: F,
  { required = [], fixed = {} }: ModelOptions<Required> = {},
): WriteModel<F, Required> {
  const names: readonly string[] = required;
  const shape: Record<string, z.ZodType> = {};
  for (const [name, { schema, description }] of Object.entries(fields)) {
    shape[name] = described(names.includes(name) ? schema : schema.optional(), description);
  }
  if (!isShapeOf<F, Required>(shape, fields)) throw new TypeError('A field has no schema.');
  return { fields, shape, fixed };
}

function isShapeOf<F extends Fields, Required extends keyof F>(
  shape: Record<string, z.ZodType>,
  fields: F,
): shape is Shape<F, Required> {
  return Object.keys(fields).every((name) => shape[name] !== undefined);
}

/**
 * What Halo is sent for an input. Fields that the record has already are left out.
 *
 * @param current the record before the change
 * @param known problems that were found already; told together with those that are found here
 * @throws InvalidInputError naming every field whose value the tenant does not know
 */
export async function sentFields(
  call: Call,
  { fields }: Pick<WriteModel, 'fields'>,
  input: Readonly<Record<string, unknown>>,
  current?: HaloRow,
  known: readonly InputProblem[] = [],
): Promise<readonly SentField[]> {
  const problems = [...known];
  const sent: SentField[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const asked = input[name];
    if (asked === undefined || (current !== undefined && field.holds?.(current, asked) === true)) continue;
    try {
      const part = await field.write(asked, { choices: call.choices, current });
      if (current === undefined || !field.shows(current, part)) sent.push({ name, asked, field, part });
    } catch (error) {
      problems.push(...problemsOf(name, error));
    }
  }
  if (problems.length > 0) throw new InvalidInputError(call.name, problems);
  return sent;
}

/** The body of what is sent. */
export function bodyOf(sent: readonly SentField[], fixed: HaloRow = {}): HaloRow {
  return sent.reduce<HaloRow>((body, { part }) => ({ ...body, ...part }), fixed);
}

/** Fields of a record that show what an input means to change. */
export function shownNames({ fields }: Pick<WriteModel, 'fields'>, input: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fields).flatMap(([name, { shownAs = name }]) => (input[name] === undefined ? [] : [shownAs]));
}
