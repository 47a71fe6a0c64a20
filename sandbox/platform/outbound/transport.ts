import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { Agent, buildConnector, interceptors, request } from 'undici';

/** A hostname that is served on this machine. Every other hostname goes out as usual, with the usual TLS checks. */
export interface OutboundRoute {
  hostname: string;
  /** On 127.0.0.1. */
  port: number;
  /** The PEM of the certificate to trust for this hostname, and only for it. */
  certificate: string;
}

export interface TransportRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer | undefined;
  /** What it is for, as far as the outbound policy makes a difference; a call of the API by default. */
  purpose?: 'token';
  /** `manual`: a redirect is answered as it is. Otherwise it is followed. */
  redirect?: 'manual';
}

export interface TransportResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** A request that got no (whole) answer. `code` as Node and axios name it: ECONNREFUSED, ECONNRESET, ETIMEDOUT, … */
export class NetworkError extends Error {
  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
    /** What had arrived when the connection broke, if the headers had. */
    readonly partial?: Omit<TransportResponse, 'body'>,
  ) {
    super(message, { cause });
  }
}

/** Sends one request and reads the whole answer. @throws NetworkError */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export interface HttpTransport {
  send: Transport;
  close(): Promise<void>;
}

const longestRedirectChain = 5;

/** undici's own codes, in the words that axios and Nango's retry list use. */
const codes: Record<string, string> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_TIMEOUT: 'ECONNABORTED',
  UND_ERR_BODY_TIMEOUT: 'ECONNABORTED',
};

const decoders: Record<string, (data: Buffer) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? (codes[code] ?? code) : 'ERR_NETWORK';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function routedConnector(routes: OutboundRoute[]): buildConnector.connector {
  const usual = buildConnector({});
  const local = new Map(
    routes.map(({ hostname, port, certificate }) => [
      hostname.toLowerCase(),
      { port: String(port), connect: buildConnector({ ca: certificate }) },
    ]),
  );
  return (options, callback) => {
    const route = local.get(options.hostname.toLowerCase());
    if (!route) {
      usual(options, callback);
      return;
    }
    const servername = options.servername ?? options.hostname;
    route.connect({ ...options, hostname: '127.0.0.1', port: route.port, servername }, callback);
  };
}

/** Requests over HTTP(S), connections kept alive, with some hostnames routed to this machine. */
export function createHttpTransport(routes: OutboundRoute[]): HttpTransport {
  const agent = new Agent({ connect: routedConnector(routes) });
  const following = agent.compose(interceptors.redirect({ maxRedirections: longestRedirectChain }));
  return {
    send: (outgoing) => send(outgoing, outgoing.redirect === 'manual' ? agent : following),
    close: () => agent.destroy(),
  };
}

async function send(outgoing: TransportRequest, dispatcher: Dispatcher): Promise<TransportResponse> {
  const { method, url, headers, body = null } = outgoing;
  let answer: Dispatcher.ResponseData;
  try {
    answer = await request(url, { method, headers, body, dispatcher });
  } catch (error) {
    throw new NetworkError(codeOf(error), messageOf(error), error);
  }
  const received = Object.entries(answer.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const head = { status: answer.statusCode, headers: Object.fromEntries(received) };
  try {
    const raw = Buffer.from(await answer.body.arrayBuffer());
    const encoding = answer.headers['content-encoding'];
    const decode = typeof encoding === 'string' && raw.length > 0 ? decoders[encoding] : undefined;
    return { ...head, body: decode ? await decode(raw) : raw };
  } catch (error) {
    // A connection that breaks in the middle of an answer is not retried by axios: it reports the answer as bad.
    throw new NetworkError('ERR_BAD_RESPONSE', 'stream has been aborted', error, head);
  }
}
