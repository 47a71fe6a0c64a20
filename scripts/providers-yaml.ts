import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { typedPath } from './command/paths.js';
import { DEFINITION } from './definition/check.js';
import { mergeProviders } from './providers/merge.js';

/** The official definitions of the installed `@nangohq/providers`, whose version is pinned in package.json. */
const OFFICIAL = fileURLToPath(new URL('../providers.yaml', import.meta.resolve('@nangohq/providers')));

program
  .name('npm run providers --')
  .description(
    'Writes a complete providers.yaml, with the official definitions and ours, for a self-hosted Nango to mount.',
  )
  .argument('<file>', 'where to write it')
  .action(async (file: string) => {
    const ours = await readFile(join(import.meta.dirname, '..', DEFINITION), 'utf8');
    await writeFile(typedPath(file), mergeProviders(await readFile(OFFICIAL, 'utf8'), ours));
    console.log(`Wrote ${file}. Mount it in place of the server's own providers.yaml and restart the server.`);
  });

await runCommand(() => program.parseAsync());
