import { SimulatedClock } from '../../../sandbox/clock.js';
import { createApplication, createSwitches, HaloApi, Tenant } from '../../../sandbox/halo/index.js';
import type { HaloRequest } from '../../../sandbox/halo/http.js';
import { loadBundle, type FunctionBundle } from '../../../sandbox/platform/functions/bundle.js';
import { MemoryCheckpointStore } from '../../../sandbox/platform/functions/checkpoint-store.js';
import { FixedConnection } from '../../../sandbox/platform/functions/fixed-connection.js';
import { runFunction } from '../../../sandbox/platform/functions/run.js';
import { createOutbound } from '../../../sandbox/platform/outbound/outbound.js';
import type { Transport } from '../../../sandbox/platform/outbound/transport.js';
import { MemoryRecordStore } from '../../../sandbox/platform/records/memory.js';
import { readBundle } from '../bundles.js';
import { definitions } from '../connect.js';
import type { DaySizes } from './sizes.js';

type TenantRows = Omit<DaySizes, 'changed' | 'loadingHours' | 'withOptional'>;

/** A request to Halo's API: which sync made it, when, and for which list. */
export interface SentRequest {
  readonly sync: string;
  /** Milliseconds since 1970, by the simulated clock. */
  readonly at: number;
  readonly path: string;
  readonly status: number;
}

/** The smallest budget that was reported for a tenant (halo-api.md §8). */
const rateLimit = {
  limit: 300,
  windowSeconds: 300,
  retryAfter: false,
  remainingHeader: undefined,
  bodyStatesLimit: false,
  scope: 'tenant',
  countsRefused: false,
} as const;

/** Milliseconds that an answer takes; without it a burst would take no time at all. */
const latency = 120;

/**
 * A tenant and a connection to it on a simulated clock, without sockets: the compiled syncs run in the sandbox that equals
 * the runner's, and every request that one of them sends is noted.
 */
export class DayWorld {
  readonly clock = new SimulatedClock();
  readonly tenant: Tenant;
  /** In the order in which they were sent, refused ones and repetitions included. */
  readonly sent: SentRequest[] = [];
  readonly #api: HaloApi;
  readonly #application = createApplication();
  readonly #records = new MemoryRecordStore(this.clock);
  readonly #checkpoints = new MemoryCheckpointStore();
  readonly #bundles = new Map<string, FunctionBundle>();
  readonly #connections: FixedConnection;

  constructor(sizes: TenantRows) {
    const { clock } = this;
    const switches = createSwitches();
    switches.rateLimit = rateLimit;
    switches.slowMs = latency;
    this.tenant = new Tenant({ seed: 1, ...sizes, clock, switches });
    this.#api = new HaloApi({ tenant: this.tenant, clock, applications: [this.#application] });
    let token = this.#api.tokens.issue(this.#application);
    this.#connections = new FixedConnection({
      connectionConfig: { hostname: 'acme.halopsa.test', oauth_scopes: 'all' },
      metadata: {},
      token: ({ forceRefresh }) => {
        if (forceRefresh) token = this.#api.tokens.issue(this.#application);
        return token;
      },
    });
  }

  /** Loads a sync before anything runs: the simulated clock does not wait for files that are read. */
  async deploy(sync: string): Promise<void> {
    const { code, file } = await readBundle('sync', sync);
    this.#bundles.set(sync, loadBundle(code, file, { clock: this.clock }));
  }

  /** @throws Error when the run failed: a failed run counts nothing */
  async run(sync: string): Promise<void> {
    const { clock } = this;
    const bundle = this.#bundles.get(sync);
    if (bundle === undefined) throw new Error(`${sync} is not deployed`);
    const ports = {
      request: createOutbound({
        definition: (name) => definitions.get(name),
        transport: this.#transportOf(sync),
        clock,
      }),
      records: this.#records,
      checkpoints: this.#checkpoints,
      connections: this.#connections,
      clock,
    };
    const result = await runFunction({ bundle, kind: 'sync', name: sync, ports, validateRecords: false });
    if (!result.success) {
      throw new Error(`${sync}: ${JSON.stringify(result.error.payload)}`, { cause: result.error.cause });
    }
  }

  /** Waits for a moment of the simulated clock. */
  until(moment: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.setTimeout(resolve, moment - this.clock.now());
    });
  }

  #transportOf(sync: string): Transport {
    return async ({ method, url, headers, body }) => {
      const { pathname: path, searchParams: query } = new URL(url);
      const request: HaloRequest = { method, path, query, headers };
      if (body !== undefined) request.body = body.toString();
      const at = this.clock.now();
      const answer = this.#api.handle(request);
      this.sent.push({ sync, at, path, status: answer.status });
      await this.until(at + (answer.delayMs ?? 0));
      return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.bytes ?? answer.body) };
    };
  }
}
