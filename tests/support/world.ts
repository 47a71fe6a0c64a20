import { fileURLToPath } from 'node:url';

import { SimulatedClock } from '../../sandbox/clock.js';
import { Draw } from '../../sandbox/halo/random.js';
import { createApplication, HaloApi, Tenant, createSwitches } from '../../sandbox/halo/index.js';
import type { Application, HaloRequest, Switches, TenantOptions } from '../../sandbox/halo/index.js';
import { ApiFailure } from '../../sandbox/platform/failure.js';
import { loadBundle, type FunctionBundle, type LoadOptions } from '../../sandbox/platform/functions/bundle.js';
import { MemoryCheckpointStore } from '../../sandbox/platform/functions/checkpoint-store.js';
import type { LentZod } from '../../sandbox/platform/functions/lent-zod.js';
import type { Connection, ConnectionSource, FunctionPorts, LogEntry } from '../../sandbox/platform/functions/ports.js';
import { Locks } from '../../sandbox/platform/functions/locks.js';
import { runFunction, type RunResult } from '../../sandbox/platform/functions/run.js';
import { Definitions } from '../../sandbox/platform/outbound/definitions.js';
import { createOutbound } from '../../sandbox/platform/outbound/outbound.js';
import { fetchToken } from '../../sandbox/platform/outbound/token.js';
import { NetworkError, type Transport } from '../../sandbox/platform/outbound/transport.js';
import { selfHosted, type Profile } from '../../sandbox/platform/profile/profile.js';
import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import type { RecordStore, ReturnedRecord } from '../../sandbox/platform/records/types.js';
import { loadSync } from './bundles.js';
import { connectionOf } from './connection-of.js';

const definitions = await Definitions.load([fileURLToPath(new URL('../../providers/halo-psa.yaml', import.meta.url))]);

/** A clock and the bundles that are bound to it; worlds that follow each other may share one, which saves loading. */
export class Runtime {
  readonly clock = new SimulatedClock();
  /** What `Math.random` gives to functions. Each world begins with the numbers of its seed, so that it can be repeated. */
  random = Math.random;
  readonly #bundles = new Map<string, FunctionBundle>();

  /** @param zod the zod that functions are lent */
  constructor(private readonly zod: LentZod = 'runner') {}

  sync(name: string): FunctionBundle {
    let bundle = this.#bundles.get(name);
    if (!bundle) {
      this.#bundles.set(name, (bundle = loadSync(name, this.#options)));
    }
    return bundle;
  }

  /** Deploys another version of a sync: from now on its runs are of this code. */
  deploy(name: string, code: string): void {
    this.#bundles.set(name, loadBundle(code, `${name}.cjs`, this.#options));
  }

  get #options(): LoadOptions {
    const { clock, zod } = this;
    return { clock, zod, random: () => this.random() };
  }
}

export interface WorldOptions extends Partial<Omit<TenantOptions, 'clock' | 'switches'>> {
  /** Changes to the tenant's switches before it is made. */
  adjust?: (switches: Switches) => void;
  application?: Partial<Application>;
  /** The connection's metadata. */
  metadata?: Record<string, unknown>;
  /** Further fields of the connection's configuration. */
  config?: Record<string, string>;
  /** The scopes that the connection asks for. Default `all`. */
  scopes?: string;
  records?: RecordStore;
  runtime?: Runtime;
  /** The version of Nango that runs the functions. Default: `selfHosted`. */
  profile?: Profile;
}

const hostname = 'acme.halopsa.test';

/** How a sync is run. */
export interface RunExtra {
  validateRecords?: boolean;
  /** Which of its variants, with records and a checkpoint of its own. Default `base`. */
  variant?: string;
  /** Told the status of every answer of the tenant to this run. */
  answered?: (status: number) => void;
}

/** The platform hands on no reason for a renewal that fails (sandbox/platform/connections.ts). */
function withoutReason(cause: unknown): never {
  const connection = { connection_id: 'connection', connection_config: { hostname }, credentials: {}, errors: [] };
  const message = `Failed to fetch client credentials token: ${JSON.stringify({ connection })}`;
  const failure = new ApiFailure(400, 'invalid_credentials', message, { payload: { connection } });
  failure.cause = cause;
  throw failure;
}

/**
 * A tenant, a connection to it and a record cache in one process, without sockets and without real time: compiled
 * bundles run in the runner-equal sandbox, and their requests reach the tenant through the platform's own proxy code.
 */
export class World {
  readonly runtime: Runtime;
  readonly clock: SimulatedClock;
  readonly switches = createSwitches();
  readonly tenant: Tenant;
  readonly api: HaloApi;
  readonly application: Application;
  readonly records: RecordStore;
  readonly profile: Profile;
  readonly checkpoints = new MemoryCheckpointStore();
  /** The locks of the platform, for the profiles that have any. */
  readonly locks: Locks;
  readonly log: LogEntry[] = [];
  metadata: Record<string, unknown>;
  readonly scopes: string;
  /** Called before each SDK call of a function; throws to kill the run there. */
  beforeCall: ((method: string) => unknown) | undefined;
  afterCall: ((method: string) => void) | undefined;
  /** Changes the body of an answer, as a build would that no switch describes. */
  alter: ((request: HaloRequest, body: string) => string) | undefined;
  /** Told of every request that reaches the tenant. */
  readonly requested: string[] = [];
  readonly #config: Record<string, string>;
  #connection: Connection | undefined;

  constructor(options: WorldOptions = {}) {
    const { seed = 1, tickets = 0, customers = 0, assets = 0, adjust, metadata = {}, scopes = 'all' } = options;
    this.runtime = options.runtime ?? new Runtime();
    this.clock = this.runtime.clock;
    const draw = new Draw(seed, 0, 0);
    this.runtime.random = () => draw.number();
    this.switches.rateLimit = 'off';
    adjust?.(this.switches);
    const { clock, switches } = this;
    this.tenant = new Tenant({ ...options, seed, tickets, customers, assets, clock, switches });
    this.application = createApplication(options.application);
    this.api = new HaloApi({ tenant: this.tenant, clock, applications: [this.application], hostname });
    this.records = options.records ?? new MemoryRecordStore(clock);
    this.profile = options.profile ?? selfHosted;
    this.locks = new Locks(clock);
    this.metadata = metadata;
    this.scopes = scopes;
    this.#config = options.config ?? {};
  }

  /** Runs a sync once. A failure is part of the result. */
  async run(sync: string, { answered, ...extra }: RunExtra = {}): Promise<RunResult> {
    this.requested.length = 0;
    const ports = this.#ports(answered);
    return runFunction({ bundle: this.runtime.sync(sync), kind: 'sync', name: sync, ports, ...extra });
  }

  /** Runs a sync once and fails the test when it fails. */
  async sync(name: string): Promise<RunResult & { success: true }> {
    const result = await this.run(name);
    if (!result.success) throw new Error(`${name}: ${JSON.stringify(result.error)}`, { cause: result.error.cause });
    return result;
  }

  /** The records of a model that are not deleted, by id. */
  async living(model: string): Promise<Map<string, ReturnedRecord>> {
    const all = await this.all(model);
    return new Map([...all].filter(([, record]) => record._nango_metadata.deleted_at === null));
  }

  /** All records of a model, deleted ones included, by id. */
  async all(model: string): Promise<Map<string, ReturnedRecord>> {
    const { records } = await this.records.list({ connection: 1, model }, { limit: 10_000 });
    return new Map(records.map((record) => [record.id, record]));
  }

  #ports(answered: RunExtra['answered']): FunctionPorts {
    const { clock, profile, records, checkpoints, locks, log } = this;
    const transport: Transport = async (request) => {
      const answer = await this.#transport(request);
      answered?.(answer.status);
      return answer;
    };
    const request = createOutbound({ definition: (name) => definitions.get(name), transport, clock });
    return {
      request,
      records,
      checkpoints,
      locks,
      connections: this.#connections(),
      clock,
      profile,
      logLevel: 'debug',
      log: (entry) => log.push(entry),
      beforeCall: async (method) => {
        await this.beforeCall?.(method);
      },
      afterCall: (method) => this.afterCall?.(method),
    };
  }

  readonly #transport: Transport = async ({ method, url, headers, body }) => {
    await Promise.resolve();
    const { pathname, searchParams } = new URL(url);
    const request: HaloRequest = { method, path: pathname, query: searchParams, headers };
    if (body !== undefined) request.body = body.toString();
    this.requested.push(`${method} ${pathname}${searchParams.size > 0 ? `?${searchParams.toString()}` : ''}`);
    const answer = this.api.handle(request);
    const { delayMs } = answer;
    if (delayMs !== undefined) await this.#delay(delayMs);
    if (answer.dropped !== undefined) throw new NetworkError('ECONNRESET', 'socket hang up');
    const text = this.alter?.(request, answer.body) ?? answer.bytes ?? answer.body;
    return { status: answer.status, headers: answer.headers, body: Buffer.from(text) };
  };

  #delay(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.setTimeout(resolve, milliseconds);
    });
  }

  async #connect(): Promise<Connection> {
    const definition = definitions.get('halo-psa');
    if (!definition) throw new Error('providers/halo-psa.yaml defines no halo-psa');
    const { clientId: id, clientSecret: secret } = this.application;
    const scopes = this.scopes === '' ? {} : { oauth_scopes: this.scopes };
    const connection_config = { hostname, ...scopes, ...this.#config };
    const credentials = await fetchToken(definition, connection_config, { id, secret }, this.#transport, () =>
      this.clock.now(),
    );
    this.requested.pop(); // Counted are the requests that functions make.
    return connectionOf(connection_config, credentials, new Date(this.clock.now()).toISOString());
  }

  #connections(): ConnectionSource {
    const refuse = (): never => {
      throw new Error('This test world has no such thing');
    };
    return {
      getConnection: async (_key, _id, { forceRefresh }) => {
        const expires = this.#connection?.credentials;
        const left =
          expires && 'expires_at' in expires ? Number(new Date(String(expires.expires_at))) - this.clock.now() : 0;
        if (forceRefresh || left < 15 * 60_000) this.#connection = await this.#connect().catch(withoutReason);
        return { ...(this.#connection ?? refuse()), metadata: this.metadata };
      },
      setMetadata: (_key, _ids, metadata) => {
        this.metadata = metadata;
        return Promise.resolve();
      },
      updateMetadata: (_key, _ids, metadata) => {
        this.metadata = { ...this.metadata, ...metadata };
        return Promise.resolve();
      },
      getIntegration: refuse,
      environmentVariables: () => [],
      triggerSync: refuse,
      startSync: refuse,
      triggerAction: refuse,
    };
  }
}
