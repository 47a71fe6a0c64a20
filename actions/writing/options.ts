import { z } from 'zod';

import { described } from '../../records/described.js';

/** Input fields that every write takes. */
export const writeOptions = {
  dry_run: described(
    z.boolean().optional(),
    'Only check: names are looked up, and the request that would be sent is returned. Nothing is sent. Default: false.',
  ),
};

/** Input fields that every change of a record takes. */
export const updateOptions = {
  ...writeOptions,
  expected_updated_at: described(
    z.iso.datetime({ offset: true }).optional(),
    'The `updated_at` of the record that the change is based on. If it was changed since, nothing is written and the error shows it as it is now.',
  ),
};
