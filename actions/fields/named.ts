import { z } from 'zod';

import type { HaloRow } from '../../halo/values/rows.js';
import type { Choice, ChoiceKind } from '../choices/kinds.js';
import { sameValue, showsAll, type WriteField } from './field.js';

/** A name or an id. */
export const wantedSchema = z.union([z.string().trim().min(1).max(255), z.int().positive()]);

interface Naming {
  /** Field of the record that holds the id. */
  readonly shownAs: string;
  /** What Halo is sent for a choice. Default: its id under the key. */
  readonly body?: (choice: Choice) => HaloRow;
  /** Choices that count for a record, such as the priorities of its SLA. */
  readonly fits?: (choice: Choice, current: HaloRow | undefined) => boolean;
}

/** Something that can be chosen, by its name or its id. */
export function named(
  kind: ChoiceKind,
  key: string,
  description: string,
  { shownAs, body = ({ id }) => ({ [key]: Number(id) }), fits }: Naming,
): WriteField<typeof wantedSchema> {
  return {
    schema: wantedSchema,
    description: `${description} By name or id. Halo: ${key}.`,
    halo: [key],
    shownAs,
    holds: (current, value) => sameValue(current[key], value),
    write: async (value, { choices, current }) =>
      body(await choices.find(kind, value, (choice) => fits === undefined || fits(choice, current))),
    shows: showsAll,
  };
}
