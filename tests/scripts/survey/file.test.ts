import { writeFile } from 'node:fs/promises';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { switchesLike } from '../../../scripts/survey/file.js';
import { Home } from '../../support/run.js';

let home: Home;
beforeEach(async () => {
  home = await Home.make();
});
afterEach(() => home.remove());

const finding = (switches: object): object => ({ name: 'idOnly', result: 'differs', detail: 'Refused.', switches });
const file = (...assumptions: object[]): string => JSON.stringify({ format: 1, requests: 1, assumptions, lists: {} });

it.each([
  ['nothing', '', 'is not the file of a survey of this version.'],
  ['another format', '{"format":2}', '(at format)'],
  ['an unknown switch', file(finding({ idsOnly: 'refused' })), '(at assumptions.0.switches)'],
  ['an unknown value', file(finding({ idOnly: 'sometimes' })), '(at assumptions.0.switches.idOnly)'],
  [
    'a hostname',
    file(finding({ tokens: { hostname: 'evil.example' } })),
    '(at assumptions.0.switches.tokens.hostname)',
  ],
])('refuses a file with %s', async (_, text, says) => {
  await writeFile(home.path('survey.json'), text);
  await expect(switchesLike(home.path('survey.json'))).rejects.toThrow(says);
});

it('says when there is no file', async () => {
  await expect(switchesLike(home.path('missing.json'))).rejects.toThrow('cannot be read');
});

it('joins the switches of all findings', async () => {
  await writeFile(
    home.path('survey.json'),
    file(finding({ tokens: { expiresIn: 600 } }), finding({ tokens: { acceptsBasic: false }, idOnly: 'paged' })),
  );
  expect(await switchesLike(home.path('survey.json'))).toEqual({
    idOnly: 'paged',
    tokens: { expiresIn: 600, acceptsBasic: false },
  });
});
