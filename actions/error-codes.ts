/**
 * The codes that functions fail with, each with what it means and what to do. The error itself says it for the case at
 * hand; this is for the catalogue.
 */
export const errorCodes = {
  halo_input_invalid: 'A field is missing, unknown or wrong, or a name matches nothing in Halo. `problems` names each.',
  halo_not_found: 'Halo has no such record, or does not show it to the agent of this connection.',
  halo_permission_denied: 'The API application or its agent lacks the right. `step` names the place in the guide.',
  halo_request_refused: "Halo refuses the change; the message holds Halo's own sentence.",
  halo_outcome_unknown:
    'The change was sent and no answer came. Look before sending it again, or repeat it with its key.',
  halo_unavailable: 'Halo could not be reached, and the change was certainly not made. Try again later.',
  halo_rate_limited: "The tenant's request budget stayed used up. Try again later.",
  halo_record_changed: 'The record was changed since `expected_updated_at`; `current` shows it as it is now.',
  halo_key_in_use: 'Another call with the same idempotency key is under way. Try again in a minute.',
  halo_too_large: 'The answer or the file is larger than the function handles.',
  halo_unreadable_answer: 'Halo answered with something that cannot be read.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof errorCodes;

/** What every function may fail with. */
export const commonErrors = [
  'halo_input_invalid',
  'halo_permission_denied',
  'halo_unavailable',
  'halo_rate_limited',
  'halo_unreadable_answer',
] as const satisfies readonly ErrorCode[];

/** What every function may fail with that changes something. */
export const writeErrors = ['halo_request_refused', 'halo_outcome_unknown'] as const satisfies readonly ErrorCode[];
