/**
 * A project's `index.ts` with imports for the functions `wanted` and none for those in `dropped`; every other byte stays.
 * The CLI reads this file by pattern, one `import './…';` a line (nango-platform.md §3).
 *
 * @param key folder of the integration
 * @param wanted paths of declarations inside it, such as `syncs/tickets.ts`
 * @param dropped paths that were registered earlier and are gone
 */
export function registerFunctions(
  index: string,
  key: string,
  wanted: readonly string[],
  dropped: readonly string[],
): string {
  const newline = index.includes('\r\n') ? '\r\n' : '\n';
  const moduleOf = (path: string): string => `./${key}/${path.replace(/\.ts$/, '.js')}`;
  const gone = new Set(dropped.map(moduleOf));
  const lines = index.split(/\r?\n/).filter((line) => !gone.has(importedBy(line) ?? ''));
  const present = new Set(lines.flatMap((line) => importedBy(line) ?? []));
  const quote = /^import "/m.test(index) ? '"' : "'";
  const missing = wanted.map(moduleOf).filter((module) => !present.has(module));
  if (missing.length === 0) return lines.join(newline);
  const after = lines.findLastIndex((line) => importedBy(line) !== undefined) + 1;
  lines.splice(after, 0, ...missing.map((module) => `import ${quote}${module}${quote};`));
  const text = lines.join(newline);
  return text.endsWith(newline) ? text : `${text}${newline}`;
}

function importedBy(line: string): string | undefined {
  return /^import\s+['"](\.\/[^'"]+)['"];?\s*$/.exec(line)?.[1];
}
