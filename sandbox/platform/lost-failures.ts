import { randomUUID } from 'node:crypto';

export type LostFailures = 'as measured' | 'all' | 'none';

/** What was seen on a real server: so many of so many failures came without their error. */
const measured = {
  /** Refusals by `validate-connection`. */
  refusals: { lost: 12, of: 27 },
  /** Failed calls of actions. */
  actions: { lost: 13, of: 163 },
};

/**
 * Tells of each failure in turn whether its error gets lost, evenly spread, beginning with the first one, and the same in
 * every run of a program.
 */
export function failureRace(kind: keyof typeof measured, which: LostFailures): () => boolean {
  const { lost, of } = measured[kind];
  let count = 0;
  return () => {
    if (which !== 'as measured') return which === 'all';
    return (count++ * lost) % of < lost;
  };
}

/** What the caller is told in place of the error that got lost (nango-platform.md §11, §18). */
export const unfinishedTask = (): string => `Task ${randomUUID()} is in progress`;
