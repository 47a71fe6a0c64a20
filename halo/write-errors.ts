import { HaloError } from './errors.js';

/**
 * A change was sent and no answer tells whether Halo made it. It is not sent again, because Halo would make it twice: it
 * knows no key for idempotent writes (halo-api.md §7.1).
 */
export class OutcomeUnknownError extends HaloError {
  readonly code = 'halo_outcome_unknown';
  constructor(
    readonly resource: string,
    readonly reason: string,
    /** How to find out, as a sentence. */
    advice = 'Look in Halo whether the change is there before you send it again.',
  ) {
    super(
      `The change of ${resource} was sent to Halo, but no answer says whether it was made (${reason}). ${advice} It may take Halo some minutes to show it.`,
    );
  }
}
