import { readFile, writeFile } from 'node:fs/promises';

import { z } from 'zod';

import type { SwitchOverrides } from '../../sandbox/halo/index.js';
import { SurveyProblem } from './problem.js';
import type { Survey } from './survey.js';
import { surveySwitches } from './switches.js';

/** The file that a survey leaves, and that makes a simulated tenant like the one that was asked. */
export const surveyFile = 'halo-survey.json';

/** The file holds answers and shapes only: no value of a record, no name, no id and no host (tests/scripts/survey). */
const schema = z.object({
  format: z.literal(1),
  requests: z.number().int(),
  assumptions: z.array(
    z.object({
      name: z.string(),
      result: z.enum(['holds', 'differs', 'unknown']),
      detail: z.string(),
      switches: surveySwitches.exactOptional(),
    }),
  ),
  lists: z.record(z.string(), z.object({ records: z.string(), container: z.string(), fields: z.array(z.number()) })),
});

/** Writes a survey to a file. */
export async function writeSurvey(path: string, survey: Survey): Promise<void> {
  await writeFile(path, `${JSON.stringify({ format: 1, ...survey }, undefined, 2)}\n`);
}

/**
 * The switches that make a simulated tenant answer as the one that a survey asked.
 * @param path the file of a survey
 * @throws {SurveyProblem} when it is none
 */
export async function switchesLike(path: string): Promise<SwitchOverrides> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new SurveyProblem(`${path} cannot be read. Give the file that npm run survey wrote.`);
  });
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` (at ${issue.path.join('.')})`;
    throw new SurveyProblem(`${path} is not the file of a survey of this version${place}. Run npm run survey again.`);
  }
  return joined(parsed.data.assumptions.map(({ switches = {} }) => switches));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema says what is wrong.
  }
}

/** The switches of all assumptions together; each assumption of tokens sets one part of theirs. */
function joined(parts: readonly SwitchOverrides[]): SwitchOverrides {
  return parts.reduce((all, part) => ({ ...all, ...part, tokens: { ...all.tokens, ...part.tokens } }), {});
}
