import { InvalidInputError } from '../../halo/errors.js';
import { toInteger, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import type { Wanted } from '../choices/choices.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import { choiceKinds, type Choice } from '../choices/kinds.js';

/** What an action is for; Halo wants an outcome that fits on every one (halo-api.md §7.3). */
export type Purpose = 'private_note' | 'public_note' | 'reply' | 'time';

/** An outcome e-mails when it says so and does not hide it; then nothing else about the action matters (halo-api.md §7.3). */
function sendsMail(row: HaloRow): boolean {
  return (toInteger(row['sendemail']) ?? 0) > 0 && row['hidesendemail'] !== true;
}

function changesStatus(row: HaloRow): boolean {
  return (toInteger(row['newstatus']) ?? 0) > 0;
}

const isPrivate = (row: HaloRow): boolean => row['hidefromuser'] === true;

const purposes: Readonly<Record<Purpose, { fits: (row: HaloRow) => boolean; usual: RegExp }>> = {
  private_note: { fits: (row) => isPrivate(row) && !sendsMail(row), usual: /private|internal/i },
  public_note: { fits: (row) => !isPrivate(row) && !sendsMail(row), usual: /public|note/i },
  reply: { fits: (row) => !isPrivate(row) && sendsMail(row), usual: /e-?mail|reply/i },
  time: { fits: (row) => !sendsMail(row), usual: /time/i },
};

/** Halo's built-in private note (halo-api.md §7.3). */
const builtInPrivateNote = '7';

/**
 * The tenant's outcome for a purpose, or the one that the caller wants. One that changes the ticket's status is chosen
 * unasked only where it is obviously the tenant's outcome for replies.
 *
 * @throws InvalidInputError when none fits, with those that do
 */
export async function chooseOutcome(call: Call, purpose: Purpose, wanted: Wanted | undefined): Promise<Choice> {
  const { fits, usual } = purposes[purpose];
  const all = await call.choices.all(choiceKinds.outcome);
  const fitting = all.filter(({ row }) => fits(row));
  if (wanted !== undefined) return named(call, purpose, wanted, fitting);
  // A reply often hands the ticket to the requester; any other change of status is only for who asks for it.
  const mayChange = ({ name }: Choice): boolean => purpose === 'reply' && usual.test(name);
  const candidates = fitting.filter(
    (each) => each.row['hidden'] !== true && (!changesStatus(each.row) || mayChange(each)),
  );
  const [best] = candidates.toSorted((a, b) => rank(a, purpose, usual) - rank(b, purpose, usual));
  if (best !== undefined) return best;
  throw refusal(call, `the tenant has no outcome for a ${purpose.replace('_', ' ')} that this agent may use`, fitting);
}

async function named(call: Call, purpose: Purpose, wanted: Wanted, fitting: readonly Choice[]): Promise<Choice> {
  try {
    const choice = await call.choices.find(choiceKinds.outcome, wanted);
    // A note may be made with any outcome but one that e-mails; a reply with one that does.
    if ((purpose === 'reply') === sendsMail(choice.row)) return choice;
    const reason = purpose === 'reply' ? 'sends no e-mail, so nobody would get the reply' : 'sends an e-mail';
    throw refusal(call, `the outcome "${choice.name}" ${reason}`, fitting);
  } catch (error) {
    if (!(error instanceof InvalidChoiceError)) throw error;
    throw refusal(call, error.message, fitting);
  }
}

function refusal(call: Call, message: string, fitting: readonly Choice[]): InvalidInputError {
  const values = fitting.map(({ name }) => name);
  return new InvalidInputError(call.name, [{ field: 'outcome', message, valid_values: values }]);
}

function rank({ id, name, row }: Choice, purpose: Purpose, usual: RegExp): number {
  if (purpose === 'private_note' && id === builtInPrivateNote) return 0;
  return (usual.test(name) ? 1_000 : 1_000_000) + (toInteger(row['sequence']) ?? 999);
}
