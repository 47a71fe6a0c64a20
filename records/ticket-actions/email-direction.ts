import { z } from 'zod';

import { cleanText } from '../../halo/values/texts.js';
import { described } from '../described.js';
import { computed } from '../field.js';
import { outcomeOf, valueOf, type ActionContext } from './context.js';

const directions = ['incoming', 'outgoing'] as const;

/** The values of `emaildirection` are not verified (halo-api.md §13.27): anything else is left out. */
const directionsByLetter: Readonly<Record<string, (typeof directions)[number]>> = { I: 'incoming', O: 'outgoing' };

/** Warned of once a run, with the values that it is about. */
const unknownDirections =
  'No direction is known for these values of Halo, so the email_direction of these e-mails is left out. The setting ' +
  '"email_directions" in the metadata of the connection says what they mean:';

/** Which way an e-mail went: by the connection's own mapping, then by Halo's letter; never a guess. */
export const emailDirection = computed(
  ['emailDirection', 1, 'emaildirection', 'outcome_id', 'outcome'],
  described(
    z.enum(directions).optional(),
    "Way of an e-mail, from Halo's letter and the connection's metadata. Halo: emaildirection.",
  ),
  (row, { emailDirections: overrides, remark }: ActionContext) => {
    const value = valueOf(row, 'emaildirection');
    const direction = overrides.find(...outcomeOf(row), value) ?? directionsByLetter[String(row['emaildirection'])];
    // What Halo writes for actions that are no e-mails is not known either.
    const isEmail = typeof row['emailfrom'] === 'string' && cleanText(row['emailfrom']) !== undefined;
    if (direction === undefined && value !== undefined && isEmail) remark(unknownDirections, value);
    return direction;
  },
);
