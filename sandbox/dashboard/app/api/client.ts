import * as z from 'zod';

const refusal = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional(),
    errors: z
      .array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }))
      .optional(),
    payload: z.unknown().optional(),
  }),
});

/** What the platform refused, in its words. */
export class PlatformError extends Error {
  constructor(
    readonly status: number,
    /** The platform's name for what is wrong, such as `unknown_connection`. */
    readonly code: string,
    message: string,
    /** What a function added, as it came. */
    readonly payload: unknown,
  ) {
    super(message);
    this.name = 'PlatformError';
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Calls the platform that serves this page; the browser proves with a cookie that it comes from here.
 *
 * @throws PlatformError for every answer that is no success, when nothing answers (`unreachable`), and for
 * an answer of another form than `schema` says (`unexpected_answer`)
 */
export async function call<T>(
  path: string,
  schema: z.ZodType<T>,
  { method = 'GET', query, headers, body, signal }: Call = {},
): Promise<T> {
  const response = await fetch(addressOf(path, query), {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof TypeError) throw new PlatformError(0, 'unreachable', unreachable, undefined);
    throw error;
  });
  const text = await response.text();
  if (!response.ok) throw refusalOf(response.status, text);
  const answer = schema.safeParse(text === '' ? undefined : jsonOf(text));
  if (answer.success) return answer.data;
  const place = answer.error.issues[0]?.path.join('.') ?? '';
  const message = `The platform answered ${path} in a form that this page does not know${place === '' ? '' : ` (${place})`}.`;
  throw new PlatformError(response.status, 'unexpected_answer', message, undefined);
}

const unreachable = 'The local platform does not answer. Is `npm start` still running?';

function addressOf(path: string, query: Call['query'] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function refusalOf(status: number, text: string): PlatformError {
  const parsed = refusal.safeParse(jsonOf(text));
  if (!parsed.success)
    return new PlatformError(status, 'unknown', `The platform answered with status ${status}.`, undefined);
  const { code, message, errors, payload } = parsed.data.error;
  const details = errors?.map((error) => `${error.path?.join('.') ?? ''} ${error.message}`.trim()).join('; ');
  return new PlatformError(status, code, message ?? details ?? `The platform answered "${code}".`, payload);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Something that the platform leaves out or answers with null: `undefined` either way. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

/** For answers that nobody looks at. */
export const anything = z.unknown();

/** One connection of one integration: what most calls are about. */
export interface ConnectionKey {
  readonly integration: string;
  readonly connection: string;
}

/** The query parameters that name a connection. */
export const namesOf = ({ integration, connection }: ConnectionKey) => ({
  provider_config_key: integration,
  connection_id: connection,
});

/** The headers that name a connection, on the routes that take it so. */
export const headersOf = ({ integration, connection }: ConnectionKey) => ({
  'provider-config-key': integration,
  'connection-id': connection,
});
