import { writeFile } from 'node:fs/promises';

import type { Profile } from '../../../sandbox/platform/index.js';
import type { Outcome } from '../checks/check.js';

/** What a server does, in the form of a profile. No key, name or address of the server's is in it. */
export function measuredProfile(outcomes: readonly Outcome[], expected: Profile): Record<string, unknown> {
  const measured = new Map<string, unknown>(
    outcomes.flatMap(({ name, measured: value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  const facts = Object.entries(expected.facts).map(([name, value]) => [name, measured.get(name) ?? value] as const);
  const notSeen = Object.keys(expected.facts).filter((name) => !measured.has(name));
  return {
    name: `like ${expected.name}`,
    description: `Measured by \`npm run platform-contract\`. Facts under notSeen are those of ${expected.name}.`,
    facts: Object.fromEntries(facts),
    ...(notSeen.length > 0 && { notSeen }),
  };
}

export async function saveProfile(file: string, outcomes: readonly Outcome[], expected: Profile): Promise<void> {
  await writeFile(file, `${JSON.stringify(measuredProfile(outcomes, expected), null, 2)}\n`);
}
