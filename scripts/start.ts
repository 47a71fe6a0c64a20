import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { loadEnvironment } from './deploy/environment.js';
import { DeployProblem } from './deploy/problem.js';
import { declareOptions, refuseCombinations, sizesOf, type Flags } from './start/options.js';
import { StartProblem } from './start/problem.js';
import { readRemote } from './start/remote.js';
import { switchesLike } from './survey/file.js';
import { SurveyProblem } from './survey/problem.js';
import { stdout } from './terminal/terminal.js';

async function run(flags: Flags, signal: AbortSignal): Promise<void> {
  const { once = false, json = false, port, integration, every, data, still, fresh, empty, open } = flags;
  const root = join(import.meta.dirname, '..');
  const remote = readRemote(await loadEnvironment(root, process.env));
  refuseCombinations(flags, remote);
  const size = sizesOf(flags, remote);
  const like = flags.like === undefined ? undefined : await switchesLike(flags.like);
  const opening = remote
    ? `Use the Halo tenant ${remote.hostname}; read-only`
    : `Start a simulated Halo tenant: ${size.tickets} tickets, ${size.customers} customers, ${size.assets} assets`;
  // Loaded only now, so that a wrong option is reported at once.
  const { openRemote, startLiving, startSimulated } = await import('./start/halo.js');
  const common = { root, opening, port, terminal: stdout, signal };
  if (once) {
    const { start } = await import('./start/start.js');
    const openHalo = () => (remote ? Promise.resolve(openRemote(remote)) : startSimulated(size, like));
    await start({ ...common, openHalo, json });
    return;
  }
  const { serve } = await import('./start/serve.js');
  await serve({
    ...common,
    openHalo: (folder) =>
      remote ? Promise.resolve(openRemote(remote)) : startLiving(size, { folder, isStill: still ?? false, like }),
    // The records and the credentials of a real tenant are not put on a disk unasked.
    data: data ?? (remote ? undefined : join(root, '.sandbox')),
    fresh: fresh ?? false,
    empty: empty ?? false,
    integration,
    every,
    browse: open ?? false,
  });
}

await runCommand(
  (signal) =>
    declareOptions(program)
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  // The CLI gets five seconds to end before it is killed (execa's default); the rest takes less.
  { problems: [StartProblem, SurveyProblem, DeployProblem], grace: 10_000 },
);
