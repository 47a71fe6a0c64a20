import { Option, type Command } from 'commander';

import { duration, portNumber, wholeNumber } from '../command/numbers.js';
import { typedPath } from '../command/paths.js';
import type { Sizes } from './halo.js';
import { StartProblem } from './problem.js';
import type { Remote } from './remote.js';

/** What the command line says. */
export interface Flags extends Partial<Sizes> {
  readonly port?: number;
  readonly once?: true;
  readonly json?: true;
  readonly integration: 'halo-psa' | 'halo-itsm';
  readonly every?: number;
  readonly still?: true;
  readonly like?: string;
  readonly fresh?: true;
  readonly empty?: true;
  readonly data?: string;
  readonly open?: true;
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
  because: { least: 'every Halo has customers', most: memory },
});
const seedNumber = wholeNumber({ most: 2 ** 31 - 1 });

export function declareOptions(program: Command): Command {
  const { tickets, customers, assets, seed } = defaultSizes;
  return program
    .name('npm start --')
    .description(
      'Connects Halo to a local Nango, deploys the functions and keeps serving: syncs run on their schedules, a dashboard ' +
        'shows everything, and the terminal shows what happens. The next start continues where this one ended. Halo is ' +
        'a simulated tenant, unless HALO_HOSTNAME, HALO_CLIENT_ID and HALO_CLIENT_SECRET (and, if needed, HALO_SCOPES, ' +
        'HALO_RESOURCE_SERVER and HALO_TOKEN_URL) in the environment or in .env name a real one, which is only read.',
    )
    .option('--tickets <n>', `number of tickets in the simulated tenant (default: ${tickets})`, size)
    .option('--customers <n>', `number of customers (default: ${customers})`, customerCount)
    .option('--assets <n>', `number of assets (default: ${assets})`, size)
    .option('--seed <n>', `seed of the simulated tenant; another seed makes other data (default: ${seed})`, seedNumber)
    .option('--port <n>', 'port of the local Nango on 127.0.0.1 (default: a free one)', portNumber)
    .addOption(
      new Option('--integration <key>', 'key of the integration, which is also the name of its provider definition')
        .choices(['halo-psa', 'halo-itsm'])
        .default('halo-psa'),
    )
    .option(
      '--every <duration>',
      'run the most frequent sync that often, such as 30s or 2m, and the others proportionally more often',
      duration({ least: 5_000 }),
    )
    .option('--still', 'do not let the simulated tenant change by itself')
    .option('--like <file>', 'file of a survey; the simulated tenant answers like the surveyed one', typedPath)
    .option('--empty', 'enable and connect nothing, to do it in the dashboard')
    .option('--open', 'open the dashboard in the browser')
    .option(
      '--data <folder>',
      'folder that everything is kept in (default: .sandbox; for a real tenant: nothing is kept)',
      typedPath,
    )
    .option('--fresh', 'start from scratch instead of continuing')
    .option('--once', 'run two rounds of syncs with some changes in between, show what an application reads, and end')
    .option('--json', 'with --once: make the last line of output one JSON object with the counts of both rounds')
    .allowExcessArguments(false);
}

const serving = ['every', 'still', 'fresh', 'empty', 'data', 'open'] as const;

/** @throws {StartProblem} naming options that do not go together */
export function refuseCombinations(flags: Flags, remote: Remote | undefined): void {
  const given = serving.filter((name) => flags[name] !== undefined).map((name) => `--${name}`);
  if (flags.once && given.length > 0) {
    throw new StartProblem(
      `${given.join(', ')} cannot be combined with --once, which ends after two rounds. Leave one of the two out.`,
    );
  }
  if (flags.json && !flags.once) throw new StartProblem('--json prints the counts of two rounds: it needs --once.');
  if (flags.once && flags.integration !== 'halo-psa') {
    throw new StartProblem('--once shows the integration halo-psa only. Leave --once or --integration out.');
  }
  if (remote && flags.like !== undefined) {
    throw new StartProblem(
      `--like is about the simulated tenant, but HALO_HOSTNAME names a real one, ${remote.hostname}. Leave one of the two out.`,
    );
  }
  if (remote && flags.still) throw new StartProblem('--still is about the simulated tenant; a real one is only read.');
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
