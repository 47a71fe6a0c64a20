import { writeErrors } from '../error-codes.js';

/** What is the same in every function that makes such records. */
export const creating = {
  marks: { readOnly: false, idempotent: 'with_key', destructive: false },
  errors: [...writeErrors, 'halo_key_in_use', 'halo_too_large'],
} as const;
