import type { z } from 'zod';

import { toInteger, type HaloRow } from '../../halo/values/rows.js';
import type { Choices, Wanted } from '../choices/choices.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import { choiceKinds, type Choice } from '../choices/kinds.js';
import type { WriteField } from '../fields/field.js';
import { wantedSchema } from '../fields/named.js';

/** What an action is for; Halo wants an outcome that fits on every one (halo-api.md §7.3). */
export type Purpose = 'private_note' | 'public_note' | 'reply' | 'time';

/** An outcome e-mails when it says so and does not hide it; then nothing else about the action matters (halo-api.md §7.3). */
function sendsMail(row: HaloRow): boolean {
  return (toInteger(row['sendemail']) ?? 0) > 0 && row['hidesendemail'] !== true;
}

function changesStatus(row: HaloRow): boolean {
  return (toInteger(row['newstatus']) ?? 0) > 0;
}

const purposes: Readonly<Record<Purpose, { fits: (row: HaloRow, isPrivate: boolean) => boolean; usual: RegExp }>> = {
  private_note: { fits: (row, isPrivate) => isPrivate && !sendsMail(row), usual: /private|internal/i },
  public_note: { fits: (row, isPrivate) => !isPrivate && !sendsMail(row), usual: /public|note/i },
  reply: { fits: (row, isPrivate) => !isPrivate && sendsMail(row), usual: /e-?mail|reply/i },
  time: { fits: (row) => !sendsMail(row), usual: /time/i },
};

/** Halo's built-in private note (halo-api.md §7.3). */
const builtInPrivateNote = '7';

/** Who may see an action that is to be made. */
export interface Privacy {
  /** Whether it is to be hidden from contacts. */
  readonly isPrivate: boolean;
  /** What the connection's metadata says of an outcome; its records then say so, whatever Halo is sent. */
  readonly setOf: (outcome: Choice) => boolean | undefined;
}

/** The outcome of an action: the one that the caller wants, or with null the tenant's usual one for the purpose. */
export function outcomeFor(purpose: Purpose, privacy: Privacy): WriteField<z.ZodNullable<typeof wantedSchema>> {
  return {
    schema: wantedSchema.nullable(),
    description: 'Outcome. Halo: outcome_id.',
    halo: ['outcome_id'],
    write: async (wanted, { choices }) => ({
      outcome_id: Number((await chooseOutcome(choices, purpose, wanted, privacy)).id),
    }),
    // Rows name it in several ways; what it did is in the other fields.
    shows: () => true,
  };
}

/**
 * The tenant's outcome for a purpose, or the one that the caller wants. One that changes the ticket's status is chosen
 * unasked only where it is obviously the tenant's outcome for replies.
 *
 * @throws InvalidChoiceError when none fits, with those that do
 */
async function chooseOutcome(
  choices: Choices,
  purpose: Purpose,
  wanted: Wanted | null,
  privacy: Privacy,
): Promise<Choice> {
  const { fits, usual } = purposes[purpose];
  const all = await choices.all(choiceKinds.outcome);
  const fitting = all.filter((each) => fits(each.row, privacy.setOf(each) ?? each.row['hidefromuser'] === true));
  if (wanted !== null) return agreeing(await named(choices, purpose, wanted, fitting), privacy, fitting);
  // A reply often hands the ticket to the requester; any other change of status is only for who asks for it.
  const mayChange = ({ name }: Choice): boolean => purpose === 'reply' && usual.test(name);
  const candidates = fitting.filter(
    (each) => each.row['hidden'] !== true && (!changesStatus(each.row) || mayChange(each)),
  );
  const [best] = candidates.toSorted((a, b) => rank(a, purpose, usual) - rank(b, purpose, usual));
  if (best !== undefined) return agreeing(best, privacy, fitting);
  throw refusal(`the tenant has no outcome for a ${purpose.replace('_', ' ')} that this agent may use`, fitting);
}

async function named(choices: Choices, purpose: Purpose, wanted: Wanted, fitting: readonly Choice[]): Promise<Choice> {
  const choice = await choices.find(choiceKinds.outcome, wanted).catch((error: unknown) => {
    throw error instanceof InvalidChoiceError ? refusal(error.message, fitting) : error;
  });
  // A note may be made with any outcome but one that e-mails; a reply with one that does.
  if ((purpose === 'reply') === sendsMail(choice.row)) return choice;
  const reason = purpose === 'reply' ? 'sends no e-mail, so nobody would get the reply' : 'sends an e-mail';
  throw refusal(`the outcome "${choice.name}" ${reason}`, fitting);
}

/** @throws InvalidChoiceError when the record of an action with this outcome would not say what the caller asks for */
function agreeing(outcome: Choice, { isPrivate, setOf }: Privacy, fitting: readonly Choice[]): Choice {
  const agrees = (each: Choice): boolean => (setOf(each) ?? isPrivate) === isPrivate;
  if (agrees(outcome)) return outcome;
  const [asked, set] = isPrivate ? ['private', 'not private'] : ['visible to contacts', 'private'];
  throw refusal(
    `this action is to be ${asked}, and the setting "private_outcomes" in the metadata of the connection says that the outcome "${outcome.name}" is ${set}`,
    fitting.filter(agrees),
  );
}

function refusal(message: string, fitting: readonly Choice[]): InvalidChoiceError {
  return InvalidChoiceError.option(
    message,
    fitting.map(({ name }) => name),
  );
}

function rank({ id, name, row }: Choice, purpose: Purpose, usual: RegExp): number {
  if (purpose === 'private_note' && id === builtInPrivateNote) return 0;
  return (usual.test(name) ? 1_000 : 1_000_000) + (toInteger(row['sequence']) ?? 999);
}
