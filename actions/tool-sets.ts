import type { HaloFunction } from './define.js';

/** A set of functions that a model may be given as tools. */
interface ToolSet {
  /** What a model can do with it, in one sentence. */
  readonly summary: string;
  /** Which functions are in it, told by their data, so that a new function is in the right ones. */
  holds(definition: Pick<HaloFunction, 'marks' | 'scopes'>): boolean;
}

const editsTicketsOnly = (scopes: readonly string[]): boolean =>
  scopes.every((scope) => scope.startsWith('read:') || scope === 'edit:tickets');

/** Ready sets, each of which holds the one before it. Functions that take something away are in the last one only. */
export const toolSets = {
  read: {
    summary: 'Look things up; nothing in Halo changes.',
    holds: ({ marks }) => marks.readOnly,
  },
  triage: {
    summary: 'Look things up, and work on tickets: open, assign, change, note, log time. It sends no e-mail itself.',
    holds: ({ marks, scopes }) =>
      marks.readOnly || (!marks.destructive && marks.emails !== true && editsTicketsOnly(scopes)),
  },
  full: {
    summary: 'Everything: also what e-mails the requester, changes customers and their records, deletes and merges.',
    holds: () => true,
  },
} as const satisfies Record<string, ToolSet>;

export type ToolSetName = keyof typeof toolSets;

/** The names of all sets, the smallest first. */
export const toolSetNames = ['read', 'triage', 'full'] as const satisfies readonly ToolSetName[];

/** The sets that a function is in. */
export function setsOf(definition: Pick<HaloFunction, 'marks' | 'scopes'>): readonly ToolSetName[] {
  return toolSetNames.filter((name) => toolSets[name].holds(definition));
}
