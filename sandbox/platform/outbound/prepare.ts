import type { ProxyConfiguration } from '@nangohq/runner-sdk';
import type { Connection } from '../functions/ports.js';
import type { ProviderDefinition } from './definitions.js';
import { interpolate, isResolved } from './templates.js';
import type { TransportRequest } from './transport.js';

/** Mistakes in a proxy call that never reach the network. */
export class ProxyError extends Error {
  constructor(
    readonly code: 'missing_api_url' | 'unsupported_provider' | 'invalid_query_params' | 'unknown_provider',
    message: string = code,
  ) {
    super(message);
  }
}

type Proxy = NonNullable<ProviderDefinition['proxy']>;

const withBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Builds the request that goes out from a call, the provider's definition and the connection. @throws ProxyError */
export function prepareRequest(
  config: ProxyConfiguration,
  definition: ProviderDefinition,
  connection: Connection,
): TransportRequest {
  const method = (config.method ?? 'GET').toUpperCase();
  const headers = buildHeaders(config, definition.proxy, connection);
  const data = withBody.has(method) ? config.data : undefined;
  const body = encodeBody(data, headers);
  return { method, url: buildUrl(config, definition.proxy, connection), headers, body };
}

const token = ({ credentials }: Connection): string =>
  'token' in credentials && typeof credentials.token === 'string' ? credentials.token : '';

/** Of `a || b` the right side is taken unless the *first* variable named has a value. */
function chooseBase(template: string, connectionConfig: Record<string, unknown>): string {
  if (!template.includes('${') || !template.includes('||')) return template;
  const [left = '', right = ''] = template.split('||').map((side) => side.trim());
  const first = /connectionConfig\.(\w+)/.exec(template)?.[1];
  const value = first === undefined ? undefined : connectionConfig[first];
  return value !== undefined && value !== null && value !== '' ? left : right;
}

function buildUrl(config: ProxyConfiguration, proxy: Proxy | undefined, connection: Connection): string {
  const override = config.baseUrlOverride === '' ? undefined : config.baseUrlOverride;
  const template = override ?? proxy?.base_url;
  if (config.endpoint === '' && override === undefined) throw new ProxyError('missing_api_url');
  if (template === undefined) throw new ProxyError('unsupported_provider');
  const connectionConfig = connection.connection_config;
  const base = chooseBase(template, connectionConfig).replace(/\/$/, '');
  const endpoint = stripBase(config.endpoint.replace(/^\/+/, ''), base);
  const joined = [base, endpoint].filter((part) => part !== '').join('/');
  const url = new URL(interpolate(joined, { connectionConfig, ...connection.credentials }));
  applyParams(url, config.params);
  for (const [name, value] of Object.entries(proxy?.query ?? {})) {
    const filled = interpolate(value, { accessToken: token(connection), connectionConfig, ...connection.credentials });
    if (isResolved(filled)) url.searchParams.set(name, filled);
  }
  return url.toString();
}

/** A full address of this API is accepted as an endpoint; one that merely begins like it is not. */
function stripBase(endpoint: string, base: string): string {
  if (!isResolved(base) || !endpoint.startsWith(base)) return endpoint;
  const rest = endpoint.slice(base.length);
  return rest === '' || '/?#'.includes(rest.charAt(0)) ? rest.replace(/^\/+/, '') : endpoint;
}

function applyParams(url: URL, params: ProxyConfiguration['params']): void {
  if (params === undefined) return;
  if (typeof params === 'string') {
    if (url.search !== '')
      throw new ProxyError('invalid_query_params', 'Can not set query params in endpoint and in params');
    url.search = params;
    return;
  }
  // An undefined value is sent as the word "undefined", as by the real proxy: leaving a key out is the caller's task.
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value));
}

function buildHeaders(
  config: ProxyConfiguration,
  proxy: Proxy | undefined,
  connection: Connection,
): Record<string, string> {
  const accessToken = token(connection);
  const provided: Record<string, string> = { authorization: `Bearer ${accessToken}` };
  for (const [name, value] of Object.entries(proxy?.headers ?? {})) {
    if (!value.includes('connectionConfig')) {
      provided[name.toLowerCase()] = interpolate(value, { accessToken });
      continue;
    }
    const connectionConfig = connection.connection_config;
    const filled = interpolate(value, { connectionConfig, ...connection.credentials });
    if (filled !== '' && isResolved(filled)) provided[name.toLowerCase()] = filled;
  }
  const own = Object.fromEntries(
    Object.entries(config.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  // The function's headers win, except for a user agent that the provider insists on.
  if (provided['user-agent'] !== undefined) own['user-agent'] = provided['user-agent'];
  return { accept: 'application/json, text/plain, */*', 'accept-encoding': 'gzip, deflate, br', ...provided, ...own };
}

/** Encodes a body as axios does, and names its type in `headers` when nobody has. */
function encodeBody(data: unknown, headers: Record<string, string>): string | Buffer | undefined {
  if (data === undefined || data === null || data === '') return undefined;
  if (Buffer.isBuffer(data)) return data;
  if (data instanceof URLSearchParams || (typeof data === 'string' && headers['content-type'] === undefined)) {
    headers['content-type'] ??= 'application/x-www-form-urlencoded';
    return String(data);
  }
  if (typeof data === 'string') return data;
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true && typeof data === 'object') {
    return new URLSearchParams(
      Object.entries(data).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
  }
  headers['content-type'] ??= 'application/json';
  return JSON.stringify(data);
}
