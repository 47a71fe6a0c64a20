import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { staleFiles } from './generated/files.js';
import { contract } from './contract/generator.js';
import { ReleaseProblem, storeRelease } from './contract/releases.js';

const root = join(import.meta.dirname, '..');

program
  .name('npm run release:contract')
  .description('Stores the current contract as the released contract of the version in package.json.')
  .action(async () => {
    if ((await staleFiles(root, [contract])).length > 0) {
      program.error('nango.yaml differs from the declarations; run `npm run contract` and look at the change first.');
    }
    console.log(`Stored ${await storeRelease(root)}. From now on \`npm run check\` compares every change with it.`);
  });

await runCommand(() => program.parseAsync(), { problems: [ReleaseProblem] });
