import { stderr, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';

import { program } from 'commander';

import { ProfileProblem } from '../sandbox/platform/index.js';
import { runCommand } from './command/command.js';
import { checkContract, exitCodes } from './platform-contract/contract.js';
import { declareOptions, type Flags } from './platform-contract/options.js';
import { ContractProblem } from './platform-contract/problem.js';

/** How long removing everything again may take after somebody stopped it, in milliseconds. */
const grace = 120_000;

async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

await runCommand(
  (signal) =>
    declareOptions(program)
      .action(async (flags: Flags) => {
        const verdict = await checkContract({
          flags,
          env: process.env,
          signal,
          print: (text) => stdout.write(`${text}\n`),
          progress: (line) => stderr.write(`${line}\n`),
          confirm: stdin.isTTY ? (question) => confirm(question, signal) : undefined,
        });
        process.exitCode = exitCodes[verdict];
      })
      .parseAsync(),
  { problems: [ContractProblem, ProfileProblem], grace },
);
