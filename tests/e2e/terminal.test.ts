import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deployedSyncs } from '../support/deployment.js';
import { startOddServer } from '../support/odd-server.js';
import { runInTerminal, type PtyRun } from '../support/pty.js';
import { checkOut, plainEnvironment, type Checkout } from './support/checkout.js';

/** `npm start` as somebody at a terminal sees it, one that is smaller than what is printed. */

let checkout: Checkout;
beforeAll(async () => {
  checkout = await checkOut();
});
afterAll(() => checkout.remove());

const steps: unknown[] = [
  'Start a simulated Halo tenant: 20 tickets, 5 customers, 5 assets',
  'Start the local platform',
  'Enable the integration halo-psa',
  // How many there are, and how many were compiled before, follows.
  expect.stringMatching(/^Compile and deploy the functions: .*\d+ functions/),
  'Connect the simulated tenant acme.halopsa.test',
];
/** What runs without being asked for, in the alphabet's order. */
const syncs = deployedSyncs()
  .filter(({ auto_start: isOn }) => isOn)
  .map(({ name }) => name)
  .sort();

function start(...args: string[]): PtyRun {
  const sizes = ['--tickets', '20', '--customers', '5', '--assets', '5'];
  const command = ['npm', 'start', '--silent', '--', ...sizes, ...args].join(' ');
  return runInTerminal(command, { cwd: checkout.root, env: plainEnvironment(), rows: 8, columns: 60 });
}

/** The lines of steps that have ended, good and bad. */
const ended = ({ screen }: PtyRun, mark: string): string[] =>
  screen.lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length + 1));

// `script` has other options elsewhere.
describe.runIf(process.platform === 'linux')('npm start at a terminal', { timeout: 240_000 }, () => {
  it('shows each step once, nothing drawn over, and gives the terminal back', async () => {
    const run = start('--once');
    expect(await run.end()).toBe(0);
    const shown = ended(run, '✔');
    expect(shown.slice(0, steps.length)).toEqual(expect.arrayContaining(steps));
    const rounds = shown.slice(steps.length).map((line) => line.replace(/:.*/, ''));
    expect(rounds.slice(0, syncs.length).sort()).toEqual(syncs);
    expect(rounds.slice(syncs.length).sort()).toEqual(syncs);
    const { lines } = run.screen;
    for (const title of ['First round', 'The first records', 'Changed', 'Second round', 'What an application reads']) {
      expect(lines.filter((line) => line.startsWith(title))).toHaveLength(1);
    }
    // Tables are wider than the terminal and keep all their rows: the syncs and a head in each of two rounds.
    const names = ['Sync', ...syncs];
    const rows = lines.filter((line) => names.some((name) => line.startsWith(`│${name} `)));
    expect(rows).toHaveLength(2 * names.length);
    expect(lines.filter((line) => /^[\u2800-\u28ff]/u.test(line))).toEqual([]);
    expect(run.screen.isRestored).toBe(true);
  });

  it('gives the terminal back at Ctrl-C', async () => {
    const run = start('--once');
    await run.sees('Compile and deploy');
    run.type('\x03');
    expect(await run.end()).not.toBe(0);
    expect(run.screen.isRestored).toBe(true);
  });

  it('gives the terminal back when it fails', async () => {
    const other = await startOddServer({ status: 200, body: {} });
    const { port } = new URL(other.url);
    const run = start('--once', '--port', port);
    expect(await run.end()).toBe(1);
    expect(ended(run, '✖')).toEqual(['Start the local platform']);
    expect(run.screen.lines.at(-1)).toContain(`Port ${port} is in use.`);
    expect(run.screen.isRestored).toBe(true);
    await other.close();
  });
});
