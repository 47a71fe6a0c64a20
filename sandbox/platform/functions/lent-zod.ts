import * as lambda from 'zod-lambda';
import * as runner from 'zod-runner';

/** What the stand-in itself needs of a zod that it lends. The schemas are made by that zod, and no other knows them. */
interface Zod {
  toJSONSchema(schema: unknown, options: { target: 'draft-7' }): Record<string, unknown>;
}

/**
 * The zods that a platform lends to functions: that of the usual runner is 4.0.5, that of the runner on AWS Lambda 4.1.12
 * (`packages/runner` and `packages/lambda-runner` of Nango 0.71.4). Both differ from the CLI's, with which functions are
 * compiled. Exact versions of `package.json`.
 */
export const lentZods = { runner, lambda } satisfies Record<string, Zod>;

export type LentZod = keyof typeof lentZods;

/** The JSON Schema of a schema that a bundle made with the zod that it was lent. */
export function toJsonSchema(lent: LentZod, schema: unknown): Record<string, unknown> {
  const zod: Zod = lentZods[lent];
  return zod.toJSONSchema(schema, { target: 'draft-7' });
}
