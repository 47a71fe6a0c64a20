import { join } from 'node:path';

import { program } from 'commander';

import { deploy } from './deploy/deploy.js';
import { DeployProblem } from './deploy/problem.js';
import { report } from './deploy/report.js';
import { DECLARED } from './deploy/nango-root.js';

interface Flags {
  integration: string;
  dryRun: boolean;
  allowDestructive: boolean;
  deactivateOtherEvents: boolean;
}

program
  .name('npm run deploy --')
  .description('Deploys these functions to one integration of a Nango environment, and checks that they are active.')
  .argument('[environment]', 'environment of Nango, such as dev or prod; its key is NANGO_SECRET_KEY_<ENVIRONMENT>')
  .option('--integration <key>', "the integration's key in Nango, for example halo-itsm", DECLARED)
  .option('--allow-destructive', 'allow the removal of functions and models that have connections', false)
  .option(
    '--deactivate-other-events',
    'allow the deployment to deactivate the event functions of integrations that do not have this package',
    false,
  )
  .option('--dry-run', 'compile and list what would be deployed, but contact no server', false)
  .action(async (environment: string | undefined, flags: Flags) => {
    const root = join(import.meta.dirname, '..');
    const outcome = await deploy({ root, environment, env: process.env, show: true, ...flags });
    console.log(`\n${report(outcome, flags.integration, environment ?? '')}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof DeployProblem)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
