import { isAxiosError } from 'axios';
import type { AxiosResponse } from 'axios';
import type { Clock } from '../../clock.js';
import type { Connection, LogEntry, OutboundCall, RequestPort } from '../functions/ports.js';
import type { ProviderDefinition } from './definitions.js';
import { prepareRequest, ProxyError } from './prepare.js';
import { redact, secretsOf } from './redact.js';
import { toRequestError, toResponse } from './respond.js';
import { backoff, decideRetry } from './retry.js';
import type { Transport, TransportRequest } from './transport.js';

export interface OutboundOptions {
  /** The definition of the connection's provider. */
  definition: (provider: string) => ProviderDefinition | undefined;
  transport: Transport;
  /** Waits between attempts pass on it. */
  clock: Clock;
}

const wait = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.setTimeout(resolve, milliseconds);
  });

/**
 * The proxy of the platform: builds the request from the provider definition, sends it, repeats it as often as the call's
 * `retries` allow (0 by default, whatever the definition says), and answers or throws as axios does.
 */
export function createOutbound({ definition: find, transport, clock }: OutboundOptions): RequestPort {
  async function attempt<T>(call: OutboundCall, connection: Connection, definition: ProviderDefinition) {
    const request = prepareRequest(call.config, definition, connection);
    call.onAttempt();
    const started = clock.now();
    try {
      const response = toResponse<T>(await transport(request), request, call.config.responseType);
      call.log(httpEntry(request, connection, started, clock.now(), { status: response.status }));
      return response;
    } catch (error) {
      const thrown = toRequestError(error, request);
      const outcome = isAxiosError(thrown) ? { status: thrown.response?.status, code: thrown.code } : {};
      call.log(httpEntry(request, connection, started, clock.now(), outcome));
      throw thrown;
    }
  }

  return async <T>(call: OutboundCall): Promise<AxiosResponse<T>> => {
    const retries = call.config.retries ?? 0;
    const retryOn = call.config.retryOn?.map(Number);
    for (let tried = 0; ; tried += 1) {
      // Read once per attempt and no more often: the caller tells a refreshed token from an old one by it.
      const connection = await call.getConnection();
      const definition = find(connection.provider);
      if (!definition) throw new ProxyError('unknown_provider');
      try {
        return await attempt<T>(call, connection, definition);
      } catch (error) {
        if (tried >= retries) throw error;
        const own = decideRetry(error, definition.proxy?.retry, retryOn, clock.now());
        const decision = own.reason === 'unknown_error' ? own : call.onRetry(own);
        if (!decision.retry) throw error;
        const delay = decision.wait ?? backoff(tried);
        const progress = `[${String(tried + 1)}/${String(retries)}]`;
        const message = `Retrying HTTP call (reason: ${decision.reason}). Waiting for ${String(delay)}ms ${progress}`;
        call.log({ type: 'log', level: 'warn', source: 'internal', at: clock.now(), message });
        await wait(clock, delay);
      }
    }
  };
}

function httpEntry(
  { method, url }: TransportRequest,
  connection: Connection,
  started: number,
  at: number,
  { status, code }: { status?: number | undefined; code?: string | undefined },
): LogEntry {
  const clean = redact(url, secretsOf(connection));
  const outcome = { ...(status !== undefined && { status }), ...(code !== undefined && { code }) };
  return {
    type: 'http',
    level: status !== undefined && status < 400 ? 'info' : 'error',
    source: 'internal',
    message: `${method} ${clean}`,
    at,
    http: { method, url: clean, durationMs: at - started, ...outcome },
  };
}
