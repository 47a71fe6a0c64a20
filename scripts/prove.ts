import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { program } from 'commander';

import { registry } from '../records/registry.js';
import { runCommand } from './command/command.js';
import { compileFunctions } from './command/compile.js';
import { namesFrom } from './command/names.js';
import { wholeNumber } from './command/numbers.js';
import { typedPath } from './command/paths.js';
import { DeployProblem } from './deploy/problem.js';
import { switchesLike } from './survey/file.js';
import { SurveyProblem } from './survey/problem.js';
import { stdout } from './terminal/terminal.js';

interface Flags {
  runs: number;
  seed: number;
  only: string[];
  workers: number;
  like?: string;
}

const syncs = Object.keys(registry);

async function run({ runs, seed, only, workers, like }: Flags, signal: AbortSignal): Promise<void> {
  // The file is read before anything is compiled, so that an error shows at once.
  if (like !== undefined) await switchesLike(like);
  await compileFunctions(join(import.meta.dirname, '..'), signal);
  // Loaded only now, so that a wrong option is reported at once.
  const { searchShares, sharesOf } = await import('./prove/shares.js');
  const { tally, counterexamples } = await searchShares(sharesOf(only, runs, seed), {
    workers,
    like,
    signal,
    terminal: stdout,
  });
  for (const counterexample of counterexamples) console.log(JSON.stringify(counterexample));
  const { schedules, steps, faults, kills } = tally;
  console.log(
    `${schedules} sequences, ${steps} steps, ${faults} faults, ${kills} crashes, ${counterexamples.length} counterexamples`,
  );
  process.exitCode = counterexamples.length > 0 ? 1 : 0;
}

await runCommand(
  (signal) =>
    program
      .name('npm run prove --')
      .description(
        'Plays random sequences of changes, faults and crashes, and looks for one after which records and tenant differ.',
      )
      .option('--runs <n>', 'sequences per sync', wholeNumber({ least: 1, most: 100_000_000 }), 10_000)
      .option(
        '--seed <n>',
        'where the search begins; the same seed plays the same sequences',
        wholeNumber({ most: 1_000_000 }),
        1,
      )
      .option('--only <syncs>', 'names of syncs, separated by commas', namesFrom(syncs), syncs)
      .option('--workers <n>', 'number of processes', wholeNumber({ least: 1, most: 256 }), availableParallelism())
      .option(
        '--like <file>',
        'file of a survey; the search also plays a tenant that behaves like the surveyed one',
        typedPath,
      )
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  { problems: [DeployProblem, SurveyProblem] },
);
