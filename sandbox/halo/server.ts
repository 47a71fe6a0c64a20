import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { generate } from 'selfsigned';
import { systemClock, type Clock } from '../clock.js';
import { HaloApi } from './api.js';
import { createApplication, type Application } from './applications.js';
import { contentOf, type HaloRequest, type HaloResponse } from './http.js';
import type { Switches } from './switches.js';
import { Tenant, type TenantOptions } from './tenant.js';

export interface StartHaloOptions extends Partial<Omit<TenantOptions, 'clock' | 'switches'>> {
  /** The tenant's name in the certificate. Default `acme.halopsa.test`. */
  hostname?: string;
  /** Default: a free one. */
  port?: number;
  /** Default: the machine's time. */
  clock?: Clock;
  /** Default: a tenant of the sizes given. */
  tenant?: Tenant;
  switches?: Switches;
  /** Default: one with everything allowed. */
  applications?: readonly [Application, ...Application[]];
  /** Another name that the certificate is valid for, such as `tokens.hostname`. */
  otherHostname?: string | undefined;
  /** The certificate ended yesterday. */
  expiredCertificate?: boolean;
}

export interface RunningHalo {
  readonly hostname: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** PEM of the certificate, which clients have to trust. */
  readonly certificate: string;
  readonly api: HaloApi;
  readonly tenant: Tenant;
  readonly switches: Switches;
  /** The first application, with its credentials. */
  readonly application: Application;
  /** Stops listening and ends all connections. */
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;

/** A key and a certificate for the names, valid by the machine's time: that is what TLS clients look at. */
async function certify(names: readonly string[], expired: boolean): Promise<{ cert: string; key: string }> {
  const now = Date.now();
  const pem = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 2 * DAY_MS),
    notAfterDate: new Date(expired ? now - DAY_MS : now + 30 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { cert: pem.cert, key: pem.private };
}

function toRequest(request: FastifyRequest): HaloRequest {
  const url = new URL(request.url, 'https://halo.invalid');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const body = typeof request.body === 'string' ? { body: request.body } : {};
  return { method: request.method, path: url.pathname, query: url.searchParams, headers, ...body };
}

function send(answer: HaloResponse, request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = reply;
  if (answer.dropped !== undefined) {
    request.raw.socket.destroy();
    return;
  }
  if (raw.destroyed) return;
  // The tenant's clock dates the answer, not the machine's.
  raw.sendDate = false;
  const content = contentOf(answer);
  raw.writeHead(answer.status, { ...answer.headers, 'content-length': content.length });
  raw.end(content);
}

/** Serves the API over HTTPS on a free loopback port. */
export async function startHalo(options: StartHaloOptions = {}): Promise<RunningHalo> {
  const { hostname = 'acme.halopsa.test', clock = systemClock, port = 0 } = options;
  const tenant = options.tenant ?? createTenant(options, clock);
  const applications = options.applications ?? [createApplication()];
  const api = new HaloApi({ tenant, clock, applications, hostname });
  const names = options.otherHostname === undefined ? [hostname] : [hostname, options.otherHostname];
  const { cert, key } = await certify(names, options.expiredCertificate ?? false);
  const server = fastify({ https: { cert, key }, forceCloseConnections: true, keepAliveTimeout: 60_000 });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  server.all('/*', (request, reply) => {
    reply.hijack();
    const answer = api.handle(toRequest(request));
    if (answer.delayMs === undefined) send(answer, request, reply);
    else {
      clock.setTimeout(() => {
        send(answer, request, reply);
      }, answer.delayMs);
    }
  });
  await server.listen({ host: '127.0.0.1', port });
  return {
    hostname,
    port: portOf(server),
    certificate: cert,
    api,
    tenant,
    switches: tenant.switches,
    application: applications[0],
    close: () => server.close(),
  };
}

function createTenant(options: StartHaloOptions, clock: Clock): Tenant {
  const { seed = 1, tickets = 250, customers = 40, assets = 120 } = options;
  return new Tenant({ ...options, seed, tickets, customers, assets, clock });
}

function portOf(server: Pick<FastifyInstance, 'addresses'>): number {
  const address = server.addresses()[0];
  if (address === undefined || typeof address === 'string') throw new Error('The simulated tenant does not listen');
  return address.port;
}
