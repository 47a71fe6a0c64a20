import type { InputProblem } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { actionContext } from '../../records/ticket-actions/context.js';
import type { Call } from '../call.js';
import type { Wanted } from '../choices/choices.js';
import type { Choice } from '../choices/kinds.js';
import { create } from '../writing/create.js';
import { sentFields, type WriteModel } from '../writing/model.js';
import type { WriteResult } from '../writing/result.js';
import { actionKind, type ActionRecord } from './kind.js';
import { outcomeFor, type Purpose } from './outcomes.js';

interface NewAction {
  readonly ticket_id: string | number;
  readonly outcome?: Wanted | undefined;
  readonly note?: string | undefined;
  readonly note_html?: string | undefined;
  readonly idempotency_key?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/**
 * Adds an action to a ticket with the outcome that fits its purpose.
 *
 * @param fixed what Halo is sent beside the fields and the outcome
 */
export async function addAction(
  call: Call,
  model: Pick<WriteModel, 'fields'>,
  input: NewAction,
  purpose: Purpose,
  fixed: HaloRow,
): Promise<WriteResult<ActionRecord>> {
  const problems = noteProblems(input, purpose !== 'time');
  const { privateOutcomes } = actionContext(call);
  const privacy = {
    isPrivate: fixed['hiddenfromuser'] === true,
    setOf: ({ id, name }: Choice) => privateOutcomes.find(id, name),
  };
  const fields = { ...model.fields, outcome: outcomeFor(purpose, privacy) };
  const sent = await sentFields(call, { fields }, { ...input, outcome: input.outcome ?? null }, undefined, problems);
  return create(call, actionKind, {
    sent,
    fixed: { ticket_id: Number(input.ticket_id), ...fixed },
    key: input.idempotency_key,
    isDryRun: input.dry_run,
  });
}

/** A text comes in one form, and where it is what the action is for it must come. */
export function noteProblems({ note, note_html: markup }: NewAction, isNeeded: boolean): InputProblem[] {
  if (note !== undefined && markup !== undefined) {
    return [{ field: 'note_html', message: 'give either note or note_html' }];
  }
  const text = note ?? markup;
  if (isNeeded && (text === undefined || text.trim() === '')) return [{ field: 'note', message: 'there is no text' }];
  return [];
}
