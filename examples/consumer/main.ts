import { Nango } from '@nangohq/node';
import { program } from 'commander';

import { openDatabase, type Database } from './database.js';
import { mirror, type Connection } from './mirror.js';
import { createTables } from './tables.js';
import { createWebhookServer } from './webhooks.js';

interface Flags {
  connection: string;
  integration: string;
  database?: string;
  listen?: string;
}

program
  .name('npm run example --')
  .description('Keeps a local SQL copy of the records of one connection. Reads NANGO_SECRET_KEY and NANGO_HOST.')
  .requiredOption('--connection <id>', 'id of the connection in Nango')
  .option('--integration <key>', 'key of the integration in Nango', 'halo-psa')
  .option('--database <folder>', 'where to keep the copy; in memory when not given')
  .option('--listen <port>', "stay, and follow Nango's webhooks on this port (needs NANGO_WEBHOOK_SIGNING_KEY)")
  .action(async ({ connection: connectionId, integration: providerConfigKey, database: folder, listen }: Flags) => {
    const database = await openDatabase(folder);
    await createTables(database);
    const nango = createClient();
    await update(nango, database, { providerConfigKey, connectionId });
    if (listen === undefined) await database.close();
    else serve(nango, database, Number(listen));
  });

await program.parseAsync();

function createClient(): Nango {
  const { NANGO_SECRET_KEY: apiKey, NANGO_HOST: host, NANGO_WEBHOOK_SIGNING_KEY: webhookSigningKey } = process.env;
  if (apiKey === undefined) program.error('Set NANGO_SECRET_KEY to the secret key of the environment in Nango.');
  return new Nango({ apiKey, ...(host && { host }), ...(webhookSigningKey && { webhookSigningKey }) });
}

async function update(nango: Nango, database: Database, connection: Connection): Promise<void> {
  for (const { model, saved, deleted } of await mirror(nango, database, connection)) {
    say(`${model}: ${saved} saved, ${deleted} deleted`);
  }
}

function serve(nango: Nango, database: Database, port: number): void {
  // One after the other: two webhooks at once would read the same changes twice.
  let last: Promise<unknown> = Promise.resolve();
  const server = createWebhookServer(nango, {
    onRecords: (connection) => {
      const turn = last.then(() => update(nango, database, connection));
      // The next one does not mind how this one ends; whoever sent the webhook hears of it.
      last = turn.catch(() => undefined);
      return turn;
    },
    onSyncFailure: ({ connectionId }, sync, message) => {
      say(`${sync} failed for ${connectionId}: ${message}`);
      return Promise.resolve();
    },
    onError: (error) => {
      say(error instanceof Error ? error.message : String(error));
    },
  });
  server.listen(port, () => {
    say(`Listening for webhooks on port ${port}`);
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
