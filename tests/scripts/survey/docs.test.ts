import { readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { questions } from '../../../scripts/survey/questions.js';

it('docs/assumptions.md says what a survey asks about each assumption', async () => {
  const page = await readFile(new URL('../../../docs/assumptions.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('## What a survey finds out'), page.indexOf('## Not switches'));
  const entries = section
    .split(/\n- /)
    .slice(1)
    .map((entry) => entry.replaceAll(/\s+/g, ' ').trim());
  expect(entries).toEqual(questions.map(({ name, asks }) => `\`${name}\`: ${asks}`));
});
