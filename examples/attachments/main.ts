import { Nango } from '@nangohq/node';
import { InvalidArgumentError, program } from 'commander';

import { runCommand } from '../../scripts/command/command.js';
import { typedPath } from '../../scripts/command/paths.js';
import { SetupError } from '../consumer/errors.js';
import { readSettings } from '../consumer/settings.js';
import { download } from './download.js';
import { DownloadError } from './errors.js';
import { findAttachment } from './find.js';
import { save } from './save.js';

interface Flags {
  connection: string;
  integration: string;
  attachment: string;
  folder: string;
  most: number;
}

async function run({ connection: connectionId, integration, attachment: id, folder, most }: Flags): Promise<void> {
  const nango = new Nango({ ...readSettings(process.env, false) });
  const connection = { providerConfigKey: integration, connectionId };
  const attachment = await findAttachment(nango, connection, id);
  const bytes = await download(nango, connection, attachment, { most });
  process.stdout.write(`${await save(folder, attachment, bytes)} (${bytes.length} bytes)\n`);
}

function recordId(text: string): string {
  if (!/^[1-9]\d*:[1-9]\d*$/.test(text)) {
    throw new InvalidArgumentError('Give ticket and attachment as records do, such as 4242:310.');
  }
  return text;
}

function bytes(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Give a number of bytes.');
  return number;
}

await runCommand(
  () =>
    program
      .name('npm run attachment --')
      .description("Downloads a file of a ticket through Nango's proxy. Reads NANGO_SECRET_KEY and NANGO_HOST.")
      .requiredOption('--connection <id>', 'id of the connection in Nango')
      .requiredOption('--attachment <id>', 'id of the record, such as 4242:310', recordId)
      .option('--integration <key>', 'key of the integration in Nango', 'halo-psa')
      .option('--folder <folder>', 'folder to save it in', typedPath, '.')
      .option('--most <bytes>', 'most bytes of the file', bytes, 50_000_000)
      .action((flags: Flags) => run(flags))
      .parseAsync(),
  { problems: [DownloadError, SetupError] },
);
