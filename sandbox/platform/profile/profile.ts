import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { factsSchema } from './facts.js';

const profileSchema = z.strictObject({
  /** Such as `nango-0.71.4`. */
  name: z.string().min(1),
  /** Which server it was, and how its behaviour is known. */
  description: z.string().min(1),
  facts: factsSchema,
  /** Facts that no check could see on that server, taken over from another profile. */
  notSeen: z.array(z.string()).optional(),
});

/** A version of Nango as the stand-in imitates it. */
export type Profile = z.output<typeof profileSchema>;

/** A profile that the stand-in cannot imitate. The message names the facts. */
export class ProfileProblem extends Error {
  override readonly name = 'ProfileProblem';
}

/**
 * Reads a profile, such as `npm run platform-contract -- --save-profile` writes.
 *
 * @param source what to call it in a message
 * @throws ProfileProblem when a fact is missing, or is something that the stand-in does not do
 */
export function parseProfile(value: unknown, source: string): Profile {
  const parsed = profileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `- ${path.join(' → ')}: ${message}`);
  throw new ProfileProblem(
    `${source} describes a Nango that the stand-in does not imitate. Teach it the following (sandbox/platform/profile/facts.ts ` +
      `and where the fact is used), or correct the file:\n${problems.join('\n')}`,
  );
}

/** @throws ProfileProblem also when the file cannot be read or is not JSON */
export function readProfile(file: string | URL): Profile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProfileProblem(`The profile ${String(file)} cannot be read: ${reason}`, { cause });
  }
  return parseProfile(value, String(file));
}

/** Nango 0.71.4, self-hosted, with its usual runners: what a real server showed. The stand-in's default. */
export const selfHosted = readProfile(new URL('./nango-0.71.4.json', import.meta.url));

/** The same version with the Lambda runner and a plan's limits, as its source has them; no server of this kind was seen. */
export const lambda = readProfile(new URL('./nango-0.71.4-lambda.json', import.meta.url));

/** The same profile with some facts changed, under a name of its own: for tests that need another server. */
export function withFacts(profile: Profile, name: string, facts: Partial<Profile['facts']>): Profile {
  return { ...profile, name, facts: { ...profile.facts, ...facts } };
}
