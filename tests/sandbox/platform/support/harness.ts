import { SimulatedClock } from '../../../../sandbox/clock.js';
import type { FunctionPorts, LogEntry, RunOptions, Transport } from '../../../../sandbox/platform/index.js';
import {
  createOutbound,
  Definitions,
  FixedConnection,
  loadBundle,
  Locks,
  MemoryCheckpointStore,
  MemoryRecordStore,
  runFunction,
} from '../../../../sandbox/platform/index.js';
import { bundleCode, definition } from './platform.js';

export const scope = { connection: 1, model: 'Ticket' };

/** Runs hand-written functions on memory stores, a simulated clock and a transport of the test's own. */
export function harness(transport: Transport = () => Promise.reject(new Error('no requests expected'))) {
  const clock = new SimulatedClock();
  const definitions = new Definitions({ 'halo-psa': definition });
  const logs: LogEntry[] = [];
  const records = new MemoryRecordStore(clock);
  const ports: FunctionPorts = {
    request: createOutbound({ definition: (name) => definitions.get(name), transport, clock }),
    records,
    checkpoints: new MemoryCheckpointStore(),
    connections: new FixedConnection(),
    clock,
    locks: new Locks(clock),
    log: (entry) => logs.push(entry),
  };
  const run = (type: 'sync' | 'action' | 'onEvent', body: string, more: Partial<RunOptions> = {}) =>
    runFunction({
      bundle: loadBundle(bundleCode(type, body), 'test.cjs', { clock }),
      kind: type === 'onEvent' ? 'on-event' : type,
      name: 'test',
      models: ['Ticket'],
      ports,
      ...more,
    });
  return { clock, ports, records, logs, run };
}
