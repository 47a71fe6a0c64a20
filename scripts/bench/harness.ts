import type * as z from 'zod';

import {
  Address,
  Done,
  ExecutionsReport,
  FloorReport,
  SyncReport,
  Truth,
  type Edits,
  type ExecutionsCommand,
  type FloorCommand,
  type Schedule,
  type SyncCommand,
  type TenantSizes,
} from './protocol.js';
import { startWorker, type Worker } from './worker.js';

/** A process for the tenant and one for the syncs that read it. */
export class Harness {
  readonly #tenant: Worker;
  readonly #subject: Worker;
  /** Reads the same tenant as fast as can be; its processor time and its memory are its own. Started when needed. */
  #floor: Worker | undefined;
  #address: Address | undefined;

  private constructor(profile: string | undefined) {
    const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
    this.#tenant = startWorker('tenant-process');
    this.#subject = startWorker('measured-process', ['--expose-gc', ...profiling]);
  }

  /** Plays `work` on a new harness and ends its processes, whatever happens. */
  static async play<T>(work: (harness: Harness) => Promise<T>, profile?: string): Promise<T> {
    const harness = new Harness(profile);
    try {
      return await work(harness);
    } finally {
      await Promise.all([harness.#tenant.close(), harness.#subject.close(), harness.#floor?.close()]);
    }
  }

  /** Replaces the tenant by a new one. */
  async open(sizes: Partial<z.output<typeof TenantSizes>>): Promise<void> {
    const address = await this.#tenant.call('open', { tickets: 0, customers: 40, assets: 0, ...sizes }, Address);
    this.#address = address;
    await this.#subject.call('connect', address, Done);
    await this.#floor?.call('connect', address, Done);
  }

  async edit(edits: z.output<typeof Edits>): Promise<void> {
    await this.#tenant.call('edit', edits, Done);
  }

  async advance(): Promise<void> {
    await this.#tenant.call('advance', {}, Done);
  }

  async schedule(schedule: z.output<typeof Schedule>): Promise<void> {
    await this.#tenant.call('schedule', schedule, Done);
  }

  /** The summaries of the living tickets by id, in the tenant and in the cache of the last sync. */
  async summaries(): Promise<{ tenant: Map<string, string>; cache: Map<string, string> }> {
    const tenant = await this.#tenant.call('truth', {}, Truth);
    const cache = await this.#subject.call('records', {}, Truth);
    return { tenant: new Map(tenant), cache: new Map(cache) };
  }

  async sync(command: z.input<typeof SyncCommand>): Promise<SyncReport> {
    return this.#subject.call('sync', command, SyncReport);
  }

  async execute(command: z.input<typeof ExecutionsCommand>): Promise<number[]> {
    return this.#subject.call('execute', command, ExecutionsReport);
  }

  async floor(command: z.output<typeof FloorCommand>): Promise<FloorReport> {
    if (!this.#address) throw new Error('No tenant was opened');
    if (!this.#floor) {
      this.#floor = startWorker('measured-process', ['--expose-gc']);
      await this.#floor.call('connect', this.#address, Done);
    }
    return this.#floor.call('floor', command, FloorReport);
  }
}
