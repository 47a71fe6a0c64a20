import { ActionError, SDKError } from '@nangohq/runner-sdk';
import { isAxiosError } from 'axios';
import { toPayload } from './payload.js';

/** How a run failed, in the runner's words. */
export interface RunFailure {
  /**
   * `action_script_runtime_error` (an ActionError), an SDK code such as `invalid_sync_record`, `script_http_error`,
   * `script_network_error`, `script_internal_error`, or `script_aborted`.
   */
  type: string;
  payload: Record<string, unknown>;
  status: number;
  /** For `script_http_error`: what the external API answered. */
  upstream?: { status: number; headers: Record<string, string>; body: Record<string, unknown> };
  /** What was thrown, for tests; never leaves the process. */
  cause: unknown;
}

type Payload = Record<string, unknown>;
const isObject = (value: unknown): value is Payload => typeof value === 'object' && value !== null;
const asPayload = (value: unknown): Payload =>
  toPayload(isObject(value) && !Array.isArray(value) ? value : { message: value });

function describe(error: unknown, filename: string): Payload {
  if (!isObject(error)) return { name: 'Error', message: JSON.stringify(error) };
  const { name, message, stack, code } = error;
  const lines = typeof stack === 'string' ? stack.split('\n') : [];
  const trace = lines.filter((line, index) => index === 0 || line.includes(filename)).slice(0, 10);
  return toPayload({
    name: typeof name === 'string' && name !== '' ? name : 'Error',
    ...(code !== undefined && { code }),
    message,
    ...(trace.length > 0 && { stacktrace: trace.map((line) => line.trim()) }),
  });
}

/** Which fields of an answer's headers a failure shows: its type and its rate limit, never cookies or tokens. */
function shownHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return Object.fromEntries(entries.filter(([name]) => name === 'content-type' || name.startsWith('x-rate')));
}

/** Sorts what a function threw into the runner's kinds of failure. */
export function toFailure(error: unknown, filename: string): RunFailure {
  if (error instanceof ActionError) {
    return { type: error.type, payload: asPayload(error.payload ?? {}), status: 500, cause: error };
  }
  if (error instanceof SDKError) {
    return { type: error.code, payload: asPayload(error.payload), status: 500, cause: error };
  }
  if (isAxiosError(error)) {
    if (!error.response) {
      return { type: 'script_network_error', payload: describe(error, filename), status: 500, cause: error };
    }
    const { status, headers } = error.response;
    const data: unknown = error.response.data;
    const body = asPayload(isObject(data) && 'payload' in data ? data['payload'] : data);
    const upstream = { status, headers: shownHeaders(headers), body };
    return { type: 'script_http_error', payload: body, status, upstream, cause: error };
  }
  return { type: 'script_internal_error', payload: describe(error, filename), status: 500, cause: error };
}

/** The sentence of a failure, wherever what was thrown keeps it. */
export function messageOf(payload: Record<string, unknown>): string {
  const message = payload['message'] ?? payload['error'];
  return typeof message === 'string' ? message : JSON.stringify(payload);
}
