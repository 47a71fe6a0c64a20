import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'dotenv';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What is set for a deployment: the `.env` of the repository, that of the Nango root (the only one that the CLI would read
 * by itself), and what is set already, which wins.
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

/** The same without the keys and addresses of any Halo or Nango: compiling needs none of them. */
export function withoutSecrets(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(HALO|NANGO)_/.test(name)));
}
