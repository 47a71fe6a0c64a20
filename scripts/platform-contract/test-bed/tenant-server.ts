import type { AddressInfo } from 'node:net';

import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';

/** A request as the tenant saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  /** The scheme of the `Authorization` header, without what follows. */
  readonly scheme: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const most = 10_000;

/** The client id of a Basic header: made up by the contract, and what tells its requests apart. */
function clientOf(header: string | undefined): string {
  const encoded = /^Basic (.+)$/.exec(header ?? '')?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? '';
}

/**
 * A tenant that answers as its address says: `/api/contract/<mark>/once/<status>` refuses the first request of a mark,
 * `/always/<status>` every one. Its token endpoint does what the client id ends with: `refused`, `page`, or a token.
 */
export class TenantServer {
  readonly #seen: { mark: string; request: SeenRequest }[] = [];
  readonly #asked = new Map<string, number>();

  private constructor(private readonly app: FastifyInstance) {}

  /**
   * @param port 0: a free one
   * @param tls key and certificate; plain HTTP without, for a proxy in front of it
   */
  static async start(host: string, port: number, tls?: { key: string; cert: string }): Promise<TenantServer> {
    const app: FastifyInstance = tls
      ? Fastify({ https: tls, forceCloseConnections: true })
      : Fastify({ forceCloseConnections: true });
    await app.register(formbody);
    const server = new TenantServer(app);
    server.#routes();
    await app.listen({ host, port });
    return server;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.app.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** The requests that belong to a mark, oldest first. */
  seen(mark: string): SeenRequest[] {
    return this.#seen.filter((one) => one.mark === mark).map(({ request }) => request);
  }

  close(): Promise<void> {
    return this.app.close();
  }

  #routes(): void {
    this.app.addHook('preHandler', (request, _reply, done) => {
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const mark = /\/contract\/(\w+)\//.exec(request.url)?.[1] ?? clientOf(authorization).split('.')[0] ?? '';
      const body = Object(request.body) as Record<string, unknown>;
      const scheme = authorization.split(' ')[0] ?? '';
      this.#seen.push({
        mark,
        request: { method: request.method, url: request.url, at: Date.now(), type, scheme, body },
      });
      if (this.#seen.length > most) this.#seen.shift();
      done();
    });
    this.app.get('/contract/ready', () => ({ ready: 'platform-contract' }));
    this.app.get<{ Params: { mark: string } }>('/contract/seen/:mark', ({ params }) => this.seen(params.mark));
    this.app.post('/auth/token', (request, reply) => {
      const client = clientOf(request.headers.authorization);
      if (client.endsWith('.page')) return reply.type('text/html').send('<html><body>Welcome</body></html>');
      if (client.endsWith('.refused')) {
        return reply.status(400).send({ error: 'invalid_client', error_description: 'The probe is not welcome.' });
      }
      return { access_token: `token-${this.#count(client)}`, expires_in: 3600, token_type: 'Bearer' };
    });
    this.app.get<Answering>('/api/contract/:mark/:often/:status', ({ params, query }, reply) => {
      const refuses = params.often === 'always' || this.#count(params.mark) === 1;
      if (!refuses) return { ok: true };
      if (query.after !== undefined) reply.header('retry-after', query.after);
      return reply.status(Number(params.status)).send({ error: `status ${params.status} as asked` });
    });
  }

  #count(name: string): number {
    const count = (this.#asked.get(name) ?? 0) + 1;
    this.#asked.set(name, count);
    return count;
  }
}

interface Answering {
  Params: { mark: string; often: string; status: string };
  Querystring: { after?: string };
}
