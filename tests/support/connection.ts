import { AxiosError } from 'axios';
import { afterEach, beforeEach, vi } from 'vitest';

import { SimulatedClock } from '../../sandbox/clock.js';
import { createApplication, createSwitches, HaloApi, Tenant } from '../../sandbox/halo/index.js';
import type { Application, HaloRequest, Switches, TenantOptions } from '../../sandbox/halo/index.js';
import { toRequestError, toResponse } from '../../sandbox/platform/outbound/respond.js';
import { NetworkError } from '../../sandbox/platform/outbound/transport.js';
import { HaloClient } from '../../halo/transport/client.js';
import type { ConnectionDetails, HaloConnection, ProxyAnswer } from '../../halo/transport/connection.js';

const hostname = 'acme.halopsa.test';

/** What `HaloConnection.get` is asked. */
export type Asked = Parameters<HaloConnection['get']>[0];

/**
 * A clock that `Date.now` and `setTimeout` of the module under test follow, for the tests of one file. Waiting costs no
 * real time, and what varies at random is in the middle; call it at the top of the file.
 */
export function useSimulatedClock(): { readonly clock: SimulatedClock } {
  const simulated = { clock: new SimulatedClock() };
  beforeEach(() => {
    simulated.clock = new SimulatedClock();
    vi.stubGlobal('setTimeout', (callback: () => void, milliseconds: number) => {
      simulated.clock.setTimeout(callback, milliseconds);
    });
    vi.spyOn(Date, 'now').mockImplementation(() => simulated.clock.now());
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  return simulated;
}

export interface TenantConnectionOptions extends Partial<Omit<TenantOptions, 'clock' | 'switches'>> {
  clock?: SimulatedClock;
  adjust?: (switches: Switches) => void;
  application?: Partial<Application>;
  /** Scopes that the token is asked for with. Default `all`. */
  scopes?: readonly string[];
}

/** A `nango`-like connection to a simulated tenant, in process: what `halo/` needs and no more. */
export class TenantConnection implements HaloConnection {
  readonly clock: SimulatedClock;
  readonly switches = createSwitches();
  readonly tenant: Tenant;
  readonly api: HaloApi;
  readonly application: Application;
  /** Every request, such as `/Tickets?page_no=1`. */
  readonly requested: string[] = [];
  /** How often a new token was forced. */
  refreshes = 0;
  readonly #scopes: readonly string[];
  #token: string | undefined;

  constructor(options: TenantConnectionOptions = {}) {
    const { seed = 1, tickets = 0, customers = 0, assets = 0, adjust, clock, scopes = ['all'] } = options;
    this.clock = clock ?? new SimulatedClock();
    this.switches.rateLimit = 'off';
    adjust?.(this.switches);
    const { switches } = this;
    this.tenant = new Tenant({ ...options, seed, tickets, customers, assets, clock: this.clock, switches });
    this.application = createApplication(options.application);
    this.api = new HaloApi({ tenant: this.tenant, clock: this.clock, applications: [this.application], hostname });
    this.#scopes = scopes;
  }

  get client(): HaloClient {
    return new HaloClient(this);
  }

  async get({ endpoint, params = {} }: Asked): Promise<ProxyAnswer> {
    const query = new URLSearchParams(params);
    this.requested.push(query.size === 0 ? endpoint : `${endpoint}?${query.toString()}`);
    const token = (this.#token ??= this.api.tokens.issue(this.application, this.#scopes));
    const headers = { authorization: `Bearer ${token}` };
    const request: HaloRequest = { method: 'GET', path: `/api${endpoint}`, query, headers };
    const sent = { method: 'GET', url: `https://${hostname}/api${endpoint}`, headers };
    await Promise.resolve();
    const answer = this.api.handle(request);
    if (answer.dropped) throw toRequestError(new NetworkError('ECONNRESET', 'socket hang up'), sent);
    const { status, headers: received, body } = answer;
    return toResponse<unknown>({ status, headers: received, body: Buffer.from(body) }, sent, undefined);
  }

  getConnection(_key?: string, _id?: string, options?: { forceRefresh?: boolean }): Promise<ConnectionDetails> {
    if (options?.forceRefresh === true) {
      this.refreshes += 1;
      this.#token = this.api.tokens.issue(this.application, this.#scopes);
    }
    const raw = { access_token: this.#token, ...(this.#scopes.length > 0 ? { scope: this.#scopes.join(' ') } : {}) };
    return Promise.resolve({ connection_config: { hostname }, credentials: { raw } });
  }

  log(): void {
    // Nothing in halo/ is judged by what it logs.
  }
}

/** One answer of a scripted connection: an error is thrown as it is. */
export type Scripted = { status?: number; headers?: object; data?: unknown } | Error;

/** The error that Nango's proxy throws for a status that is not 2xx. */
export function statusError(status: number, data: unknown = '', headers: Record<string, string> = {}): AxiosError {
  const sent = { method: 'GET', url: `https://${hostname}/api`, headers: {} };
  try {
    toResponse(
      { status, headers, body: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)) },
      sent,
      '',
    );
  } catch (error) {
    if (error instanceof AxiosError) return error;
    throw error;
  }
  throw new RangeError(`${status} is no status of an error`);
}

/** The error that Nango's proxy throws when no whole answer came. */
export function networkError(code: string): AxiosError {
  return new AxiosError('no answer', code);
}

/** Answers by what a function says, for the readers of single answers. */
export class ScriptedConnection implements HaloConnection {
  readonly asked: Asked[] = [];
  refreshes = 0;

  constructor(
    private readonly answer: (asked: Asked, turn: number) => Scripted | Promise<Scripted>,
    private readonly details: ConnectionDetails = {},
  ) {}

  get client(): HaloClient {
    return new HaloClient(this);
  }

  async get(asked: Asked): Promise<ProxyAnswer> {
    this.asked.push(asked);
    const answer = await this.answer(asked, this.asked.length);
    if (answer instanceof Error) throw answer;
    return { status: answer.status ?? 200, headers: answer.headers ?? {}, data: answer.data };
  }

  getConnection(_key?: string, _id?: string, options?: { forceRefresh?: boolean }): Promise<ConnectionDetails> {
    if (options?.forceRefresh === true) this.refreshes += 1;
    return Promise.resolve(this.details);
  }

  log(): void {
    // Nothing in halo/ is judged by what it logs.
  }
}

/** A client whose every answer is this body. */
export function answering(data: unknown, headers: object = {}): HaloClient {
  return new ScriptedConnection(() => ({ data, headers })).client;
}

/** A client that answers these bodies in turn, and the last one from then on. */
export function answeringInTurn(...bodies: readonly unknown[]): ScriptedConnection {
  return new ScriptedConnection((_asked, turn) => ({ data: bodies[Math.min(turn, bodies.length) - 1] }));
}
