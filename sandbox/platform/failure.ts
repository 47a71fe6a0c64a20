import { randomUUID } from 'node:crypto';
import type { z } from 'zod';

/** A request that the API refuses, with the status, code and words of the real server. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message?: string,
    /** More fields of the error object: `errors`, `payload`, `upstream`. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message ?? '');
  }

  /** `{ error: { code, message?, … } }` */
  body(): { error: Record<string, unknown> } {
    return { error: { code: this.code, ...(this.message !== '' && { message: this.message }), ...this.details } };
  }
}

/** What the real server answers when it fails in a way that it does not foresee. The cause is only in its own log. */
export function unexpectedFailure(cause: unknown, { status, code }: { status: number; code: string }): ApiFailure {
  const id = randomUUID();
  const message = `An error occurred. Please contact support with this unique id: ${JSON.stringify(id)}`;
  const failure = new ApiFailure(status, code, message, { payload: id });
  failure.cause = cause;
  return failure;
}

type BadInput = 'invalid_body' | 'invalid_query_params' | 'invalid_uri_params' | 'invalid_headers';

/** Checks a part of a request. @throws ApiFailure 400 naming each mistake and where it is */
export function check<T>(schema: z.ZodType<T>, value: unknown, code: BadInput): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    code: issue.code,
    message: issue.message,
    path: issue.path.map(String),
  }));
  throw new ApiFailure(400, code, undefined, { errors });
}

export const unknownIntegration = (key: string): ApiFailure =>
  new ApiFailure(
    400,
    'unknown_provider_config',
    `There is no Provider Configuration matching this key. Please make sure this value exists in the Nango dashboard ${JSON.stringify({ providerConfigKey: key })}`,
  );
