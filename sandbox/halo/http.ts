/** One HTTP request as the simulated tenant sees it, without a socket, so that property tests can call it directly. */
export interface HaloRequest {
  /** Upper case. */
  method: string;
  /** `/api/Tickets`, `/auth/token`: compared without regard to case (halo-api.md §2.1). */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  body?: string;
}

/** The answer. If `dropped` is set there is no answer: the connection ended before or after the server acted. */
export interface HaloResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Content that is no text; it takes the place of `body`. */
  bytes?: Uint8Array | undefined;
  /** How long the caller waits for the answer, in milliseconds of the tenant's clock. */
  delayMs?: number;
  dropped?: 'before' | 'after';
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** An answer from JSON text that is written already. */
export function jsonText(body: string, status = 200): HaloResponse {
  return { status, headers: { ...JSON_HEADERS }, body };
}

/** An answer with a JSON body. */
export function json(value: unknown, status = 200): HaloResponse {
  return jsonText(JSON.stringify(value), status);
}

/** A file. */
export function bytes(content: Uint8Array, headers: Readonly<Record<string, string>>): HaloResponse {
  return { status: 200, headers: { ...headers }, body: '', bytes: content };
}

/** What an answer's body is on the wire. */
export function contentOf({ bytes: content, body }: HaloResponse): Buffer {
  return content === undefined ? Buffer.from(body) : Buffer.from(content);
}

/** An answer without a body: how Halo sends 401, 403, 404 and 500 (halo-api.md §10). */
export function empty(status: number): HaloResponse {
  return { status, headers: {}, body: '' };
}

/** A page for people, as gateways and Halo's own web application send it (halo-api.md §10). */
export function html(status: number, title: string): HaloResponse {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** The connection ends without an answer. */
export function dropped(when: 'before' | 'after'): HaloResponse {
  return { status: 0, headers: {}, body: '', dropped: when };
}
