import { z } from 'zod';

/**
 * Whether zod releases a schema that it keeps a description of. The zod 4.0.5 of Nango's runner does not: its registry
 * is a `Map`, which would keep the objects of every execution for as long as the runner lives, and it ran out of memory
 * (docs/decisions.md, "Memory"). That of the CLI, which reads the descriptions when it compiles, is a `WeakMap`. In the
 * runner's sandbox this is false with any zod, because `WeakMap` is another class there than the one that zod uses.
 */
const letsGo = z.globalRegistry._map instanceof WeakMap;

/**
 * Describes a schema for the contract and the catalogue, which are made when the functions are compiled. Where they run,
 * descriptions are not used; there the schema is returned as it is.
 */
export function described<Schema extends z.ZodType>(schema: Schema, description: string): Schema {
  return letsGo ? schema.describe(description) : schema;
}
