import { foldName, negations } from '../words.js';

export const priorityLevels = ['urgent', 'high', 'normal', 'low', 'unknown'] as const;
export type PriorityLevel = (typeof priorityLevels)[number];

/** What the words of usual names of priorities mean. */
const levelsByWord: ReadonlyMap<string, PriorityLevel> = new Map([
  ['critical', 'urgent'],
  ['urgent', 'urgent'],
  ['emergency', 'urgent'],
  ['p1', 'urgent'],
  ['high', 'high'],
  ['p2', 'high'],
  ['medium', 'normal'],
  ['normal', 'normal'],
  ['standard', 'normal'],
  ['p3', 'normal'],
  ['low', 'low'],
  ['planned', 'low'],
  ['p4', 'low'],
]);

/**
 * The level that the words of a name, such as "P2 High", agree on; `unknown` for a name with a negation, such as
 * "Non-Urgent", which may mean any of the others.
 */
export function levelOfName(name: string): PriorityLevel {
  const words = foldName(name).split(' ');
  if (words.some((word) => negations.has(word))) return 'unknown';
  const levels = new Set(words.flatMap((word) => levelsByWord.get(word) ?? []));
  const [level] = levels;
  return levels.size === 1 && level !== undefined ? level : 'unknown';
}
