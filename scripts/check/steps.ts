import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { breaksLastRelease, CONTRACT } from '../contract/releases.js';
import { validateContract } from '../contract/validate.js';
import { checkRepositoryDefinition } from '../definition/check.js';
import { formatProblem, type Problem } from '../definition/problem.js';
import { staleFiles } from '../generated/files.js';
import { generators } from '../generated/index.js';
import { Compilation } from '../start/functions/compilation.js';
import type { Step, StepResult } from './step.js';

const COMPILE = 'functions compile';

/** No circle of imports anywhere, imports of types and those of tests and sandbox included. */
const IMPORT_GRAPH = ['--config', '.dependency-cruiser.json', '.'];

/** What `npm run check` checks in the repository at `root`, in this order. */
export function checkSteps(root: string): Step[] {
  const command = (program: string, args: readonly string[]): Promise<StepResult> => run(root, program, args);
  return [
    { name: 'types', run: () => command('tsc', ['--noEmit', '--project', '.']) },
    { name: 'types of the dashboard', run: () => command('tsc', ['--noEmit', '--project', 'sandbox/dashboard/app']) },
    { name: 'lint', run: () => command('eslint', ['.']) },
    { name: 'import graph', run: () => command('depcruise', IMPORT_GRAPH) },
    { name: 'format', run: () => command('prettier', ['--check', '.']) },
    { name: 'provider definition', run: async () => resultOf(await checkRepositoryDefinition(root)) },
    { name: COMPILE, run: () => compileAll(root, () => command('npm', ['run', '--silent', 'compile'])) },
    { name: 'generated files', needs: COMPILE, run: async () => resultOf(await staleFiles(root, generators)) },
    { name: 'contract', needs: COMPILE, run: () => checkContract(root) },
  ];
}

async function run(root: string, program: string, args: readonly string[]): Promise<StepResult> {
  // CI keeps the platform's CLI from asking questions and from updating itself.
  const options = {
    cwd: root,
    preferLocal: true,
    localDir: root,
    all: true,
    reject: false,
    env: { CI: 'true' },
  } as const;
  const { failed, all, shortMessage } = await execa(program, args, options);
  return { ok: !failed, output: all === '' ? (shortMessage ?? '') : all };
}

/** Always compiles, because that is what is checked, and keeps the result, so that the tests need not compile again. */
async function compileAll(root: string, compile: () => Promise<StepResult>): Promise<StepResult> {
  const compilation = await Compilation.of(root);
  const result = await compile();
  if (result.ok) await compilation.keep();
  return result;
}

async function checkContract(root: string): Promise<StepResult> {
  const text = await readFile(join(root, CONTRACT), 'utf8');
  const { errors } = validateContract(text);
  if (errors.length > 0) return { ok: false, output: errors.map((error) => `${CONTRACT}: ${error}`).join('\n') };
  return resultOf(await breaksLastRelease(root, text));
}

function resultOf(problems: readonly Problem[]): StepResult {
  return { ok: problems.length === 0, output: problems.map(formatProblem).join('\n') };
}
