import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { Diagnosis, type DiagnosisInput } from '../../connection/diagnosis-model.js';
import { ConnectionWarnings } from '../../connection/model.js';
import { SimulatedClock } from '../../sandbox/clock.js';
import { createApplication, createSwitches, HaloApi, Tenant, type HaloRequest } from '../../sandbox/halo/index.js';
import { Connections } from '../../sandbox/platform/connections.js';
import { ApiFailure } from '../../sandbox/platform/failure.js';
import type { LentZod } from '../../sandbox/platform/functions/lent-zod.js';
import type { RunResult } from '../../sandbox/platform/functions/run.js';
import {
  createOutbound,
  Definitions,
  NetworkError,
  type OutboundUrlError,
  selfHosted,
  type Transport,
} from '../../sandbox/platform/index.js';
import type { Profile } from '../../sandbox/platform/profile/profile.js';
import { Runner } from '../../sandbox/platform/runs/runner.js';
import type { ConnectionDocument } from '../../sandbox/platform/state/documents.js';
import { openState, type State } from '../../sandbox/platform/state/state.js';
import { deployed, integration, type FunctionKind } from './deployed.js';

const definitions = await Definitions.load([fileURLToPath(new URL('../../providers/halo-psa.yaml', import.meta.url))]);
const definition = definitions.get(integration);

export const hostname = 'acme.halopsa.test';

/** What an ActionError of the connection check carries. */
export const Refusal = z.strictObject({ code: z.string(), message: z.string(), step: z.string() });

/** How an attempt to connect ended. */
export type ConnectOutcome =
  /** The body of the platform's answer. */
  | { result: 'token'; answer: ReturnType<ApiFailure['body']> }
  | { result: 'refused'; refusal: z.infer<typeof Refusal> }
  | { result: 'connected'; warnings: z.infer<typeof ConnectionWarnings>['halo_warnings'] };

/**
 * A tenant and the platform's own parts around it (connections with their token requests, proxy, runner), without
 * sockets and without real time: what happens when a customer connects, function by function, with compiled bundles.
 */
export class Desk {
  readonly switches = createSwitches({ rateLimit: 'off' });
  readonly tenant: Tenant;
  readonly application = createApplication();
  readonly api: HaloApi;
  /** The connection's configuration, as the form sends it. */
  config: Record<string, unknown> = { hostname, oauth_scopes: 'all' };
  /** Client id and secret as entered in the form. */
  client = { id: this.application.clientId, secret: this.application.clientSecret };
  /** What the network does instead of carrying a request. */
  network: ((url: URL) => NetworkError | OutboundUrlError | undefined) | undefined;
  /** Requests that went out, such as `GET /api/Tickets`. */
  readonly requested: string[] = [];
  /** The hosts that they went to. */
  readonly hosts = new Set<string>();
  readonly #connections: Connections;
  readonly #runner: Runner;
  #connection: ConnectionDocument | undefined;

  private constructor(
    readonly clock: SimulatedClock,
    private readonly state: State,
    { zod, profile, ...sizes }: { tickets: number; assets: number; zod: LentZod; profile: Profile },
  ) {
    const { switches } = this;
    this.tenant = new Tenant({ seed: 1, customers: 12, ...sizes, clock, switches });
    this.api = new HaloApi({ tenant: this.tenant, clock, applications: [this.application], hostname });
    this.#connections = new Connections(state, definitions, this.#transport, clock, selfHosted.facts);
    const request = createOutbound({ definition: (name) => definitions.get(name), transport: this.#transport, clock });
    const base = { state, connections: this.#connections, request, clock, zod, profile };
    this.#runner = new Runner({ ...base, environmentVariables: {}, validateRecords: true, onEvent: () => undefined });
    const refuse = (): never => {
      throw new Error('Nothing else runs on this desk');
    };
    this.#runner.connect({ triggerSync: refuse, startSync: refuse, triggerAction: refuse, getIntegration: refuse });
  }

  static async open(
    options: { tickets?: number; assets?: number; zod?: LentZod; profile?: Profile } = {},
  ): Promise<Desk> {
    const clock = new SimulatedClock();
    const state = await openState({ clock, storage: 'memory' });
    const now = new Date(clock.now()).toISOString();
    await state.integrations.set({
      id: integration,
      provider: integration,
      display_name: null,
      oauth_scopes: null,
      forward_webhooks: true,
      created_at: now,
      updated_at: now,
    });
    return new Desk(clock, state, { tickets: 60, assets: 20, zod: 'runner', profile: selfHosted, ...options });
  }

  /** Connects as the platform does: token, connection, check; a refused connection is gone again. */
  async connect(): Promise<ConnectOutcome> {
    try {
      await this.import();
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      return { result: 'token', answer: error.body() };
    }
    const { success, ...rest } = await this.run('on-event', 'validate-connection');
    if (!success && 'error' in rest) {
      await this.#connections.remove(this.connection);
      this.#connection = undefined;
      return { result: 'refused', refusal: Refusal.parse(rest.error.payload) };
    }
    return { result: 'connected', warnings: ConnectionWarnings.parse(this.metadata).halo_warnings };
  }

  /** A connection with a token and without a check. */
  async import(metadata: Record<string, unknown> = {}): Promise<void> {
    if (!definition) throw new Error('providers/halo-psa.yaml defines no halo-psa');
    const credentials = await this.#connections.requestToken(definition, this.config, this.client);
    const given = { providerConfigKey: integration, connectionConfig: this.config, credentials, metadata };
    this.#connection = (await this.#connections.upsert(given)).connection;
  }

  /** Gives the stored connection the configuration and client that stand on the desk now. */
  async reconfigure(): Promise<void> {
    const { id: client_id, secret: client_secret } = this.client;
    const credentials = { ...this.connection.credentials, client_id, client_secret };
    await this.state.connections.set({ ...this.connection, connection_config: this.config, credentials });
  }

  get connection(): ConnectionDocument {
    const current = this.#connection && this.state.connections.get(this.#connection.id);
    if (!current) throw new Error('There is no connection');
    return current;
  }

  get metadata(): Record<string, unknown> {
    return this.connection.metadata ?? {};
  }

  /** Runs a compiled function once. A failure is part of the result. */
  async run(kind: FunctionKind, name: string, input?: unknown): Promise<RunResult> {
    this.requested.length = 0;
    return this.runBeside(kind, name, input);
  }

  /** The same, while others run. */
  async runBeside(kind: FunctionKind, name: string, input?: unknown): Promise<RunResult> {
    return this.#runner.run(deployed(kind, name), this.connection, { job: 1, input });
  }

  /** Another execution has the platform fetch a new token. */
  async renewElsewhere(): Promise<void> {
    await this.#connections.fresh(this.connection, { forceRefresh: true });
  }

  /** How many records of a model the platform holds. */
  async count(model: string): Promise<number> {
    const { records } = await this.state.records.list(
      { connection: Number(this.connection.id), model },
      { limit: 10_000 },
    );
    return records.length;
  }

  /** The records of a model that the platform holds, by id, without what the platform adds. */
  async records(model: string): Promise<Map<string, Record<string, unknown>>> {
    const of = { connection: Number(this.connection.id), model };
    const { records } = await this.state.records.list(of, { limit: 10_000 });
    const own = (record: object) => Object.entries(record).filter(([key]) => key !== '_nango_metadata');
    return new Map(records.map((record) => [record.id, Object.fromEntries(own(record))]));
  }

  /** Requests for tokens since the desk was opened. */
  get tokenRequests(): number {
    return this.api.requests.of('/auth/token', 'POST');
  }

  /** Runs `diagnose-connection`; its output fits the model that it declares. */
  async diagnose(input: DiagnosisInput = {}): Promise<Diagnosis> {
    const result = await this.run('action', 'diagnose-connection', input);
    if (!result.success) throw new Error(JSON.stringify(result.error), { cause: result.error.cause });
    return Diagnosis.strict().parse(result.output);
  }

  readonly #transport: Transport = async ({ method, url: address, headers, body }) => {
    await Promise.resolve();
    const url = new URL(address);
    this.hosts.add(url.host);
    this.requested.push(`${method} ${url.pathname}`);
    const broken = this.network?.(url);
    if (broken) throw broken;
    const request: HaloRequest = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: { ...headers, host: url.host },
      ...(body === undefined ? {} : { body: body.toString() }),
    };
    const answer = this.api.handle(request);
    const { delayMs } = answer;
    if (delayMs !== undefined) {
      await new Promise<void>((done) => {
        this.clock.setTimeout(done, delayMs);
      });
    }
    if (answer.dropped !== undefined) throw new NetworkError('ECONNRESET', 'socket hang up');
    return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.bytes ?? answer.body) };
  };
}
