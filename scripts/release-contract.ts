import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { staleFiles } from './generated/files.js';
import { contract } from './contract/generator.js';
import { ReleaseProblem, storeRelease } from './contract/releases.js';

const root = join(import.meta.dirname, '..');

program
  .name('npm run release:contract')
  .description('Keeps the current contract as the released one of the version in package.json.')
  .action(async () => {
    if ((await staleFiles(root, [contract])).length > 0) {
      program.error(
        'nango.yaml is not what the declarations say; run `npm run contract` and look at the change first.',
      );
    }
    console.log(`Kept ${await storeRelease(root)}: from now on \`npm run check\` holds every change against it.`);
  });

await runCommand(() => program.parseAsync(), { problems: [ReleaseProblem] });
