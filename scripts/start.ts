import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { loadEnvironment } from './deploy/environment.js';
import { DeployProblem } from './deploy/problem.js';
import { openRemote, startSimulated } from './start/halo.js';
import { declareOptions, sizesOf, type Flags } from './start/options.js';
import { StartProblem } from './start/problem.js';
import { readRemote } from './start/remote.js';
import { start } from './start/start.js';
import { stdout } from './terminal/terminal.js';

async function run(flags: Flags, signal: AbortSignal): Promise<void> {
  const { once = false, json = false, port } = flags;
  const root = join(import.meta.dirname, '..');
  const remote = readRemote(await loadEnvironment(root, process.env));
  const size = sizesOf(flags, remote);
  const halo = remote
    ? {
        opening: `Use the Halo tenant ${remote.hostname}; read-only`,
        openHalo: () => Promise.resolve(openRemote(remote)),
      }
    : {
        opening: `Start a simulated Halo tenant: ${size.tickets} tickets, ${size.customers} customers, ${size.assets} assets`,
        openHalo: () => startSimulated(size),
      };
  await start({ root, ...halo, port, once, json, terminal: stdout, signal });
}

await runCommand(
  (signal) =>
    declareOptions(program)
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  // The CLI gets five seconds to end before it is killed (execa's default); the rest takes less.
  { problems: [StartProblem, DeployProblem], grace: 10_000 },
);
