import type { ConnectionFault } from './fault.js';
import { hostFaults } from './host.js';
import { permissionFaults } from './permissions.js';
import { serverFaults } from './server.js';
import { sightFaults } from './sight.js';
import { tokenFaults } from './token.js';

/** The catalogue by where the fault is, in the order of the connection check. */
export const connectionFaults: readonly { title: string; faults: readonly ConnectionFault[] }[] = [
  { title: 'Getting a token', faults: tokenFaults },
  { title: 'Host', faults: hostFaults },
  { title: 'Permissions', faults: permissionFaults },
  { title: 'What the agent may see', faults: sightFaults },
  { title: 'The server', faults: serverFaults },
];
