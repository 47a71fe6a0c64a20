import { dirname, relative } from 'node:path/posix';

import ts from 'typescript';

/** An import in a file: what it names, and where it is. */
interface Import {
  readonly specifier: string;
  /** Where the text between the quotes begins. */
  readonly start: number;
}

/** Relative imports of a TypeScript file, those of types included, in the order of the text. */
export function relativeImports(text: string): Import[] {
  // The compiler's scanner ignores imports in comments and in texts.
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName, pos }) => ({ specifier: fileName, start: text.startsWith(fileName, pos) ? pos : pos + 1 }));
}

/** The path of the file that an import names; both paths are relative to the same folder. */
export function importedPath(from: string, specifier: string): string {
  return relative('.', `${dirname(from)}/${specifier.replace(/\.js$/, '.ts')}`);
}

/** The text with each relative import replaced by what `rewrite` makes of it. */
export function rewriteImports(text: string, rewrite: (specifier: string) => string): string {
  let result = text;
  for (const { specifier, start } of [...relativeImports(text)].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + rewrite(specifier) + result.slice(start + specifier.length);
  }
  return result;
}

/** How a file imports another: relative, ending in `.js`, as the CLI demands (nango-platform.md §3). */
export function specifierTo(from: string, to: string): string {
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
