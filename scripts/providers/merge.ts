/**
 * Official definitions with ours in their places, by text: everything that is not ours stays byte for byte as it was,
 * aliases, comments and all. An entry of ours replaces the official one of the same name; a new one is appended.
 */
export function mergeProviders(official: string, ours: string): string {
  const entries = [...blocks(ours)].filter(([name]) => name !== '');
  const replaced = new Map(entries);
  const merged = [...blocks(official)].map(([name, block]) => {
    const own = replaced.get(name);
    replaced.delete(name);
    return own ?? block;
  });
  return [...merged, ...replaced.values()].map((block) => `${block.trimEnd()}\n`).join('\n');
}

/** Top-level entries in order, each with the lines that belong to it; what stands before the first has no name. */
function blocks(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let current = '';
  for (const line of text.split('\n')) {
    current = /^([a-z0-9-]+):/.exec(line)?.[1] ?? current;
    found.set(current, `${found.get(current) ?? ''}${line}\n`);
  }
  return found;
}
