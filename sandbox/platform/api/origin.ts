import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { ApiFailure } from '../failure.js';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address such as `http://localhost:3000` is of this machine. */
function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && loopback.has(new URL(origin).hostname);
}

/**
 * Lets only this machine call: a page of another site has another `Origin`, and one whose name was made to lead here has
 * another `Host`. Pages of other ports of this machine may call what asks for a token of its own, as an application that is
 * being developed does with Connect.
 */
export function admitLoopbackOnly(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { host, origin } = request.headers;
    if (!isLoopback(`http://${host ?? ''}`)) {
      throw new ApiFailure(403, 'forbidden_host', 'The local platform answers under 127.0.0.1 and localhost only');
    }
    if (origin !== undefined && !isLoopback(origin)) {
      throw new ApiFailure(403, 'forbidden_origin', 'Pages of other sites may not call the local platform');
    }
    done();
  });
  void app.register(cors, {
    origin: (origin, answer) => {
      answer(null, origin !== undefined && isLoopback(origin));
    },
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['location'],
  });
}

/**
 * The dashboard's own way to be known: a cookie that its page gets, which scripts cannot read and no other page's requests
 * carry with them. It is new with every start; the secret key is never in a page.
 */
export class DashboardSession {
  readonly #value = randomUUID();

  /** Cookies do not know ports: two platforms on one machine need two names. */
  #name({ host }: FastifyRequest): string {
    return `nango-local-${host.split(':').at(-1) ?? ''}`;
  }

  static prepare(app: FastifyInstance): void {
    void app.register(cookie);
  }

  /** The header that gives a page its cookie. */
  cookieFor(request: FastifyRequest): string {
    return `${this.#name(request)}=${this.#value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request comes from the dashboard's own page, or from its address typed into a browser. */
  admits(request: FastifyRequest): boolean {
    if (request.cookies[this.#name(request)] !== this.#value) return false;
    const { origin, host, 'sec-fetch-site': site } = request.headers;
    if (origin !== undefined && origin !== `http://${host ?? ''}`) return false;
    return site === undefined || site === 'same-origin' || site === 'none';
  }
}
