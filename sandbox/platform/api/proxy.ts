import { isAxiosError } from 'axios';
import type { AxiosResponse } from 'axios';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Core } from '../core.js';
import { ApiFailure, check } from '../failure.js';
import { OutboundUrlError } from '../outbound/egress.js';
import { ProxyError } from '../outbound/prepare.js';
import { RenewalFailure } from '../renewals.js';
import { connectionHeaders } from './schemas.js';
import type { Routes } from './routes.js';

const headersSchema = connectionHeaders.extend({
  retries: z.coerce.number().int().min(0).optional().default(0),
  'base-url-override': z.url().or(z.literal('')).optional(),
  'retry-on': z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .optional(),
});

/** Of one connection to the next, never of the whole way. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'content-encoding',
]);
const prefix = 'nango-proxy-';

function forwardedHeaders(request: FastifyRequest): Record<string, string> {
  const own = Object.entries(request.headers).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), String(value)] as const] : [],
  );
  return Object.fromEntries(own);
}

/** `ANY /proxy/<endpoint>`: a call to the external API with the connection's credentials. */
export const proxyRoutes: Routes = (app, core) => {
  for (const url of ['/proxy', '/proxy/*']) {
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      handler: async (request, reply) => answer(reply, await forward(core, request)),
    });
  }
};

async function forward(core: Core, request: FastifyRequest): Promise<AxiosResponse<Buffer>> {
  const headers = check(headersSchema, request.headers, 'invalid_headers');
  const key = headers['provider-config-key'];
  if (!core.state.integrations.get(key)) {
    const message =
      'Provider config not found for the given provider config key. Please make sure the provider config exists in the Nango dashboard.';
    throw new ApiFailure(404, 'unknown_provider_config', message);
  }
  const connection = core.connections.find(key, headers['connection-id']);
  if (!connection) throw new ApiFailure(400, 'server_error', 'Failed to get connection');
  const retryOn = headers['retry-on']?.split(',').map(Number);
  try {
    return await core.request<Buffer>({
      config: {
        endpoint: request.url.replace(/^\/proxy\/?/, '/'),
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(request.method),
        headers: { 'user-agent': request.headers['user-agent'] ?? 'nango', ...forwardedHeaders(request) },
        data: request.body,
        retries: headers.retries,
        // Bytes, so that what the API answered reaches the client as it was.
        responseType: 'arraybuffer',
        ...(headers['base-url-override'] !== undefined && { baseUrlOverride: headers['base-url-override'] }),
        ...(retryOn && { retryOn }),
      },
      getConnection: async () =>
        core.connections.present(await core.connections.fresh(connection, { forceRefresh: false })),
      onAttempt: () => undefined,
      onRetry: (decision) => decision,
      log: () => undefined,
    });
  } catch (error) {
    if (error instanceof ProxyError) throw new ApiFailure(400, error.code, error.message);
    if (error instanceof RenewalFailure) throw withoutToken(error);
    if (isDenied(error)) {
      const message = 'This outbound URL is not allowed by server configuration.';
      throw new ApiFailure(400, 'base_url_override_not_allowed', message);
    }
    if (!isAxiosError<Buffer>(error)) throw error;
    if (error.response) return error.response;
    throw new ApiFailure(500, error.code ?? 'server_error', error.message);
  }
}

/** This route names a failed renewal otherwise than `GET /connections/:id` does, and hides as much. */
function withoutToken({ code, status, message }: RenewalFailure): ApiFailure {
  if (code === 'connection_refresh_backoff') return new ApiFailure(status, code, message);
  return new ApiFailure(status, 'server_error', `Failed to get connection credentials: '${message}'`);
}

function isDenied(error: unknown): boolean {
  return error instanceof OutboundUrlError || (error instanceof Error && error.cause instanceof OutboundUrlError);
}

function answer(reply: FastifyReply, response: AxiosResponse<Buffer>): FastifyReply {
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined || value === null || hopByHop.has(name) || name.startsWith('access-control-')
      ? []
      : [[name, Array.isArray(value) ? value.map(String) : String(value)] as const],
  );
  reply.status(response.status).headers(Object.fromEntries(headers));
  return response.status === 204 ? reply.send() : reply.send(response.data);
}
