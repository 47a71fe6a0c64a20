import { join } from 'node:path';

import { program } from 'commander';

import { loadEnvironment } from './deploy/environment.js';
import { openRemote, startSimulated } from './start/halo.js';
import { declareOptions, sizesOf, type Flags } from './start/options.js';
import { explain } from './start/problem.js';
import { readRemote } from './start/remote.js';
import { start } from './start/start.js';
import type { Terminal } from './start/steps.js';

const terminal: Terminal = {
  print: (text) => process.stdout.write(`${text}\n`),
  isLive: process.stdout.isTTY,
  isQuiet: false,
};

// `npm start` runs this by `node --import tsx`, because the command `tsx` kills what does not answer a signal in 60 ms.
const stopped = new AbortController();
let stoppedAt = Infinity;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Asked again, it does not wait for anything any more; one Ctrl-C may come twice, from the terminal and from npm.
    if (performance.now() - stoppedAt > 1_000) process.exit(130);
    stoppedAt = Math.min(stoppedAt, performance.now());
    stopped.abort();
  });
}

declareOptions(program).action(async (flags: Flags) => {
  const { once = false, json = false, port } = flags;
  const root = join(import.meta.dirname, '..');
  const remote = readRemote(await loadEnvironment(root, process.env));
  const size = sizesOf(flags, remote);
  const halo = remote
    ? {
        opening: `Use the Halo tenant ${remote.hostname}; it is only read`,
        openHalo: () => Promise.resolve(openRemote(remote)),
      }
    : {
        opening: `Start a simulated Halo tenant: ${size.tickets} tickets, ${size.customers} customers, ${size.assets} assets`,
        openHalo: () => startSimulated(size),
      };
  await start({ root, ...halo, port, once, json, terminal, signal: stopped.signal });
});

let exitCode = 0;
try {
  await program.parseAsync();
} catch (error) {
  const problem = explain(error);
  exitCode = problem.exitCode;
  console.error(`\n${problem.sentence}`);
}
// Functions may have left timers behind that would keep the process for minutes; the last lines are written first.
process.stdout.write('', () => process.exit(exitCode));
