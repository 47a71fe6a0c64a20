import { readFile } from 'node:fs/promises';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { isRow } from '../../../halo/values/rows.js';
import { questions } from '../../../scripts/survey/questions.js';
import { Home } from '../../support/run.js';

let home: Home;
beforeEach(async () => {
  home = await Home.make();
});
afterEach(() => home.remove());

it('surveys the simulated tenant over HTTPS, and leaves the findings as a last line and as a file', async () => {
  const out = home.path('survey.json');
  const { exitCode, stdout, stderr } = await home.run(['scripts/survey.ts', '--simulated', '--json', '--out', out]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const last: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const assumptions = isRow(last) && Array.isArray(last['assumptions']) ? last['assumptions'].filter(isRow) : [];
  expect(assumptions.map(({ name }) => name)).toEqual(questions.map(({ name }) => name));
  expect(assumptions.filter(({ result }) => result === 'differs')).toEqual([]);
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ format: 1, assumptions });
});

it('says which values are missing', async () => {
  const { exitCode, stderr } = await home.run(['scripts/survey.ts'], { env: { HALO_HOSTNAME: '' } });
  expect(exitCode).toBe(1);
  expect(stderr.trim()).toMatch(/^Set HALO_HOSTNAME, HALO_CLIENT_ID and HALO_CLIENT_SECRET .+ --simulated/);
});
