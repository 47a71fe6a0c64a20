import type { Command } from 'commander';

import { portNumber, wholeNumber } from '../command/numbers.js';
import type { Sizes } from './halo.js';
import { StartProblem } from './problem.js';
import type { Remote } from './remote.js';

/** What the command line says. */
export interface Flags extends Partial<Sizes> {
  readonly port?: number;
  readonly once?: true;
  readonly json?: true;
}

/** Such that everything is there in well under a minute, and every list has a second page. */
export const defaultSizes: Sizes = { tickets: 2000, customers: 120, assets: 300, seed: 1 };

// 100,000 tickets take about 0.75 GB.
const memory = 'the simulated tenant and its records are held in memory';
const size = wholeNumber({ most: 200_000, because: { most: memory } });
/** The connection check refuses a Halo without customers, because it looks like one whose agent may see nothing. */
const customerCount = wholeNumber({
  least: 1,
  most: 20_000,
  because: { least: 'no Halo is without customers', most: memory },
});
const seedNumber = wholeNumber({ most: 2 ** 31 - 1 });

export function declareOptions(program: Command): Command {
  const { tickets, customers, assets, seed } = defaultSizes;
  return program
    .name('npm start --')
    .description(
      'Connects Halo to a local Nango, deploys the functions with the CLI, syncs, shows the records, and syncs again ' +
        'after some changes. Halo is a simulated tenant, unless HALO_HOSTNAME, HALO_CLIENT_ID and HALO_CLIENT_SECRET ' +
        '(and, if needed, HALO_SCOPES, HALO_RESOURCE_SERVER and HALO_TOKEN_URL) in the environment or in .env name a real ' +
        'one, which is only read.',
    )
    .option('--tickets <n>', `number of tickets in the simulated tenant (default: ${tickets})`, size)
    .option('--customers <n>', `number of customers (default: ${customers})`, customerCount)
    .option('--assets <n>', `number of assets (default: ${assets})`, size)
    .option('--seed <n>', `seed of the simulated tenant; another seed makes other data (default: ${seed})`, seedNumber)
    .option('--port <n>', 'port of the local Nango on 127.0.0.1 (default: a free one)', portNumber)
    .option('--once', 'end after the second round instead of continuing to serve')
    .option('--json', 'make the last line of output one JSON object with the counts of both rounds')
    .allowExcessArguments(false);
}

/**
 * The sizes of the simulated tenant.
 * @throws {StartProblem} when sizes are given for a real one
 */
export function sizesOf(flags: Flags, remote: Remote | undefined): Sizes {
  const given = (['tickets', 'customers', 'assets', 'seed'] as const).filter((name) => flags[name] !== undefined);
  if (remote !== undefined && given.length > 0) {
    throw new StartProblem(
      `--${given.join(', --')} would size the simulated tenant, but HALO_HOSTNAME names a real one, ${remote.hostname}. ` +
        'Omit one of the two; an empty HALO_HOSTNAME= (and so on) in the environment overrides .env.',
    );
  }
  const { tickets, customers, assets, seed } = { ...defaultSizes, ...flags };
  return { tickets, customers, assets, seed };
}
