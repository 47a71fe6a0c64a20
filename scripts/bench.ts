import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { Command } from 'commander';
import { execa } from 'execa';

import { measure } from './bench/measure.js';
import { performancePage } from './bench/page.js';
import { fullSizes, quickSizes } from './bench/sizes.js';
import { brokenBounds, summarise } from './bench/summary.js';
import { formatted } from './reference/format.js';

const root = join(import.meta.dirname, '..');
const PAGE = 'docs/performance.md';

interface Options {
  json?: true;
  quick?: true;
  compile: boolean;
  page?: string;
  profile?: string;
}

const options = new Command('bench')
  .description(`Measures what the syncs cost, and writes ${PAGE}. Takes about six minutes on two idle cores.`)
  .option('--json', 'print the results as one line of JSON, last')
  .option('--quick', 'small sizes, in less than a minute; the page is only written where --page says')
  .option('--no-compile', 'measure the functions as they were last compiled')
  .option('--page <file>', `where to write the page instead of ${PAGE}`)
  .option('--profile <folder>', 'write a processor profile of the syncs that are held against the floor')
  .parse()
  .opts<Options>();

// What goes on is told on stderr: the last line of stdout is for programs.
const progress = (line: string): void => {
  console.error(line);
};

if (options.compile) {
  await execa('npm', ['run', '--silent', 'compile'], { cwd: root, env: { CI: 'true' }, stdout: process.stderr });
}
const profile = options.profile === undefined ? undefined : resolve(options.profile);
const results = await measure(options.quick ? quickSizes : fullSizes, { profile, progress });
const text = await formatted(root, PAGE, performancePage(results));
const page = options.page ?? (options.quick ? undefined : join(root, PAGE));
if (page !== undefined) {
  await mkdir(dirname(resolve(page)), { recursive: true });
  await writeFile(page, text);
}
const summary = summarise(results);
const broken = brokenBounds(summary);
for (const bound of broken) progress(`Broken: ${bound}.`);
process.exitCode = broken.length > 0 ? 1 : 0;
console.log(options.json ? JSON.stringify(summary) : text);
