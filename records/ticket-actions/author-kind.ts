import { z } from 'zod';

import { described } from '../described.js';
import { computed } from '../field.js';
import { authorOf, valueOf, type ActionContext } from './context.js';

const authorKinds = ['agent', 'contact', 'system', 'unknown'] as const;

/** 1 is proven for agents; 0 is seen on what Halo's rules do, 2 on what contacts do (halo-api.md §6.10). */
const kindsByNumber: Readonly<Record<string, (typeof authorKinds)[number]>> = {
  0: 'system',
  1: 'agent',
  2: 'contact',
};

/** Warned of once a run, with the values that it is about. */
const unknownAuthors =
  'It is not known what these authors of ticket actions are, so the author_kind of what they made is "unknown". The setting ' +
  '"author_kinds" in the metadata of the connection says what they are:';

/** Who made an action: by the connection's own mapping, then by Halo's number; never a guess. */
export const authorKind = computed(
  ['authorKind', 1, 'who_type', 'who_agentid', 'who'],
  described(z.enum(authorKinds), "Who made it, from Halo's number and the connection's metadata. Halo: who_type."),
  (row, { authorKinds: overrides, remark }: ActionContext) => {
    const [id, name] = authorOf(row);
    const number = valueOf(row, 'who_type');
    const kind = overrides.find(id, name, number) ?? kindsByNumber[String(row['who_type'])] ?? 'unknown';
    if (kind === 'unknown' && (number ?? name) !== undefined) remark(unknownAuthors, number ?? `"${name ?? ''}"`);
    return kind;
  },
);
