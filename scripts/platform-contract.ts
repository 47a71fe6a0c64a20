import { stderr, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';

import { program } from 'commander';

import { ProfileProblem } from '../sandbox/platform/index.js';
import { checkContract } from './platform-contract/contract.js';
import { declareOptions, type Flags } from './platform-contract/options.js';
import { ContractProblem } from './platform-contract/problem.js';

const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    stopped.abort();
  });
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: stopped.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

let exitCode = 1;
declareOptions(program).action(async (flags: Flags) => {
  const holds = await checkContract({
    flags,
    env: process.env,
    signal: stopped.signal,
    print: (text) => stdout.write(`${text}\n`),
    progress: (line) => stderr.write(`${line}\n`),
    confirm: stdin.isTTY ? confirm : undefined,
  });
  exitCode = holds ? 0 : 1;
});

try {
  await program.parseAsync();
} catch (error) {
  if (stopped.signal.aborted) exitCode = 130;
  const isExpected = error instanceof ContractProblem || error instanceof ProfileProblem;
  const message = error instanceof Error ? error.message : String(error);
  if (stopped.signal.aborted) stderr.write('\nStopped; what it had made is removed.\n');
  else stderr.write(`\n${isExpected ? message : `Something unexpected happened: ${message}`}\n`);
}
// Functions of the stand-in may have left timers behind; the last lines are written first.
stdout.write('', () => process.exit(exitCode));
