import { withMessage } from '../errors.js';
import { json, type HaloResponse } from '../http.js';
import type { WriteSwitches } from '../switches/writing.js';

/** What Halo does not take. It names one problem at a time (halo-api.md §7.1). */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** A validation error in the shape that the switch asks for (halo-api.md §10). */
export function refusalAnswer({ message, status }: Refusal, { validationBody }: WriteSwitches): HaloResponse {
  if (validationBody === 'singleKey') return json({ validation: message }, status);
  return withMessage(validationBody, { status, message, resultCode: 1 });
}

/** A value of the wrong type (halo-api.md §10). */
export function bindingAnswer(field: string, value: unknown): HaloResponse {
  const path = `[0].${field}`;
  const text = `Could not convert string to integer: ${String(value)}. Path '${path}', line 1, position 139.`;
  return json({ [path]: [text] }, 400);
}
