import { Nango } from '@nangohq/node';
import { InvalidArgumentError, program } from 'commander';

import { runCommand } from '../../scripts/command/command.js';
import { explain } from '../../scripts/command/explain.js';
import { duration, portNumber } from '../../scripts/command/numbers.js';
import { typedPath } from '../../scripts/command/paths.js';
import type { Connection } from './connection.js';
import { openDatabase, type Database } from './database.js';
import { isSameEnvironment, rememberEnvironment } from './environment.js';
import { ReadError, SetupError } from './errors.js';
import { followWebhooks } from './follow.js';
import { forget, heldConnections, mirror } from './mirror.js';
import { readDatabaseUrl, readSettings } from './settings.js';
import { createTables } from './tables.js';

interface Flags {
  connection: string;
  integration: string;
  database?: string;
  listen?: number;
  every: number;
}

const problems = [ReadError, SetupError];

async function run(flags: Flags, signal: AbortSignal): Promise<void> {
  const { connection, integration, database: folder, listen, every } = flags;
  const nango = new Nango({ ...readSettings(process.env, listen !== undefined) });
  const url = readDatabaseUrl(process.env);
  if (url !== undefined && folder !== undefined) {
    throw new SetupError('DATABASE_URL and --database name two places for the copy. Leave one of them out.');
  }
  const database = await openDatabase({ url, folder });
  try {
    await createTables(database);
    const first = { providerConfigKey: integration, connectionId: connection };
    await update(nango, database, first, signal);
    await rememberEnvironment(nango, database, integration);
    if (listen === undefined) return;
    await followWebhooks(nango, {
      integration,
      port: listen,
      every,
      connections: () => heldConnections(database, integration),
      update: (which) => update(nango, database, which, signal),
      say,
      explain: (error) => explain(error, problems),
      signal,
    });
  } finally {
    await database.close();
  }
}

/** Reads what changed. A connection that was deleted in Nango is forgotten, once it is certain that it was. */
async function update(nango: Nango, database: Database, which: Connection, signal: AbortSignal): Promise<void> {
  try {
    for (const { model, saved, deleted } of await mirror(nango, database, which, signal)) {
      say(`${model}: ${saved} saved, ${deleted} deleted`);
    }
  } catch (error) {
    if (!(error instanceof ReadError) || error.code !== 'unknown_connection') throw error;
    if (!(await isSameEnvironment(nango, database, which.providerConfigKey))) throw error;
    await forget(database, which);
    say(`${which.connectionId} was deleted in Nango; its records are gone from the copy too.`);
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
      .description(
        'Keeps a local SQL copy of the records of one connection, in the Postgres that DATABASE_URL names, or in an embedded ' +
          'one. Reads NANGO_SECRET_KEY and NANGO_HOST.',
      )
      .requiredOption('--connection <id>', 'id of the connection in Nango', name)
      .option('--integration <key>', 'key of the integration in Nango', name, 'halo-psa')
      .option('--database <folder>', 'folder of an embedded database (default: in memory)', typedPath)
      .option(
        '--listen <port>',
        "stay, and follow Nango's webhooks for all connections of the integration on this port (needs NANGO_WEBHOOK_SIGNING_KEY)",
        portNumber,
      )
      .option(
        '--every <duration>',
        'with --listen: read everything that often too, for webhooks that were lost, such as 30s, 5m or 1h',
        duration({ least: 1_000 }),
        300_000,
      )
      .action((flags: Flags) => run(flags, signal))
      .parseAsync(),
  // Until a page that is under way is written and the database is closed.
  { problems, grace: 10_000 },
);
