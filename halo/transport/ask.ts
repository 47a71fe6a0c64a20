import type { ProxyAnswer } from './connection.js';
import { isWebPage, readFailure, type Failure } from './failure.js';
import { readNangoRefusal } from './nango-refusal.js';
import { readHeader } from './rate-hints.js';

/** A readable answer. */
export interface HaloAnswer {
  body: unknown;
  /** The server's clock when it answered (its `Date` header), ISO 8601; `undefined` when it does not tell. */
  serverTime: string | undefined;
}

/** Sends one request. @throws what Nango throws that is no answer of Halo's, such as its interruption of a run */
export async function ask(send: () => Promise<ProxyAnswer>): Promise<(HaloAnswer & { headers: object }) | Failure> {
  try {
    const { data, headers } = await send();
    return { body: data, headers, serverTime: readDateHeader(headers) };
  } catch (error) {
    // Nango has no token for the request, or may not send it: waiting for Halo would not help.
    const refusal = readNangoRefusal(error);
    if (refusal !== undefined) throw refusal;
    const failure = readFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

/** Why an answer with status 2xx cannot be used; `undefined` when it can. */
export function unreadableReason(body: unknown): string | undefined {
  if (isWebPage(body)) return 'it is a web page';
  // axios leaves text that is not JSON as it is: JSON that was cut off on the way ends up here.
  if (typeof body === 'string') return body === '' ? 'it is empty' : 'it is not JSON';
  return body === undefined || body === null ? 'it is empty' : undefined;
}

function readDateHeader(headers: object): string | undefined {
  const time = Date.parse(readHeader(headers, 'date') ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
