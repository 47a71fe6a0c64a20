import type { Clock } from '../clock.js';
import { covers, type Application } from './applications.js';
import { ACTION_ROUTE } from './endpoints/actions.js';
import { ATTACHMENT_ROUTE, contentNetwork } from './endpoints/attachments.js';
import { createContext, type Context, type Route } from './endpoints/context.js';
import { describedRoute } from './endpoints/described.js';
import { withMe } from './endpoints/me.js';
import { SETUP_ROUTES } from './endpoints/setup.js';
import { TICKET_ROUTES } from './endpoints/tickets.js';
import { failure, gateway } from './errors.js';
import { answeredByFault, knownParameters, spoil } from './fault-effects.js';
import { Faults, type Fault } from './faults.js';
import { dropped, html, json, type HaloRequest, type HaloResponse } from './http.js';
import { RateLimiter } from './rate-limit.js';
import { RequestCounts } from './request-counts.js';
import type { Switches } from './switches.js';
import type { Tenant } from './tenant.js';
import { TokenServer, type Grant } from './tokens.js';
import { write } from './writing/write.js';

/** A described type takes the place of a list that is only there so that its endpoint answers. */
function routesOf(tenant: Tenant): ReadonlyMap<string, Route> {
  const described = tenant.types.map((type) => describedRoute(type));
  const routes = [...SETUP_ROUTES, ...TICKET_ROUTES, ACTION_ROUTE, ATTACHMENT_ROUTE, ...described];
  return new Map(
    routes.map((route) => [route.name.toLowerCase(), route.name === 'Agent' ? withMe(route) : route] as const),
  );
}

export interface HaloApiOptions {
  tenant: Tenant;
  clock: Clock;
  /** The API applications that may ask for tokens. */
  applications: readonly Application[];
  /** The name that the open endpoints give as the authorisation server's. */
  hostname?: string;
}

/**
 * Halo's API over a simulated tenant, as a function from request to response: no socket, no waiting, no state but the
 * tenant's, the tokens' and the budget's. Its rules are the tenant's switches.
 */
export class HaloApi {
  readonly tenant: Tenant;
  readonly applications: readonly Application[];
  readonly tokens: TokenServer;
  readonly faults = new Faults();
  readonly requests = new RequestCounts();
  /** Called before each request is answered, so that a test can change the tenant between two page reads. */
  onRequest: ((request: HaloRequest) => void) | undefined;
  /** The path below which a Halo of one's own may stand, such as `/halo` (halo-api.md §1.1). */
  basePath = '';
  readonly #clock: Clock;
  readonly #routes: ReadonlyMap<string, Route>;
  readonly #limiter = new RateLimiter();
  readonly #hostname: string;

  constructor(options: HaloApiOptions) {
    this.tenant = options.tenant;
    this.#routes = routesOf(this.tenant);
    this.applications = options.applications;
    this.#clock = options.clock;
    this.#hostname = options.hostname ?? 'acme.halopsa.test';
    this.tokens = new TokenServer(this.tenant, this.#clock, this.applications);
  }

  get switches(): Switches {
    return this.tenant.switches;
  }

  /** Answers one request. Never throws for anything that a client can send. */
  handle(request: HaloRequest): HaloResponse {
    this.requests.add(request.method, request.path);
    this.onRequest?.(request);
    const fault = this.faults.take(request);
    const answer = this.#answer(request, fault);
    if (answer.status === 429) this.requests.addLimited();
    const delay = this.switches.slowMs + (fault?.kind === 'slow' ? fault.ms : 0);
    if (delay > 0) answer.delayMs = delay;
    this.#date(answer);
    return answer;
  }

  /** Uses up part of the request budget, as another client of the tenant would. */
  spend(requests: number, application = 'another'): void {
    this.#limiter.spend(this.switches.rateLimit, application, this.#clock.now(), requests);
  }

  #answer(request: HaloRequest, fault: Fault | undefined): HaloResponse {
    const { switches } = this;
    if (fault?.kind === 'dropped' && fault.when === 'before') return dropped('before');
    if (switches.hostAnswers === 'html') return html(200, 'Welcome');
    if (switches.hostAnswers === 'otherProduct') return json({ status: 'error', detail: 'No such resource' }, 404);
    if (switches.maintenance === 'down') return gateway(503);
    const early = answeredByFault(fault, switches);
    if (early !== undefined) return early;
    const file = contentNetwork(request, this.tenant);
    if (file !== undefined) return spoil(file, fault);
    if (!`${request.path}/`.startsWith(`${this.basePath}/`)) return html(200, 'Something else');
    if (request.query.toString().length > switches.longestQuery) return html(404, '404 - File or directory not found.');
    const segments = request.path
      .slice(this.basePath.length)
      .toLowerCase()
      .split('/')
      .filter((segment) => segment !== '');
    if (segments[0] === 'auth' && segments[1] === 'token' && segments.length === 2) {
      return spoil(this.tokens.handle(request), fault);
    }
    if (segments[0] !== 'api') return html(200, 'Sign in');
    return spoil(this.#resource(request, segments.slice(1), fault), fault);
  }

  #resource(request: HaloRequest, segments: readonly string[], fault: Fault | undefined): HaloResponse {
    const { switches } = this;
    const [name = '', id] = segments;
    // The two open endpoints (halo-api.md §1.1).
    if (name === 'authinfo') {
      const host = switches.tokens.hostname ?? this.#hostname;
      return json({
        auth_url: `https://${host}${this.basePath}/auth`,
        tenant_id: switches.tokens.tenantRequired ?? 'acme',
      });
    }
    if (name === 'instanceinfo') return json(switches.instance);
    const grant = this.tokens.grantOf(request);
    const limited = this.#limiter.admit(switches.rateLimit, grant?.application.clientId ?? '', this.#clock.now());
    if (limited !== undefined) return limited;
    const answer = this.#routed(request, name, id, segments.length, grant, fault);
    if (switches.rateLimit !== 'off' && switches.rateLimit.remainingHeader !== undefined) {
      const left = this.#limiter.remaining(switches.rateLimit, grant?.application.clientId ?? '', this.#clock.now());
      answer.headers[switches.rateLimit.remainingHeader] = String(left);
    }
    return answer;
  }

  #routed(
    request: HaloRequest,
    name: string,
    id: string | undefined,
    depth: number,
    grant: Grant | undefined,
    fault: Fault | undefined,
  ): HaloResponse {
    const { switches } = this;
    if (!['GET', 'POST', 'DELETE'].includes(request.method)) return failure(405, switches);
    const refusal = this.#unauthorised(grant);
    if (grant === undefined || refusal !== undefined) return refusal ?? failure(401, switches);
    const route = this.#routes.get(name);
    if (route === undefined || depth > 2) return failure(404, switches);
    const denied = this.#denied(route, grant);
    if (denied !== undefined) return denied;
    if (request.method !== 'GET') {
      if (switches.maintenance === 'readOnly') return failure(503, switches);
      return write(route.name, request, id, createContext(this.tenant, knownParameters(request.query, fault), grant));
    }
    const context: Context = createContext(this.tenant, knownParameters(request.query, fault), grant, fault);
    const failing = id === undefined ? switches.failingLists[route.name] : undefined;
    if (failing !== undefined) return failing === 'html' ? html(200, 'Halo') : failure(failing, switches);
    if (id === undefined) return route.list(context);
    return route.item?.(context, id) ?? failure(404, switches);
  }

  /** A token without a scope, and one of an agent that has been disabled, are refused by every call. */
  #unauthorised(grant: Grant | undefined): HaloResponse | undefined {
    if (grant === undefined) return failure(401, this.switches);
    const disabled = this.tenant.agents.get(grant.application.agentId)?.inactive === true;
    return grant.scopes.length === 0 || disabled ? failure(401, this.switches) : undefined;
  }

  /** Both layers must allow the call: the token's scopes, and the agent's role (halo-api.md §1.5). */
  #denied(route: Route, grant: Grant): HaloResponse | undefined {
    const { switches } = this;
    if (route.scope !== undefined && !covers(grant.scopes, route.scope)) {
      return failure(switches.narrowScopeStatus, switches);
    }
    const refused = switches.tokens.fixesPermissions ? grant.refused : grant.application.sight.refused;
    const status = refused?.[route.name];
    return status === undefined ? undefined : failure(status, switches);
  }

  #date(answer: HaloResponse): void {
    const { dateHeader, clockAheadSeconds } = this.switches;
    if (dateHeader === 'missing' || answer.dropped !== undefined) return;
    const skew = dateHeader === 'present' ? 0 : dateHeader.skewSeconds;
    answer.headers['date'] = new Date(this.#clock.now() + (clockAheadSeconds + skew) * 1000).toUTCString();
  }
}
