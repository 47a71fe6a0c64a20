import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { Command } from 'commander';
import { execa } from 'execa';
import { Listr } from 'listr2';

import { noTally, type Tally } from '../tests/properties/search.js';
import type { SearchResult } from '../tests/properties/prove.js';
import { subjects } from '../tests/properties/subject.js';

/** Schedules that one process searches before it reports. */
const share = 2_000;

interface Options {
  runs: string;
  seed: string;
  only?: string;
  workers: string;
}

const program = new Command('prove')
  .description(
    'Searches random schedules of changes, faults and kills for one after which the records differ from the tenant.',
  )
  .option('--runs <n>', 'schedules for each sync', '10000')
  .option('--seed <n>', 'where the search begins; the same seed searches the same schedules', '1')
  .option('--only <syncs>', 'names of syncs, separated by commas')
  .option('--workers <n>', 'processes at a time', String(availableParallelism()))
  .parse();
const options = program.opts<Options>();
const runs = Number(options.runs);
const wanted = options.only?.split(',');
const chosen = subjects.filter(({ sync }) => wanted?.includes(sync) ?? true);
if (chosen.length === 0 || !Number.isInteger(runs) || runs < 1) {
  program.error(`Give --runs a whole number, and --only some of: ${subjects.map(({ sync }) => sync).join(', ')}`);
}

await execa('npm', ['run', '--silent', 'compile'], { env: { CI: 'true' }, stdio: 'inherit' });

const worker = fileURLToPath(new URL('prove/worker.ts', import.meta.url));
const total = noTally();
const counterexamples: string[] = [];

async function searchShare(sync: string, count: number, seed: number): Promise<SearchResult> {
  const { stdout } = await execa('tsx', [worker, sync, String(count), String(seed)], { preferLocal: true });
  return JSON.parse(stdout.split('\n').at(-1) ?? '') as SearchResult;
}

function add(tally: Tally): void {
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
}

const shares = chosen.flatMap(({ sync }) =>
  Array.from({ length: Math.ceil(runs / share) }, (_, index) => ({
    sync,
    count: Math.min(share, runs - index * share),
    seed: Number(options.seed) * 1_000_003 + index,
  })),
);
const tasks = shares.map(({ sync, count, seed }) => ({
  title: `${sync}: ${count} schedules from seed ${seed}`,
  task: async () => {
    const { tally, counterexample } = await searchShare(sync, count, seed);
    add(tally);
    if (counterexample) {
      counterexamples.push(JSON.stringify({ sync, ...counterexample }));
      throw new Error(`${sync}, build "${counterexample.variant}": ${counterexample.reason}`);
    }
  },
}));
await new Listr(tasks, {
  concurrent: Number(options.workers),
  exitOnError: false,
  rendererOptions: { collapseErrors: false },
  fallbackRenderer: 'simple',
}).run();

for (const counterexample of counterexamples) console.log(counterexample);
const { schedules, steps, faults, kills } = total;
console.log(
  `${schedules} schedules, ${steps} steps, ${faults} faults, ${kills} kills, ${counterexamples.length} counterexamples`,
);
process.exitCode = counterexamples.length > 0 ? 1 : 0;
