import { resolve } from 'node:path';

/** The path that somebody typed: npm runs commands in the package's folder, and a relative path is meant from elsewhere. */
export function typedPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
