import { createHttpTransport, type HttpTransport } from '../../sandbox/platform/outbound/transport.js';
import { skipWaits } from './clock.js';
import { logIn } from './connect.js';
import { execute } from './executions.js';
import { readFloor } from './floor.js';
import { Address, ExecutionsCommand, FloorCommand, SyncCommand } from './protocol.js';
import { Subject } from './subject.js';
import { serve } from './worker.js';

/** A process in which one thing at a time is measured: a sync in the runner-equal sandbox, or the floor. */
skipWaits();
let address: Address | undefined;
let transport: HttpTransport | undefined;
let subject: Subject | undefined;

await serve({
  async connect(argument) {
    await transport?.close();
    address = Address.parse(argument);
    transport = createHttpTransport([address]);
    subject = new Subject(address, transport.send);
  },
  sync(argument) {
    if (!subject) throw new Error('The process is not connected');
    return subject.run(SyncCommand.parse(argument));
  },
  /** What an application would read of the records of the last run: id and summary of those that are not deleted. */
  records() {
    return subject?.summaries();
  },
  execute(argument) {
    if (!address || !transport) throw new Error('The process is not connected');
    return execute(address, transport.send, ExecutionsCommand.parse(argument));
  },
  async floor(argument) {
    if (!address || !transport) throw new Error('The process is not connected');
    return readFloor(address, await logIn(address, transport.send), FloorCommand.parse(argument));
  },
});
await transport?.close();
