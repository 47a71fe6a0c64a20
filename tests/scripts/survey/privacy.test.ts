import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { isRow } from '../../../halo/values/rows.js';
import { writeSurvey } from '../../../scripts/survey/file.js';
import { survey, type Survey } from '../../../scripts/survey/survey.js';
import { surveyedWith, type Surveyed } from './support.js';

/** The version of Halo, which says what build a finding is about, and names of lists and kinds that some values happen to equal. */
const told = ['2.236.133', 'Projects', 'Team', 'agent', 'ticket', 'tickets'];

/** All texts and all larger numbers that a tenant's answers hold as values. */
function valuesOf(answers: readonly string[]): Set<string> {
  const values = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && value.length > 3) values.add(value);
    // Smaller numbers are those of pages and minutes too.
    if (typeof value === 'number' && value > 5_000) values.add(String(value));
    if (Array.isArray(value)) value.forEach(collect);
    else if (isRow(value)) Object.values(value).forEach(collect);
  };
  for (const answer of answers) if (/^[[{]/.test(answer)) collect(JSON.parse(answer));
  return values;
}

async function fileOf(result: Survey): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'survey-'));
  try {
    await writeSurvey(join(folder, 'survey.json'), result);
    return await readFile(join(folder, 'survey.json'), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What of a tenant a file holds: its values, its host, its credentials, its tokens. */
function leaked(file: string, { answers, application, halo }: Surveyed): string[] {
  const secrets = [application.clientId, application.clientSecret, application.name, halo.credentials.hostname];
  const words = new Set(file.split(/[^\w.@:+-]+/));
  const holds = (value: string): boolean => (/^[\w.@:+-]+$/.test(value) ? words.has(value) : file.includes(value));
  return [...valuesOf(answers), ...secrets].filter((value) => holds(value) && !told.includes(value));
}

describe('the file of a survey', () => {
  it('contains no value of the tenant', async () => {
    const tenant = surveyedWith();
    const file = await fileOf(await survey(tenant.halo));
    expect(valuesOf(tenant.answers).size).toBeGreaterThan(2_000);
    expect(leaked(file, tenant)).toEqual([]);
  });

  it('is recognised if it contains a value', async () => {
    const tenant = surveyedWith();
    const result = await survey(tenant.halo);
    const customer = tenant.tenant.customers.get(tenant.tenant.living('customers')[0] ?? 0);
    const name = customer?.name ?? '';
    const [first, ...others] = result.assumptions;
    if (first === undefined) throw new Error('The survey found nothing');
    const careless = { ...result, assumptions: [{ ...first, detail: `The first customer is ${name}.` }, ...others] };
    expect(leaked(await fileOf(careless), tenant)).toContain(name);
  });
});

describe('a survey', () => {
  it('only reads, with at most 200 requests', async () => {
    const { halo, requested, tenant } = surveyedWith();
    const before = tenant.changed;
    await survey(halo);
    expect(requested.length).toBe(halo.requests);
    expect(requested.length).toBeLessThan(200);
    expect(requested.filter((request) => !request.startsWith('GET ') && request !== 'POST /auth/token')).toEqual([]);
    expect(tenant.changed).toBe(before);
  });
});
