import { systemClock as clock } from '../../sandbox/clock.js';
import { loadBundle } from '../../sandbox/platform/functions/bundle.js';
import { MemoryCheckpointStore } from '../../sandbox/platform/functions/checkpoint-store.js';
import type { FunctionPorts } from '../../sandbox/platform/functions/ports.js';
import { runFunction } from '../../sandbox/platform/functions/run.js';
import { createOutbound } from '../../sandbox/platform/outbound/outbound.js';
import type { Transport } from '../../sandbox/platform/outbound/transport.js';
import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import { describing, readBundle } from './bundles.js';
import { connect, definitions } from './connect.js';
import { settledHeap } from './heap.js';
import type { Address, ExecutionsCommand } from './protocol.js';

/**
 * Executes a function again and again as the runner does, which provides its zod to each execution and evaluates the
 * bundle again in a new sandbox. Every second execution continues with the records and the checkpoint of the previous one.
 *
 * @returns megabytes of heap before the first execution and after each `every` of them
 * @throws Error when an execution failed, because it may not have reached what keeps memory
 */
export async function execute(
  address: Address,
  transport: Transport,
  { kind, name, input, runs, every, describes }: ExecutionsCommand,
): Promise<number[]> {
  const { code, file } = await readBundle(kind, name);
  const source = describes ? describing(code) : code;
  const connections = await connect(address, transport);
  const request = createOutbound({ definition: (provider) => definitions.get(provider), transport, clock });
  const ports = (): FunctionPorts => {
    const [records, checkpoints] = [new MemoryRecordStore(clock), new MemoryCheckpointStore()];
    return { request, records, checkpoints, connections, clock };
  };
  let current = ports();
  const heapMb = [await settledHeap()];
  for (let run = 1; run <= runs; run += 1) {
    const bundle = loadBundle(source, file);
    const result = await runFunction({ bundle, kind, name, input, ports: current, validateRecords: false });
    if (!result.success) throw new Error(`${name}: ${JSON.stringify(result.error.payload)}`);
    if (run % 2 === 0) current = ports();
    if (run % every === 0) heapMb.push(await settledHeap());
  }
  return heapMb;
}
