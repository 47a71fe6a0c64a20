import { Readable } from 'node:stream';
import type { InternalAxiosRequestConfig } from 'axios';
import { AxiosError, AxiosHeaders } from 'axios';
import type { AxiosResponse } from 'axios';
import { OutboundUrlError } from './egress.js';
import type { TransportRequest, TransportResponse } from './transport.js';
import { NetworkError } from './transport.js';

type ResponseType = string | undefined;

/** The body in the form in which axios gives it: JSON where it parses, otherwise text; invalid JSON stays a string. */
function decodeBody(body: Buffer, responseType: ResponseType): unknown {
  if (responseType === 'arraybuffer') return body;
  if (responseType === 'stream') return Readable.from(body);
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  if (text === '' || responseType === 'text') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // As axios with its defaults: what does not parse is handed over as it came, also under a JSON content type.
    return text;
  }
}

function requestConfig({ method, url, headers, body }: TransportRequest): InternalAxiosRequestConfig {
  return { method: method.toLowerCase(), url, headers: AxiosHeaders.from(headers), data: body };
}

function assemble(
  head: Omit<TransportResponse, 'body'>,
  data: unknown,
  request: TransportRequest,
): AxiosResponse<unknown> {
  const { status, headers } = head;
  return { data, status, statusText: '', headers: AxiosHeaders.from(headers), config: requestConfig(request) };
}

/** @throws AxiosError when the status is not 2xx, as axios does by default. */
export function toResponse<T>(
  answer: TransportResponse,
  request: TransportRequest,
  responseType: ResponseType,
): AxiosResponse<T> {
  const response = assemble(answer, decodeBody(answer.body, responseType), request);
  if (answer.status >= 200 && answer.status < 300) {
    // The caller names the type of the body; nothing on this side knows it.
    return response as AxiosResponse<T>;
  }
  const code = answer.status >= 400 && answer.status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  throw new AxiosError(
    `Request failed with status code ${String(answer.status)}`,
    code,
    response.config,
    undefined,
    response,
  );
}

/** Codes of the outbound policy that come up while a name is looked up, and so reach the caller as axios's error. */
const whileLookingUp: ReadonlySet<string> = new Set(['dns_resolution_failed', 'denied_dns']);

/** What axios throws when a request gets no whole answer. */
export function toRequestError(error: unknown, request: TransportRequest): unknown {
  const isLookUp = error instanceof OutboundUrlError && whileLookingUp.has(error.code);
  if (!isLookUp && !(error instanceof NetworkError)) return error;
  const head = error instanceof NetworkError ? error.partial : undefined;
  const partial = head && assemble(head, undefined, request);
  const axiosError = new AxiosError(error.message, error.code, requestConfig(request), undefined, partial);
  axiosError.cause = error;
  return axiosError;
}
