import { join } from 'node:path';

import { program } from 'commander';

import { runSteps } from './check/step.js';
import { checkSteps } from './check/steps.js';
import { runCommand } from './command/command.js';

program
  .name('npm run check')
  .description('Checks types, lint, imports, format, definitions, generated files and the contract.')
  .action(async () => {
    const passed = await runSteps(checkSteps(join(import.meta.dirname, '..')), (line) => {
      console.log(line);
    });
    process.exitCode = passed ? 0 : 1;
  });

await runCommand(() => program.parseAsync());
