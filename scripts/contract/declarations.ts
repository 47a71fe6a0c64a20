import { readFile } from 'node:fs/promises';

import { z } from 'zod';

/** The part of JSON Schema that zod models become when the CLI compiles them. */
export interface JsonSchema {
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | JsonSchema | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly enum?: readonly (string | number | boolean | null)[] | undefined;
  readonly const?: string | number | boolean | null | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Loose, because a deployment sends these schemas on as they were compiled. */
const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    items: jsonSchema.optional(),
    anyOf: z.array(jsonSchema).optional(),
    oneOf: z.array(jsonSchema).optional(),
    enum: z.array(literal).optional(),
    const: literal.optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);

const endpoint = z.object({
  method: z.string().optional(),
  path: z.string(),
  group: z.string().nullish(),
});

const common = {
  name: z.string(),
  description: z.string(),
  version: z.string(),
  scopes: z.array(z.string()),
  input: z.string().nullable(),
  json_schema: z.object({ definitions: z.record(z.string(), jsonSchema) }),
  /** What the CLI found in the source and tells the server. */
  features: z.array(z.enum(['checkpoints'])).optional(),
};

const sync = z.object({
  ...common,
  runs: z.string(),
  sync_type: z.enum(['full', 'incremental']),
  track_deletes: z.boolean(),
  auto_start: z.boolean(),
  output: z.array(z.string()),
  endpoints: z.array(endpoint),
  webhookSubscriptions: z.array(z.string()),
});

const action = z.object({ ...common, output: z.array(z.string()).nullable(), endpoint: endpoint.nullable() });

const integration = z.object({
  providerConfigKey: z.string(),
  syncs: z.array(sync),
  actions: z.array(action),
  onEventScripts: z.partialRecord(
    z.enum(['post-connection-creation', 'pre-connection-deletion', 'validate-connection']),
    z.array(z.string()),
  ),
});

export type SyncDeclaration = z.infer<typeof sync>;
export type ActionDeclaration = z.infer<typeof action>;
export type IntegrationDeclaration = z.infer<typeof integration>;
export type Endpoint = z.infer<typeof endpoint>;

/** What `nango compile` writes for the whole Nango root. */
export const COMPILED = 'integrations/.nango/nango.json';

/** Checks the text of `nango.json` and gives its declarations (nango-platform.md §4 has the format). */
export function parseDeclarations(text: string): IntegrationDeclaration[] {
  return z.array(integration).parse(JSON.parse(text));
}

/** Reads the declarations that `npm run compile` left behind. */
export async function readDeclarations(file: string): Promise<IntegrationDeclaration[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`${COMPILED} is not there; run \`npm run compile\` first`, { cause: error });
  }
  return parseDeclarations(text);
}
