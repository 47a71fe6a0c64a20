import { createHash } from 'node:crypto';
import { InvalidRecordSDKError, validateData } from '@nangohq/runner-sdk';
import type { FunctionBundle } from './bundle.js';
import { toJsonSchema } from './lent-zod.js';

/** `models_json_schema` of a deploy: the JSON Schemas of all models that a function names. */
export interface ModelSchemas {
  definitions: Record<string, Record<string, unknown>>;
}

/** @throws InvalidRecordSDKError with the first record that does not fit and why. */
export type RecordValidator = (model: string, records: object[]) => void;

/** The schemas of a bundle that was never deployed, from the zod models in it. */
function schemasOf({ definition, zod }: FunctionBundle): ModelSchemas | undefined {
  if (!definition.models) return undefined;
  const entries = Object.entries(definition.models).map(([name, model]) => [name, toJsonSchema(zod, model)] as const);
  return { definitions: Object.fromEntries(entries) };
}

/**
 * Checks records as `nango dryrun --validation` does (ajv, on the JSON that would be saved). The real platform saves
 * invalid records silently; here that is an error, because a consumer's types would lie.
 */
export function recordValidator(
  bundle: FunctionBundle,
  deployed: ModelSchemas | undefined,
): RecordValidator | undefined {
  const schemas = deployed ?? schemasOf(bundle);
  if (!schemas) return undefined;
  // The SDK caches compiled schemas by model and version for the whole process: two schemas must not share a version.
  const version = createHash('md5').update(JSON.stringify(schemas)).digest('hex');
  return (model, records) => {
    for (const record of records) {
      const input: unknown = JSON.parse(JSON.stringify(record));
      const validation = validateData({ version, input, modelName: model, jsonSchema: schemas });
      if (validation === true) continue;
      throw new InvalidRecordSDKError({
        message: `Invalid record for model ${model}`,
        data: record,
        validation,
        model,
      });
    }
  };
}
