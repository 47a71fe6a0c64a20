import type { Transport, TransportRequest, TransportResponse } from './transport.js';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostHops = 5;

/**
 * Sends a token request and follows redirects as the real server does: the credentials of the header go to the first
 * address only, most redirects turn the request into a GET without a body, and a body is never sent to another origin.
 * So a redirected token request hardly ever ends with a token.
 *
 * @throws Error after too many hops, or where the body would have to go to another origin
 */
export async function sendTokenRequest(first: TransportRequest, transport: Transport): Promise<TransportResponse> {
  let request: TransportRequest = { ...first, purpose: 'token', redirect: 'manual' };
  for (let hops = 0; ; hops += 1) {
    const answer = await transport(request).catch((cause: unknown) => {
      // Where a redirect leads to shows as no answer, whatever keeps the request from going there.
      throw hops === 0 ? cause : new Error('A redirect led nowhere', { cause });
    });
    const target = targetOf(answer, request.url);
    if (!target) return answer;
    if (hops === mostHops) throw new Error(`Maximum number of redirects (${String(mostHops)}) exceeded`);
    request = redirected(request, answer.status, target);
  }
}

function targetOf({ status, headers }: TransportResponse, from: string): URL | undefined {
  const { location } = headers;
  if (!redirects.has(status) || typeof location !== 'string' || !URL.canParse(location, from)) return undefined;
  return new URL(location, from);
}

function redirected(request: TransportRequest, status: number, target: URL): TransportRequest {
  const headers = without(request.headers, ['authorization']);
  if (status < 307) {
    const bare = without(headers, ['content-type']);
    return { ...request, url: target.href, method: 'GET', headers: bare, body: undefined };
  }
  if (request.body !== undefined && target.origin !== new URL(request.url).origin) {
    throw new Error(`Refusing to replay request body across origins on redirect to ${target.origin}`);
  }
  return { ...request, url: target.href, headers };
}

function without(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
