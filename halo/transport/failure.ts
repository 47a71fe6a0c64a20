import { isRow } from '../values/rows.js';
import { hostFailureOf } from './host-errors.js';

/** What a failed request means, by what has to be done about it (halo-api.md §10). */
export type Failure =
  | { kind: 'unauthorized' }
  | { kind: 'forbidden' }
  | { kind: 'not-found'; isWebPage: boolean }
  | { kind: 'rate-limited'; headers: object; data: unknown }
  | { kind: 'unavailable'; reason: string; status?: number }
  | { kind: 'refused'; status: number; detail: string };

/** Codes with which Node, axios and undici report that no complete answer came, apart from those about the host. */
const networkCodes = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'ERR_BAD_RESPONSE',
  'ERR_NETWORK',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/**
 * Reads what Nango's proxy throws (an axios error).
 *
 * @returns `undefined` for anything else, such as Nango's own interruption of a run: that must be thrown on as it is.
 */
export function readFailure(error: unknown): Failure | undefined {
  if (!isRow(error)) return undefined;
  const { response, code } = error;
  if (!isRow(response) || typeof response['status'] !== 'number') {
    const isKnown = typeof code === 'string' && (networkCodes.has(code) || hostFailureOf(code) !== undefined);
    const isNetwork = isKnown || error['isAxiosError'] === true;
    return isNetwork ? { kind: 'unavailable', reason: typeof code === 'string' ? code : 'no answer' } : undefined;
  }
  const status = response['status'];
  // An answer that breaks off in the middle of its body comes with the status that it began with (axios 1.18).
  if (status < 300) return { kind: 'unavailable', reason: typeof code === 'string' ? code : 'no whole answer' };
  const headers = isRow(response['headers']) ? response['headers'] : {};
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 403) return { kind: 'forbidden' };
  if (status === 404) return { kind: 'not-found', isWebPage: isWebPage(response['data']) };
  if (status === 429) return { kind: 'rate-limited', headers, data: response['data'] };
  if (status === 408 || status >= 500) return { kind: 'unavailable', reason: `status ${status}`, status };
  return { kind: 'refused', status, detail: readErrorDetail(response['data']) };
}

const statuses = { unauthorized: 401, forbidden: 403, 'not-found': 404, 'rate-limited': 429 } as const;

/** The status that a request failed with; `undefined` when no answer came. */
export function statusOf(failure: Failure): number | undefined {
  if (failure.kind === 'unavailable' || failure.kind === 'refused') return failure.status;
  return statuses[failure.kind];
}

/** Longest sentence of Halo's that is passed on. */
const longestDetail = 300;

/**
 * Halo's own sentence about an error, whichever of its body shapes it comes in: a plain string, `Message` (also of a
 * .NET exception), `error` or `error_description`, `errorMessage`, or the lists of a model-binding error
 * (halo-api.md §10). Without HTML, which others may have written.
 */
export function readErrorDetail(body: unknown): string {
  return (
    sentence(body)
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, longestDetail) || 'no reason given'
  );
}

function sentence(body: unknown): string {
  if (typeof body === 'string') return isWebPage(body) ? 'a web page' : body;
  if (!isRow(body)) return '';
  for (const key of ['Message', 'message', 'errorMessage', 'error_description', 'error']) {
    const value = body[key];
    if (typeof value === 'string' && value !== '') return sentence(value);
    if (isRow(value)) return sentence(value);
  }
  const messages = Object.entries(body).flatMap(([key, value]) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? [`${key}: ${value.join(' ')}`] : [],
  );
  if (messages.length > 0) return messages.join('; ');
  const only = Object.values(body);
  return only.length === 1 && typeof only[0] === 'string' ? sentence(only[0]) : '';
}

/** True for HTML: a wrong host, a firewall or a gateway answered, not Halo's API. */
export function isWebPage(body: unknown): boolean {
  return typeof body === 'string' && /^\s*(<!doctype html|<html|<head|<body)/i.test(body);
}
