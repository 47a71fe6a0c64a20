import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readProfile, selfHosted, withFacts, type Profile } from '../../../sandbox/platform/index.js';
import type { Outcome } from '../../../scripts/platform-contract/checks/check.js';
import { checks } from '../../../scripts/platform-contract/checks/index.js';
import { runSuite } from '../../../scripts/platform-contract/suite.js';
import { openStandIn } from '../../../scripts/platform-contract/target.js';
import { deployOnce, runContract } from './support.js';

const Report = z.object({
  profile: z.looseObject({ name: z.string() }),
  checks: z.array(z.object({ name: z.string(), result: z.enum(['holds', 'differs', 'unknown']), detail: z.string() })),
});
const reportIn = (printed: readonly string[]) => Report.parse(JSON.parse(printed.at(-1) ?? ''));

test('there is one check for each fact of a profile', () => {
  expect(checks.map(({ name }) => name).sort()).toEqual(Object.keys(selfHosted.facts).sort());
});

describe('the stand-in', () => {
  test('does what the profile of Nango 0.71.4 says, and its answers are a profile for a stand-in', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'contract-')), 'profile.json');
    const { verdict, printed } = await runContract({ json: true, saveProfile: file });
    const report = reportIn(printed);
    expect(report.checks.filter(({ result }) => result !== 'holds')).toEqual([]);
    expect(report.checks.map(({ name }) => name)).toEqual(checks.map(({ name }) => name));
    expect(verdict).toBe('holds');
    expect(printed[0]).toContain('Of what nango-0.71.4 says, on the stand-in:');

    const saved = readProfile(file);
    // Those that a run sees only a part of.
    const { 'syncs.trigger': trigger, 'events.validation': validation, 'actions.errors': failures } = saved.facts;
    const seen = { 'syncs.trigger': trigger, 'events.validation': validation, 'actions.errors': failures };
    expect(saved.facts).toEqual({ ...selfHosted.facts, ...seen });
    expect(trigger.longestWaitMs).toBeGreaterThan(0);
    expect(validation.refused).toEqual(selfHosted.facts['events.validation'].refused);
    expect(saved.notSeen).toBeUndefined();
    expect(await readFile(file, 'utf8')).not.toMatch(/127\.0\.0\.1|contract\.halopsa\.test|contract-[0-9a-f]{6}/);
  });
});

/** What a stand-in that follows one profile looks like to who expects another. */
async function compare(actual: Profile, only: readonly string[]): Promise<readonly Outcome[]> {
  const target = await openStandIn(actual);
  try {
    const { outcomes } = await runSuite({
      target,
      profile: selfHosted,
      checks: checks.filter(({ name }) => only.includes(name)),
      signal: new AbortController().signal,
      progress: () => undefined,
      deploy: deployOnce,
    });
    return outcomes;
  } finally {
    await target.close();
  }
}

describe('a server of another kind', () => {
  test('is reported to differ where it is more lenient, and nowhere else', async () => {
    const { facts } = selfHosted;
    const kinder = withFacts(selfHosted, 'kinder', {
      'records.list': { ...facts['records.list'], goesOn: true },
      'records.read': { usualPage: 100, largestPage: 20_000, mostIds: 120 },
      'records.filters': { ...facts['records.filters'], 'updated,deleted': ['UPDATED', 'DELETED'] },
      'checkpoints.size': { fields: 17, text: 5000, name: 300 },
      'syncs.locks': 'shared by all runs',
      'events.deployment': 'leaves other integrations alone',
      'deployments.names': 'in files of their own',
      'deployments.listing': 'by integration',
    });
    const same = ['records.byIds', 'records.changes', 'checkpoints.life', 'actions.errors'];
    const changed = Object.entries(kinder.facts).filter(([name, fact]) => Reflect.get(facts, name) !== fact);
    const names = changed.map(([name]) => name);
    const outcomes = await compare(kinder, [...names, ...same]);
    const of = (result: Outcome['result']) => outcomes.filter((one) => one.result === result).map(({ name }) => name);
    expect(of('differs').sort()).toEqual(names.sort());
    expect(of('holds').sort()).toEqual(same.sort());
    for (const { name, measured } of outcomes.filter(({ result }) => result === 'differs')) {
      expect(measured).toEqual(kinder.facts[name]);
    }
    const details = Object.fromEntries(outcomes.map(({ name, detail }) => [name, detail]));
    expect(details['checkpoints.size']).toBe(
      'fields: 17 instead of 16; text: 5000 instead of 4000; name: 300 instead of 255',
    );
    expect(details['syncs.locks']).toBe('"shared by all runs" instead of "none"');
  });

  test('is reported to differ where it is stricter', async () => {
    const stricter = withFacts(selfHosted, 'stricter', {
      'records.list': { ...selfHosted.facts['records.list'], page: 30 },
      'checkpoints.size': { fields: 8, text: 100, name: 20 },
      'actions.output': { largestBytes: 1_000_000 },
    });
    const names = ['records.list', 'checkpoints.size', 'actions.output'];
    const outcomes = await compare(stricter, names);
    expect(outcomes.map(({ name, result }) => [name, result])).toEqual(names.map((name) => [name, 'differs']));
    for (const { name, measured } of outcomes) expect(measured).toEqual(stricter.facts[name]);
  });
});
