import { stripVTControlCharacters } from 'node:util';

import type { IntegrationDeclaration } from '../contract/declarations.js';
import { DeployProblem } from './problem.js';

/** What the CLI left behind when it ended. */
export interface CliRun {
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** Syncs and actions of one integration, by name. Event functions are not in the server's answer. */
export function functionsOf(declarations: readonly IntegrationDeclaration[], key: string): string[] {
  return declarations
    .filter(({ providerConfigKey }) => providerConfigKey === key)
    .flatMap(({ syncs, actions }) => [...syncs, ...actions].map(({ name }) => name));
}

/**
 * Proves from the CLI's own words that every function was deployed: its exit code alone is 0 in cases in which nothing
 * was (nango-platform.md §7).
 * @returns the functions with their versions, as the server confirmed them.
 * @throws {DeployProblem} otherwise.
 */
export function verifyDeployed({ exitCode, output }: CliRun, expected: readonly string[]): string[] {
  const text = stripVTControlCharacters(output);
  if (exitCode !== 0) throw new DeployProblem(`The CLI failed, so take nothing for deployed. ${remedy(text)}`);
  const confirmed = [...text.matchAll(/^- (\S+)@v\S*\s*$/gm)].map(([line, name = '']) => ({
    line: line.slice(2).trim(),
    name,
  }));
  const missing = expected.filter((name) => !confirmed.some((one) => one.name === name));
  if (confirmed.length === 0) {
    throw new DeployProblem(
      'The CLI ended without an error, yet the server confirmed no function. Read its output above.',
    );
  }
  if (missing.length > 0) {
    throw new DeployProblem(
      `The server did not confirm ${missing.join(', ')}. Read the output above and deploy again.`,
    );
  }
  return confirmed.map(({ line }) => line);
}

function remedy(text: string): string {
  if (text.includes('--allow-destructive')) {
    return 'Functions or models with live connections would be removed: run it with --allow-destructive if that is meant.';
  }
  if (text.includes('unknown_provider_config')) {
    return 'The environment has no integration of that key: create it in Nango first, or name another with --integration.';
  }
  return 'Read its output above.';
}
