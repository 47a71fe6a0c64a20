const megabyte = 1024 * 1024;

/** Megabytes on the heap after everything unreachable is gone; needs `--expose-gc`. */
export function collectedHeap(): number {
  if (!globalThis.gc) throw new Error('The heap is measured in a process that was started with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed / megabyte;
}

/** The same, once collecting again brings nothing any more: some of it becomes unreachable a turn after the run ended. */
export async function settledHeap(): Promise<number> {
  let smallest = Infinity;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const heap = collectedHeap();
    if (heap > smallest - 0.005) return Math.min(heap, smallest);
    smallest = heap;
  }
  return smallest;
}
