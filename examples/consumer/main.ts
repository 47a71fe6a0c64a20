import { Nango } from '@nangohq/node';
import { InvalidArgumentError, program } from 'commander';

import { runCommand } from '../../scripts/command/command.js';
import { explain } from '../../scripts/command/explain.js';
import { portNumber } from '../../scripts/command/numbers.js';
import { typedPath } from '../../scripts/command/paths.js';
import type { Connection } from './connection.js';
import { openDatabase } from './database.js';
import { ReadError, SetupError } from './errors.js';
import { followWebhooks } from './follow.js';
import { mirror } from './mirror.js';
import { readSettings } from './settings.js';
import { createTables } from './tables.js';

interface Flags {
  connection: string;
  integration: string;
  database?: string;
  listen?: number;
}

const problems = [ReadError, SetupError];

async function run({ connection, integration, database: folder, listen }: Flags, signal: AbortSignal): Promise<void> {
  const nango = new Nango({ ...readSettings(process.env, listen !== undefined) });
  const database = await openDatabase(folder);
  const update = async (which: Connection): Promise<void> => {
    for (const { model, saved, deleted } of await mirror(nango, database, which, signal)) {
      say(`${model}: ${saved} saved, ${deleted} deleted`);
    }
  };
  try {
    await createTables(database);
    await update({ providerConfigKey: integration, connectionId: connection });
    if (listen === undefined) return;
    const reason = (error: unknown): string => explain(error, problems);
    await followWebhooks(nango, { integration, port: listen, update, say, explain: reason, signal });
  } finally {
    await database.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function name(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

await runCommand(
  (signal) =>
    program
      .name('npm run example --')
      .description('Keeps a local SQL copy of the records of one connection. Reads NANGO_SECRET_KEY and NANGO_HOST.')
      .requiredOption('--connection <id>', 'id of the connection in Nango', name)
      .option('--integration <key>', 'key of the integration in Nango', name, 'halo-psa')
      .option('--database <folder>', 'folder of the copy (default: in memory)', typedPath)
      .option(
        '--listen <port>',
        "stay, and follow Nango's webhooks for all connections of the integration on this port (needs NANGO_WEBHOOK_SIGNING_KEY)",
        portNumber,
      )
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  // Until a page that is under way is written and the database is closed.
  { problems, grace: 10_000 },
);
