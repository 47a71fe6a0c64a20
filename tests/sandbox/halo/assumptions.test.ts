import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createSwitches } from '../../../sandbox/halo/index.js';

it('docs/assumptions.md has an entry for every switch, and no other entry', async () => {
  const page = await readFile(new URL('../../../docs/assumptions.md', import.meta.url), 'utf8');
  const entries = [...page.matchAll(/^\| `(\w+)`(?: \(`(\w+)`\))? /gm)].map(([, name, part]) =>
    part === undefined ? name : `${String(name)}.${part}`,
  );
  const { tokens, ...switches } = createSwitches();
  const expected = [...Object.keys(switches), ...Object.keys(tokens).map((name) => `tokens.${name}`)];
  expect(entries.toSorted()).toEqual(expected.toSorted());
});
