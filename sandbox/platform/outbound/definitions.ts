import { readFile } from 'node:fs/promises';
import { getProviders, updateProviderCache } from '@nangohq/providers';
import type { Provider } from '@nangohq/types';
import { parse } from 'yaml';
import * as z from 'zod';

const stringMap = z.record(z.string(), z.string());
const headerNames = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat());

/** What this platform reads of a provider definition. Other keys pass through untouched, for Connect and the SDK. */
const definitionSchema = z.looseObject({
  display_name: z.string(),
  auth_mode: z.string(),
  token_url: z.string().optional(),
  token_params: stringMap.optional(),
  token_request_auth_method: z.enum(['basic', 'custom', 'private_key_jwt']).optional(),
  body_format: z.enum(['form', 'json', 'query']).optional(),
  scope_separator: z.string().optional(),
  default_scopes: z.array(z.string()).optional(),
  expires_in_unit: z.string().optional(),
  token_expiration_buffer: z.number().optional(),
  webhook_routing_script: z.string().optional(),
  proxy: z
    .looseObject({
      base_url: z.string(),
      headers: stringMap.optional(),
      query: stringMap.optional(),
      retry: z
        .looseObject({
          at: headerNames.optional(),
          after: headerNames.optional(),
          remaining: z.string().optional(),
          error_code: z.array(z.coerce.string()).optional(),
          in_body: z
            .object({ path: z.string(), value: z.string().optional(), strategy: z.enum(['at', 'after']) })
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

export type ProviderDefinition = z.infer<typeof definitionSchema>;

const fileSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** An alias takes everything from the definition it names and replaces top-level keys: a shallow merge. */
function resolveAliases(definitions: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const { alias, ...own } = definition;
      if (typeof alias !== 'string') return [name, definition];
      const original = definitions[alias];
      if (!original) throw new Error(`Provider "${name}" is an alias of "${alias}", which does not exist`);
      return [name, { ...original, ...own }];
    }),
  );
}

let official: Record<string, Provider> | undefined;

/** Nango's own definitions, as the library holds them until a platform of this process publishes others. */
function officialDefinitions(): Record<string, Provider> {
  return (official ??= { ...getProviders() });
}

/** The provider definitions of one platform: Nango's own, with those of the given files over them. */
export class Definitions {
  readonly #raw: Record<string, Record<string, unknown>>;
  readonly #parsed = new Map<string, ProviderDefinition>();

  constructor(raw: Record<string, Record<string, unknown>>) {
    this.#raw = raw;
  }

  /** @throws Error when a file is missing or is no map of definitions. */
  static async load(paths: string[]): Promise<Definitions> {
    const merged: Record<string, Record<string, unknown>> = Object.fromEntries(
      Object.entries(officialDefinitions()).map(([name, provider]) => [name, { ...provider }]),
    );
    for (const path of paths) {
      const parsed = fileSchema.safeParse(parse(await readFile(path, 'utf8')));
      if (!parsed.success) throw new Error(`${path} is not a map of provider definitions: ${parsed.error.message}`);
      Object.assign(merged, parsed.data);
    }
    return new Definitions(resolveAliases(merged));
  }

  /**
   * Lets the SDK see these definitions (`nango.paginate` looks its defaults up by provider name), as real runners do by
   * polling the server. The SDK keeps them for the whole process.
   */
  publish(): void {
    officialDefinitions();
    // The SDK's type enumerates every auth mode; what it reads of it here is `proxy.paginate`.
    updateProviderCache(this.#raw as unknown as Record<string, Provider>);
  }

  names(): string[] {
    return Object.keys(this.#raw);
  }

  /** The whole definition as it stands in the file. */
  raw(name: string): Record<string, unknown> | undefined {
    return Object.hasOwn(this.#raw, name) ? this.#raw[name] : undefined;
  }

  /** @throws Error when the definition is malformed. */
  get(name: string): ProviderDefinition | undefined {
    const raw = this.raw(name);
    if (!raw) return undefined;
    const known = this.#parsed.get(name);
    if (known) return known;
    const parsed = definitionSchema.safeParse(raw);
    if (!parsed.success) throw new Error(`Provider definition "${name}" is malformed: ${parsed.error.message}`);
    this.#parsed.set(name, parsed.data);
    return parsed.data;
  }
}
