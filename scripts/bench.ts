import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { program } from 'commander';

import { fullSizes, quickSizes } from './bench/sizes.js';
import { runCommand } from './command/command.js';
import { compileFunctions } from './command/compile.js';
import { typedPath } from './command/paths.js';
import { DeployProblem } from './deploy/problem.js';
import { formatted } from './reference/format.js';

const root = join(import.meta.dirname, '..');
const PAGE = 'docs/performance.md';

interface Flags {
  json?: true;
  quick?: true;
  compile: boolean;
  page?: string;
  profile?: string;
}

// Progress goes to stderr, because the last line of stdout is for programs.
const progress = (line: string): void => {
  console.error(line);
};

async function run({ quick, json, compile, page: given, profile }: Flags, signal: AbortSignal): Promise<void> {
  const page = given ?? (quick ? undefined : join(root, PAGE));
  // This is checked before measuring, which takes minutes.
  for (const folder of [page === undefined ? page : dirname(page), profile]) {
    if (folder !== undefined) await makeWritable(folder);
  }
  if (compile) await compileFunctions(root, signal);
  // Loaded only now, so that a wrong option is reported at once.
  const { measure } = await import('./bench/measure.js');
  const { performancePage } = await import('./bench/page.js');
  const { brokenBounds, summarise } = await import('./bench/summary.js');
  const results = await measure(quick ? quickSizes : fullSizes, { profile, progress });
  const text = await formatted(root, PAGE, performancePage(results));
  if (page !== undefined) await writeFile(page, text);
  const summary = summarise(results);
  const broken = brokenBounds(summary);
  for (const bound of broken) progress(`Broken: ${bound}.`);
  process.exitCode = broken.length > 0 ? 1 : 0;
  console.log(json ? JSON.stringify(summary) : text);
}

async function makeWritable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
}

await runCommand(
  (signal) =>
    program
      .name('npm run bench --')
      .description(
        `Measures requests, time and memory of the syncs, and writes ${PAGE}. Takes some twenty-five minutes on two idle cores, most of them for what a thousand executions of each function keep.`,
      )
      .option('--json', 'make the last line of output one JSON object with the results')
      .option('--quick', 'measure small sizes in a minute or two; the page is written only if --page is given')
      .option('--no-compile', 'measure the functions as they were last compiled')
      .option('--page <file>', `where to write the page instead of ${PAGE}`, typedPath)
      .option('--profile <folder>', 'write a CPU profile of the syncs that are compared with the floor', typedPath)
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  { problems: [DeployProblem] },
);
