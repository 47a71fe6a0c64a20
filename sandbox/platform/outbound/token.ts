import type { ProviderDefinition } from './definitions.js';
import { interpolate, tokenUrl } from './templates.js';
import type { Transport } from './transport.js';

/** A connection's credentials as they are kept and as `getConnection` returns them. */
export interface ClientCredentials {
  type: 'OAUTH2_CC';
  token: string;
  client_id: string;
  client_secret: string;
  /** ISO 8601. */
  expires_at?: string | undefined;
  /** The whole answer of the authorisation server. */
  raw: Record<string, unknown>;
}

/** The authorisation server refused, or answered with no token. `payload` holds its own words. */
export class TokenRequestError extends Error {
  readonly code = 'client_credentials_fetch_error';
  constructor(readonly payload: string) {
    super(`Failed to fetch client credentials token: ${JSON.stringify(payload)}`);
  }
}

/** Fields of an error body that the real server passes on; everything else may hold secrets. */
const errorFields = [
  'message',
  'error',
  'error_description',
  'error_message',
  'detail',
  'details',
  'reason',
  'description',
];
const withoutExpiry = 55 * 60_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function publicFields(body: unknown): unknown {
  if (!isObject(body)) return body;
  const pick = (from: Record<string, unknown>) =>
    Object.entries(from).filter(
      ([name, value]) => errorFields.includes(name) && (!isObject(value) || Array.isArray(value)),
    );
  const nested = isObject(body['error']) ? pick(body['error']) : [];
  return Object.fromEntries([...nested, ...pick(body)]);
}

/**
 * Asks for a token by the client-credentials grant, exactly as the real server puts it on the wire (nango-platform.md
 * part 2): Basic header over the raw `id:secret`, form body from `token_params`, and a `scope` only when the connection
 * has `oauth_scopes` (comma separated there, separated by the definition's separator on the wire).
 *
 * @param now milliseconds since 1970
 * @throws TokenRequestError
 */
export async function fetchToken(
  definition: ProviderDefinition,
  connectionConfig: Record<string, unknown>,
  client: { id: string; secret: string },
  transport: Transport,
  now: () => number,
): Promise<ClientCredentials> {
  if (definition.token_url === undefined) throw new TokenRequestError('missing_token_url');
  const url = tokenUrl(definition.token_url, connectionConfig);
  const params = bodyParams(definition, connectionConfig, client);
  const format = definition.body_format ?? 'form';
  const headers: Record<string, string> = { accept: '*/*' };
  if (definition.token_request_auth_method === 'basic') {
    headers['authorization'] = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
  }
  if (format === 'query') for (const [name, value] of params) url.searchParams.append(name, value);
  else headers['content-type'] = format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const encoded = format === 'json' ? JSON.stringify(Object.fromEntries(params)) : params.toString();
  const body = format === 'query' ? undefined : encoded;

  const answer = await transport({ method: 'POST', url: url.href, headers, body }).catch((error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    throw new TokenRequestError(JSON.stringify({ name, message }));
  });
  const parsed = parseBody(answer.body);
  const refused = answer.status >= 300;
  if (refused || !isObject(parsed)) {
    throw new TokenRequestError(JSON.stringify({ provider_error_payload: publicFields(parsed) }));
  }
  return toCredentials(parsed, definition, client, now());
}

function bodyParams(
  definition: ProviderDefinition,
  connectionConfig: Record<string, unknown>,
  client: { id: string; secret: string },
): URLSearchParams {
  const params = new URLSearchParams();
  if (definition.token_request_auth_method === 'custom') {
    params.append('username', client.id);
    params.append('password', client.secret);
  } else if (definition.token_request_auth_method === undefined) {
    params.append('client_id', client.id);
    params.append('client_secret', client.secret);
  } else if (definition.token_request_auth_method !== 'basic') {
    throw new TokenRequestError(`${definition.token_request_auth_method} is not supported by the local platform`);
  }
  // A variable without a value goes out as it stands, `${…}` and all: only `||` can help (anchors.md B1).
  for (const [name, value] of Object.entries(definition.token_params ?? {})) {
    params.append(name, interpolate(value, { connectionConfig }));
  }
  const scopes = connectionConfig['oauth_scopes'];
  if (typeof scopes === 'string' && scopes !== '') {
    params.append('scope', scopes.split(',').join(definition.scope_separator ?? ' '));
  }
  const overrides = connectionConfig['authorization_params'];
  if (isObject(overrides)) for (const [name, value] of Object.entries(overrides)) params.set(name, String(value));
  return params;
}

function parseBody(body: Buffer): unknown {
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON: the text itself is what the caller reports.
    return text;
  }
}

function toCredentials(
  raw: Record<string, unknown>,
  definition: ProviderDefinition,
  client: { id: string; secret: string },
  now: number,
): ClientCredentials {
  const token = raw['access_token'];
  if (typeof token !== 'string' || token === '') throw new TokenRequestError('incomplete_raw_credentials');
  const seconds = Number.parseInt(String(raw['expires_in']), 10);
  const unit = definition.expires_in_unit === 'milliseconds' ? 1 : 1000;
  const lifetime = Number.isNaN(seconds) ? withoutExpiry : seconds * unit;
  const expires_at = new Date(now + lifetime).toISOString();
  return { type: 'OAUTH2_CC', token, client_id: client.id, client_secret: client.secret, expires_at, raw };
}
