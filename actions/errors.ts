import { HaloError } from '../halo/errors.js';

/** The record was changed by somebody else since the caller read it. */
export class RecordChangedError extends HaloError {
  readonly code = 'halo_record_changed';
  override readonly details: Readonly<Record<string, unknown>>;
  /**
   * @param current the record as it is now
   * @param fields the values that the fields in question have now
   */
  constructor(resource: string, expected: string, updatedAt: string, current: object, fields: object) {
    super(
      `${resource} was changed at ${updatedAt}, after the ${expected} that was expected, so nothing was written. Look at its current values and decide again.`,
    );
    this.details = { updated_at: updatedAt, changed_fields: fields, current };
  }
}

/** Another call with the same idempotency key has not ended yet. */
export class KeyInUseError extends HaloError {
  readonly code = 'halo_key_in_use';
  constructor() {
    super(
      'Another call with this idempotency key is under way, so nothing was sent. Try again in a minute: then its result is returned.',
    );
  }
}

/** More than the function handles. */
export class TooLargeError extends HaloError {
  readonly code = 'halo_too_large';
  constructor(what: string, limit: string) {
    super(`${what} is larger than ${limit}.`);
  }
}
