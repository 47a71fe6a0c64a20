import { performance } from 'node:perf_hooks';

import { MemoryCheckpointStore, type Checkpoint } from '../../sandbox/platform/functions/checkpoint-store.js';
import { collectedHeap } from './heap.js';

/**
 * Checkpoints, and what can be measured when one is saved, which a sync does after each page: how long the page took,
 * how large the checkpoint is, how large the heap has become.
 */
export class Gauge extends MemoryCheckpointStore {
  pageMs: number[] = [];
  heapMb: number[] = [];
  checkpointBytes: [number, number] = [Infinity, 0];
  /** Called with the number of pages that are saved. */
  onPage: ((pages: number) => void) | undefined;
  #heapAt: readonly number[] = [];
  #pages = 0;
  #last: number | undefined;

  /** Forgets what was measured, not the checkpoints. */
  restart(heapAt: readonly number[]): void {
    this.pageMs = [];
    this.heapMb = [];
    this.checkpointBytes = [Infinity, 0];
    this.#heapAt = heapAt;
    this.#pages = 0;
    this.#last = undefined;
  }

  override async put(connection: number, key: string, checkpoint: Checkpoint, expected: number) {
    const stored = await super.put(connection, key, checkpoint, expected);
    // Deletion windows are checkpoints of the platform's own.
    if (!key.includes(':trackDeletes:')) this.#measure(checkpoint);
    return stored;
  }

  #measure(checkpoint: Checkpoint): void {
    const bytes = Buffer.byteLength(JSON.stringify(checkpoint));
    this.checkpointBytes = [Math.min(this.checkpointBytes[0], bytes), Math.max(this.checkpointBytes[1], bytes)];
    this.#pages += 1;
    const now = performance.now();
    if (this.#last !== undefined) this.pageMs.push(now - this.#last);
    this.#last = now;
    if (this.#heapAt.includes(this.#pages)) {
      this.heapMb.push(collectedHeap());
      // The collection is not the page's.
      this.#last = undefined;
    }
    this.onPage?.(this.#pages);
  }
}
