import { performance } from 'node:perf_hooks';

import { systemClock } from '../../sandbox/clock.js';
import { runFunction } from '../../sandbox/platform/functions/run.js';
import { createOutbound } from '../../sandbox/platform/outbound/outbound.js';
import type { Transport, TransportRequest } from '../../sandbox/platform/outbound/transport.js';
import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import { NullRecordStore } from '../../sandbox/platform/records/null.js';
import type { RecordStore } from '../../sandbox/platform/records/types.js';
import { loadSync } from './bundles.js';
import { connect, definitions } from './connect.js';
import { Gauge } from './gauge.js';
import { IdRecordStore } from './id-store.js';
import type { Address, SyncCommand, SyncReport } from './protocol.js';

const open = {
  null: () => new NullRecordStore(),
  ids: () => new IdRecordStore(),
  memory: () => new MemoryRecordStore(),
} as const;

/** Runs syncs against one tenant, as a platform would one after the other, and measures each run. */
export class Subject {
  #records: RecordStore = new NullRecordStore();
  #gauge = new Gauge();

  constructor(
    private readonly address: Address,
    private readonly transport: Transport,
  ) {}

  /** @throws Error when the run failed: a failed run measures nothing. */
  async run(command: SyncCommand): Promise<SyncReport> {
    const { sync, list, store, fresh, holdsBack, unweighed, heapAt } = command;
    if (fresh) {
      this.#records = open[store]();
      this.#gauge = new Gauge();
    }
    const [records, gauge, clock] = [this.#records, this.#gauge, systemClock];
    gauge.restart(heapAt);
    const line = new Line(this.transport, holdsBack ? gauge : undefined);
    const bundle = await loadSync(sync, { unweighed });
    const ports = {
      request: createOutbound({ definition: (name) => definitions.get(name), transport: line.send, clock }),
      records,
      checkpoints: gauge,
      connections: await connect(this.address, this.transport, list),
      clock,
    };
    const cpu = process.cpuUsage();
    const started = performance.now();
    const result = await runFunction({ bundle, kind: 'sync', name: sync, ports, validateRecords: false });
    const wallMs = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    if (!result.success) {
      throw new Error(`${sync}: ${JSON.stringify(result.error.payload)}`, { cause: result.error.cause });
    }
    return {
      wallMs,
      cpuMs: (user + system) / 1000,
      requests: result.requests,
      saved: records instanceof NullRecordStore ? records.saved : (result.counts['Ticket']?.added ?? 0),
      heapMb: gauge.heapMb,
      checkpointBytes: gauge.checkpointBytes,
      pageMs: gauge.pageMs,
      firstPage: line.firstPage,
    };
  }

  /** Id and summary of the living tickets in the cache. */
  summaries(): [string, string][] {
    if (!(this.#records instanceof MemoryRecordStore)) throw new Error('Only a memory store can tell what it holds');
    const living = this.#records.living({ connection: 1, model: 'Ticket' });
    return [...living].map(([id, { summary }]) => [id, typeof summary === 'string' ? summary : '']);
  }
}

/** The line to the tenant. It remembers the address of the first page, and can hold pages back until they are due. */
class Line {
  firstPage = '';
  readonly #due = new Map<number, () => void>();
  #saved = 0;

  constructor(
    private readonly transport: Transport,
    private readonly gauge: Gauge | undefined,
  ) {
    if (gauge) {
      gauge.onPage = (pages) => {
        this.#saved = pages;
        this.#due.get(pages)?.();
      };
    }
  }

  readonly send: Transport = async (request) => {
    const page = pageOf(request);
    if (page === 1 && this.firstPage === '') this.firstPage = request.url;
    if (this.gauge && page !== undefined && page > this.#saved + 1) {
      // The page before this one is not saved yet: a sync that does not read ahead would not ask now.
      await new Promise<void>((resolve) => {
        this.#due.set(page - 1, resolve);
      });
    }
    return this.transport(request);
  };
}

/** The number of a full page; the one-row pages that only count are left out. */
function pageOf({ url }: TransportRequest): number | undefined {
  const { searchParams } = new URL(url);
  const number = searchParams.get('page_no');
  return number === null || searchParams.get('page_size') === '1' ? undefined : Number(number);
}
