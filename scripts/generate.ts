import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { compileFunctions } from './command/compile.js';
import { DeployProblem } from './deploy/problem.js';
import { writeGenerated } from './generated/files.js';
import { generators } from './generated/index.js';

const root = join(import.meta.dirname, '..');
const names = generators.map(({ name }) => name);

async function run(wanted: readonly string[], compile: boolean, signal: AbortSignal): Promise<void> {
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    program.error(`There is no generator ${unknown.join(', ')}; name one of ${names.join(', ')}.`);
  }
  if (compile) await compileFunctions(root, signal);
  const chosen = generators.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const changed = await writeGenerated(root, chosen);
  console.log(changed.length === 0 ? 'All generated files are up to date.' : `Wrote ${changed.join(', ')}.`);
}

await runCommand(
  (signal) =>
    program
      .name('npm run generate --')
      .description('Compiles the functions and writes the generated files.')
      .argument('[names...]', `the kinds of files to write (default: all of ${names.join(', ')})`)
      .option('--no-compile', 'use the declarations as they were last compiled')
      .action((wanted: string[], { compile }: { compile: boolean }) => run(wanted, compile, signal))
      .parseAsync(),
  { problems: [DeployProblem] },
);
