import { join } from 'node:path';

import { program } from 'commander';

import { deploy } from './deploy/deploy.js';
import { DeployProblem } from './deploy/problem.js';
import { DECLARED } from './deploy/stage.js';

interface Flags {
  integration: string;
  dryRun: boolean;
  allowDestructive: boolean;
}

program
  .name('npm run deploy --')
  .description('Deploys these functions, and nothing else, to one integration of a Nango environment.')
  .argument('[environment]', 'environment of Nango, such as dev or prod; its key is NANGO_SECRET_KEY_<ENVIRONMENT>')
  .option('--integration <key>', "the integration's key in Nango, for example halo-itsm", DECLARED)
  .option('--allow-destructive', 'allow the removal of functions and models that have connections', false)
  .option('--dry-run', 'compile and list what would be deployed, send nothing', false)
  .action(async (environment: string | undefined, flags: Flags) => {
    const root = join(import.meta.dirname, '..');
    const functions = await deploy({ root, environment, env: process.env, show: true, ...flags });
    const [verb, list] = [flags.dryRun ? 'Would deploy' : 'Deployed', functions.join(', ')];
    console.log(`\n${verb} to ${flags.integration} in ${environment ?? ''}: ${list}.`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof DeployProblem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
