import { resolve } from 'node:path';

/** A path that the user typed, relative to their folder: npm runs commands in the folder of the package. */
export function typedPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
