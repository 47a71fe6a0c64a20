import type { ProviderDefinition } from './definitions.js';
import { OutboundUrlError } from './egress.js';
import { interpolate, tokenUrl } from './templates.js';
import { noAnswer, refusedWith, TokenRequestError } from './token-errors.js';
import { sendTokenRequest } from './token-redirects.js';
import type { Transport, TransportResponse } from './transport.js';

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

const withoutExpiry = 55 * 60_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Asks for a token by the client-credentials grant, exactly as the real server puts it on the wire (nango-platform.md
 * §10.1): Basic header over the raw `id:secret`, form body from `token_params`, and a `scope` only when the connection
 * has `oauth_scopes` (comma separated there, separated by the definition's separator on the wire).
 *
 * @param now milliseconds since 1970
 * @throws TokenRequestError when no token was issued for a reason that the real server foresees, and any other Error where
 * it fails itself: an address that cannot be made, or an answer with status 200 that holds no token
 */
export async function fetchToken(
  definition: ProviderDefinition,
  connectionConfig: Record<string, unknown>,
  client: { id: string; secret: string },
  transport: Transport,
  now: () => number,
): Promise<ClientCredentials> {
  if (definition.token_url === undefined) throw new Error('The provider definition names no token_url');
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

  const request = { method: 'POST', url: url.href, headers, body };
  const answer = await sendTokenRequest(request, transport).catch((error: unknown) => {
    throw error instanceof OutboundUrlError ? denied(error, request.url) : noAnswer();
  });
  const content = readBody(answer);
  if (answer.status >= 300) throw refusedWith(content);
  return toCredentials(content, definition, client, now());
}

function denied({ code, message }: OutboundUrlError, url: string): TokenRequestError {
  return new TokenRequestError({ host: new URL(url).host, code, message });
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
    throw new Error(`${definition.token_request_auth_method} is not supported by the local platform`);
  }
  // A variable without a value goes out as it stands, `${…}` and all: only `||` can help (docs/decisions.md).
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

/** The body as the real server takes it: as JSON only where the answer says that it is JSON. */
function readBody({ headers, body }: TransportResponse): unknown {
  const text = body.toString('utf8');
  if (!String(headers['content-type']).includes('application/json')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw noAnswer();
  }
}

function toCredentials(
  raw: unknown,
  definition: ProviderDefinition,
  client: { id: string; secret: string },
  now: number,
): ClientCredentials {
  const token = isObject(raw) ? raw['access_token'] : undefined;
  if (!isObject(raw) || typeof token !== 'string' || token === '') throw new Error('incomplete_raw_credentials');
  const seconds = Number.parseInt(String(raw['expires_in']), 10);
  const unit = definition.expires_in_unit === 'milliseconds' ? 1 : 1000;
  const lifetime = Number.isNaN(seconds) ? withoutExpiry : seconds * unit;
  const expires_at = new Date(now + lifetime).toISOString();
  return { type: 'OAUTH2_CC', token, client_id: client.id, client_secret: client.secret, expires_at, raw };
}
