import { join } from 'node:path';

import { program } from 'commander';

import { addToProject, type Added } from './add/add.js';
import type { FileChange } from './add/plan.js';
import { AddProblem } from './add/problem.js';
import { runCommand } from './command/command.js';
import { typedPath } from './command/paths.js';

interface Flags {
  only?: string;
  integration: string;
  force: boolean;
  dryRun: boolean;
}

program
  .name('npm run add --')
  .description('Adds these functions to a Nango project of your own, or upgrades them there.')
  .argument('<path>', 'folder of the project: the one with .nango/ and index.ts, or one with nango-integrations/ in it')
  .option('--only <names>', 'add only these functions, such as tickets,customers; "all" adds all of them again')
  .option('--integration <key>', "the integration's key in Nango, for example halo-itsm", 'halo-psa')
  .option('--force', 'overwrite files that were edited in the project', false)
  .option('--dry-run', 'list what would be done, but change nothing', false)
  .action(async (path: string, { only, ...flags }: Flags) => {
    const names = only?.split(',').map((name) => name.trim());
    const chosen = only === 'all' ? only : names?.filter((name) => name !== '');
    const repository = join(import.meta.dirname, '..');
    const added = await addToProject({ repository, path: typedPath(path), only: chosen, ...flags });
    console.log(report(added, flags.dryRun));
  });

await runCommand(() => program.parseAsync(), { problems: [AddProblem] });

function report(
  { folder, functions, version, replaced, changes, indexChanged, warnings }: Added,
  dry: boolean,
): string {
  const shown: readonly FileChange['action'][] = ['add', 'update', 'remove', 'keep edit'];
  const files = changes.filter(({ action }) => shown.includes(action));
  const done =
    replaced === undefined ? 'Added' : replaced === version ? 'Brought up to date' : `Upgraded from ${replaced}`;
  return [
    ...files.map(({ path, action }) => `${action.padEnd(9)} ${path}`),
    ...(indexChanged ? ['update    ../index.ts'] : []),
    ...(files.length === 0 && !indexChanged ? ['Nothing to change.'] : []),
    '',
    `${dry ? 'Nothing was written. This would be added' : done}: version ${version} in ${folder}`,
    `Functions: ${functions.join(', ')}`,
    ...warnings.map((warning) => `Note: ${warning}`),
    ...(dry ? [] : ['Next: `npx nango compile`, then `npx nango deploy <environment>` in your project as usual.']),
  ].join('\n');
}
