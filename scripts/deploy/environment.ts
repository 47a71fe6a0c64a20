import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'dotenv';

import { DeployProblem } from './problem.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment that the CLI is run with: the `.env` of the repository, that of the Nango root (the only one that the
 * CLI would read by itself), and what is set already, which wins.
 */
export async function loadEnvironment(root: string, set: Environment): Promise<Environment> {
  const files = await Promise.all(['.env', 'integrations/.env'].map((file) => readEnv(join(root, file))));
  return { ...files[0], ...files[1], ...set };
}

async function readEnv(file: string): Promise<Record<string, string>> {
  try {
    return parse(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * Makes sure that there is a key for exactly this environment. The CLI would fall back to `NANGO_SECRET_KEY`, whatever
 * environment that one belongs to, and without any key it exits 0 having deployed nothing (nango-platform.md §7).
 * @throws {DeployProblem} when there is none.
 */
export function requireSecretKey(environment: string, env: Environment): void {
  const name = secretKeyName(environment);
  if (env[name]?.trim()) return;
  throw new DeployProblem(
    `There is no secret key for the environment "${environment}". Copy it from that environment's settings in Nango and ` +
      `put it into .env as ${name}=<key>, or export it as ${name}, then run this again.`,
  );
}

/** The variable in which the CLI looks for an environment's key. */
export function secretKeyName(environment: string): string {
  return `NANGO_SECRET_KEY_${environment.toUpperCase()}`;
}
