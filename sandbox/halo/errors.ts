import { empty, html, json, type HaloResponse } from './http.js';
import type { Switches } from './switches.js';

const TEXT: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};

/** An error with the body that the switch `errorBody` asks for (shapes of halo-api.md §10). */
export function failure(status: number, switches: Pick<Switches, 'errorBody'>): HaloResponse {
  const message = TEXT[status] ?? 'Error';
  switch (switches.errorBody) {
    case 'empty':
      return empty(status);
    case 'html':
      return html(status, message);
    default:
      return withMessage(switches.errorBody, { status, message, resultCode: status });
  }
}

/** The forms in which an error carries a message (halo-api.md §10). */
export type MessageForm = 'string' | 'exception' | 'message' | 'error' | 'resultCode';

interface ErrorMessage {
  readonly status: number;
  readonly message: string;
  /** The number in the form `resultCode`. */
  readonly resultCode: number;
}

/** An error that carries its message in one of these forms. */
export function withMessage(form: MessageForm, { status, message, resultCode }: ErrorMessage): HaloResponse {
  switch (form) {
    case 'string':
      return json(message, status);
    case 'exception':
      return exception(status, message);
    case 'message':
      return json({ Message: message }, status);
    case 'error':
      return json({ error: message }, status);
    case 'resultCode':
      return json({ resultCode, errorMessage: message }, status);
  }
}

/** A .NET exception as JSON: the one body that carries nulls (halo-api.md §6.1.1, §10). */
export function exception(status: number, message: string): HaloResponse {
  return json(
    {
      ClassName: 'System.Exception',
      Message: message,
      Data: null,
      InnerException: null,
      HelpURL: null,
      StackTraceString: null,
      RemoteStackTraceString: null,
      RemoteStackIndex: 0,
      ExceptionMethod: null,
      HResult: -2146233088,
      Source: null,
      WatsonBuckets: null,
    },
    status,
  );
}

/** A gateway's page (halo-api.md §10). */
export function gateway(status: number): HaloResponse {
  return html(status, `${status} ${TEXT[status] ?? 'Error'}`);
}

/** An id that is not a number (halo-api.md §10). */
export function badId(value: string): HaloResponse {
  return json({ id: [`The value '${value}' is not valid.`] }, 400);
}
