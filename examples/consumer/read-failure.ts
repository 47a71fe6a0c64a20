import { z } from 'zod';

import type { Connection } from './connection.js';
import { errors } from './errors.js';

/** What the client throws: an error of axios. Nothing else in it is looked at, because everything else may be secret. */
const clientError = z.object({
  isAxiosError: z.literal(true),
  code: z.string().optional(),
  config: z.object({ url: z.string().optional() }).optional(),
  response: z.object({ status: z.number(), data: z.unknown() }).optional(),
});

/** The body of a refusal. Its message is not repeated: a server that is out of order may send back what it was sent. */
const refusal = z.object({ error: z.object({ code: z.string().regex(/^[a-z_]{1,60}$/) }) });

/** Nango's codes for a connection that it does not know, or whose id or integration cannot be one. */
const unknownConnection = ['unknown_connection', 'unknown_provider_config', 'not_found', 'invalid_headers'];

/** @returns a `ReadError` for what Nango's client threw, and any other error as it is */
export function explainFailure(error: unknown, { connectionId, providerConfigKey }: Connection): unknown {
  const failure = clientError.safeParse(error).data;
  if (failure === undefined) return error;
  const { response, code = 'no answer', config } = failure;
  if (response === undefined) return errors.unreachable(originOf(config?.url), code);
  const { status, data } = response;
  const nangoCode = refusal.safeParse(data).data?.error.code;
  if (status === 401) return errors.keyRefused();
  if (status === 403) return errors.readingNotAllowed();
  if (status === 429) return errors.rateLimited();
  if (status >= 500) return errors.nangoFailing(nangoCode === undefined ? `${status}` : `${status}, ${nangoCode}`);
  if (nangoCode === undefined) return errors.notNango();
  if (unknownConnection.includes(nangoCode)) return errors.unknownConnection(connectionId, providerConfigKey);
  return errors.refused(`${status}, ${nangoCode}`);
}

/** Scheme, host and port of an address, without a user name and a password. */
function originOf(url = ''): string {
  return URL.canParse(url) ? new URL(url).origin : 'its address';
}
