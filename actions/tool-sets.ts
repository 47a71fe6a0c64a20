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

/** Ready sets, each of which holds the one before it. Functions that delete, archive or merge are only in the last one. */
export const toolSets = {
  read: {
    summary: 'Look things up; nothing in Halo changes.',
    holds: ({ marks }) => marks.readOnly,
  },
  triage: {
    summary:
      'Look things up, and work on tickets: open, assign, change, add notes, log time. These functions send no e-mail themselves.',
    holds: ({ marks, scopes }) =>
      marks.readOnly || (!marks.destructive && marks.emails !== true && editsTicketsOnly(scopes)),
  },
  full: {
    summary:
      'Everything, including functions that e-mail the requester, change customers and their records, delete, archive or merge.',
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
