import type { AddressInfo } from 'node:net';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Fastify from 'fastify';
import { generate } from 'selfsigned';
import type { OutboundRoute } from '../../../../sandbox/platform/index.js';

export interface SeenRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** A small API over HTTPS behind a made-up hostname: token endpoint, one paged list, and whatever a test adds. */
export class Upstream {
  readonly seen: SeenRequest[] = [];
  things = [1, 2, 3, 4, 5].map((id) => ({ id, name: `Thing ${String(id)}` }));
  pageSize = 2;
  /** Answers to give before the usual ones, to any API call. */
  failures: ((reply: FastifyReply) => unknown)[] = [];
  tokenFailure: ((reply: FastifyReply) => unknown) | undefined;
  tokenLifetime = 3600;
  tokens = 0;

  private constructor(
    private readonly app: FastifyInstance,
    readonly route: OutboundRoute,
  ) {}

  static async start(hostname = 'acme.halopsa.test'): Promise<Upstream> {
    const pem = await generate([{ name: 'commonName', value: hostname }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: hostname }] }],
    });
    const app = Fastify({ https: { key: pem.private, cert: pem.cert }, forceCloseConnections: true });
    await app.register(formbody);
    const route = { hostname, port: 0, certificate: pem.cert };
    const upstream = new Upstream(app, route);
    upstream.#routes();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address() as AddressInfo;
    route.port = address.port;
    return upstream;
  }

  #routes(): void {
    this.app.addHook('preHandler', (request, _reply, done) => {
      const { method, url, headers, body } = request;
      this.seen.push({ method, url, headers, body });
      done();
    });
    this.app.post('/auth/token', (_request, reply) => {
      if (this.tokenFailure) return this.tokenFailure(reply);
      this.tokens += 1;
      return { access_token: `token-${String(this.tokens)}`, expires_in: this.tokenLifetime, token_type: 'Bearer' };
    });
    this.app.get<{ Querystring: { page?: string } }>('/api/things', (request, reply) => {
      const failure = this.failures.shift();
      if (failure) return failure(reply);
      const page = Number(request.query.page ?? 1);
      const start = (page - 1) * this.pageSize;
      const things = this.things.slice(start, start + this.pageSize);
      return { things, more: start + this.pageSize < this.things.length };
    });
    this.app.post('/api/things', (request, reply) => reply.status(201).send({ received: request.body }));
    this.app.get('/api/forbidden', (_request, reply) =>
      reply.status(403).header('x-ratelimit-remaining', '7').header('set-cookie', 'secret').send({ error: 'no' }),
    );
  }

  /** Requests to the API, without those for tokens. */
  get calls(): SeenRequest[] {
    return this.seen.filter(({ url }) => url.startsWith('/api/'));
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
