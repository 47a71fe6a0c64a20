import { toErrorSchema, type RJSFSchema, type RJSFValidationError, type ValidatorType } from '@rjsf/utils';
import * as z from 'zod';

/**
 * Checks forms with zod, which reads JSON schemas too. The usual validator of the form library makes functions out of
 * text, which the page's content security policy forbids.
 */
const validator: ValidatorType<unknown> = {
  validateFormData: (value, schema) => {
    const errors = problemsOf(schema, value);
    return { errors, errorSchema: toErrorSchema(errors) };
  },
  isValid: (schema, value, root) =>
    problemsOf({ ...schema, ...(root.definitions && { definitions: root.definitions }) }, value).length === 0,
  rawValidation: () => ({}),
};

export default validator;

function problemsOf(schema: RJSFSchema, value: unknown): RJSFValidationError[] {
  const { error } = z.fromJSONSchema(readable(schema)).safeParse(value, { error: inWords });
  return (error?.issues ?? [])
    .flatMap((issue) => flatten(issue, []))
    .map(({ path, message }) => ({
      property: path.map((part) => `.${String(part)}`).join(''),
      message,
      stack: message,
    }));
}

/** Of several forms that a value may have, each says what it misses: only the first is told. */
function flatten(issue: z.core.$ZodIssue, outer: PropertyKey[]): { path: PropertyKey[]; message: string }[] {
  const path = [...outer, ...issue.path];
  const inner = issue.code === 'invalid_union' ? issue.errors[0] : undefined;
  return inner ? inner.flatMap((one) => flatten(one, path)) : [{ path, message: issue.message }];
}

function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'This is needed.';
  if (issue.code === 'too_small' && issue.origin === 'array') return `At least ${issue.minimum} must be given.`;
  return undefined;
}

/** The schema without what the form library adds for itself. */
function readable(schema: RJSFSchema): Parameters<typeof z.fromJSONSchema>[0] {
  return z.custom<Parameters<typeof z.fromJSONSchema>[0]>().parse(schema);
}
