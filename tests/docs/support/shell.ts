import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { execa } from 'execa';
import { z } from 'zod';

import { ROOT } from './pages.js';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

/** Programs that every reader has; their arguments are not checked. */
const COMMON = new Set(['cd', 'cp', 'curl', 'docker', 'echo', 'export', 'git', 'mkdir', 'node']);

/** npm's own commands, those that are short for a script left out. */
const NPM = new Set(['ci', 'install', 'exec', 'view']);

/** What is wrong with the commands of a shell block, one sentence each. */
export async function shellProblems(text: string): Promise<string[]> {
  const problems = await Promise.all(commandsOf(text).map(problemOf));
  return problems.flat();
}

/** The commands of a shell text, each as its words. */
export function commandsOf(text: string): string[][] {
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/^\s*\$ /, '').replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.split(/&&|\|\||[|;]/))
    .map((command) => command.trim().split(/\s+/))
    .map((words) => words.slice(words.findIndex((word) => !/^\w+=/.test(word))))
    .filter(([first = '']) => first !== '' && !/^\w+=/.test(first));
}

async function problemOf(words: readonly string[]): Promise<string[]> {
  const [program = '', ...rest] = words;
  if (COMMON.has(program)) return [];
  if (program === 'npm') return npmProblem(rest);
  if (program === 'npx') return npxProblem(rest);
  if (existsSync(join(ROOT, program))) return [];
  return [`"${words.join(' ')}": who has ${program}?`];
}

async function npmProblem([command = '', ...rest]: readonly string[]): Promise<string[]> {
  if (NPM.has(command)) return [];
  const separator = rest.indexOf('--');
  const options = separator < 0 ? [] : optionsOf(rest.slice(separator + 1));
  const script = command === 'run' ? (rest.find((word) => !word.startsWith('-')) ?? '') : command;
  if (!(script in scripts)) return [`package.json has no script "${script}"`];
  if (options.length === 0) return [];
  const help = await helpOf('npm', ['run', '--silent', script, '--', '--help']);
  return options.filter((option) => !mentions(help, option)).map((option) => `npm run ${script} knows no ${option}`);
}

async function npxProblem([program = '', ...rest]: readonly string[]): Promise<string[]> {
  if (!existsSync(join(ROOT, 'node_modules/.bin', program))) return [`npx ${program} would have to be downloaded`];
  const options = optionsOf(rest);
  if (options.length === 0) return [];
  const commands = rest.slice(0, 1).filter((word) => !word.startsWith('-'));
  const help = await helpOf(join(ROOT, 'node_modules/.bin', program), [...commands, '--help']);
  return options.filter((option) => !mentions(help, option)).map((option) => `npx ${program} knows no ${option}`);
}

function optionsOf(words: readonly string[]): string[] {
  return words.flatMap((word) => /^--[\w-]+/.exec(word)?.[0] ?? []);
}

function mentions(help: string, option: string): boolean {
  return new RegExp(`(^|\\s|\\[)${option}(?![\\w-])`, 'm').test(help);
}

const asked = new Map<string, Promise<string>>();

/** What a command says of itself; each is asked once. */
function helpOf(program: string, args: readonly string[]): Promise<string> {
  const key = [program, ...args].join(' ');
  const known = asked.get(key);
  if (known) return known;
  const env = { CI: 'true', NANGO_CLI_UPGRADE_MODE: 'ignore', NANGO_CLI_TELEMETRY: 'false' };
  const answer = execa(program, args, { cwd: ROOT, env, stdin: 'ignore' }).then(({ stdout }) => stdout);
  asked.set(key, answer);
  return answer;
}
