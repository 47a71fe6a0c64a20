import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { refusalIn, type ApiAnswer, type Refused } from '../api.js';

/** Whether a server says that a function runs which has failed: it asked for the outcome before that was stored. */
export function isUnfinished({ text, payload }: Refused): boolean {
  return `${text} ${JSON.stringify(payload ?? '')}`.includes('is in progress');
}

/** Calls of a function that fails until its error arrives. */
const tries = 5;

/** The answer to a call, which is repeated while the server loses the error of a function; `mayBeUnfinished`: it did. */
export async function settled(ask: () => Promise<ApiAnswer>): Promise<{ answer: ApiAnswer; mayBeUnfinished: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    const isLost = answer.status >= 400 && isUnfinished(refusalIn(answer));
    if (!isLost || attempt === tries) return { answer, mayBeUnfinished: attempt > 1 };
  }
}

const Race = z.looseObject({ mayBeUnfinished: z.boolean() });

/** Compares facts that tell of the race: one that does not occur in a few tries may still exist. */
export function fitsRace(measured: unknown, expected: unknown): boolean {
  const [{ data: seen }, said] = [Race.safeParse(measured), Race.parse(expected)];
  if (seen === undefined || (seen.mayBeUnfinished && !said.mayBeUnfinished)) return false;
  return isDeepStrictEqual({ ...seen, mayBeUnfinished: true }, { ...said, mayBeUnfinished: true });
}
