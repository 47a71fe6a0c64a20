import { z } from 'zod';

import { described } from '../../records/described.js';
import type { Call } from '../call.js';
import { flag } from '../fields/plain.js';
import { updateOptions } from '../writing/options.js';
import type { WriteResult } from '../writing/result.js';
import { change, changing } from './change.js';
import type { ResourceKind } from './kind.js';

const fields = { is_archived: flag('inactive', 'Whether it is archived.') };

/** What is the same in every function that archives such records. */
export const archiving = {
  ...changing,
  marks: { readOnly: false, idempotent: true, destructive: true },
  cost: { usual: 3, most: 3 },
} as const;

export const archiveInput = {
  is_archived: described(z.boolean().optional(), 'Default: true. false brings an archived one back. Halo: inactive.'),
  ...updateOptions,
};

interface Archiving {
  readonly is_archived?: boolean | undefined;
  readonly expected_updated_at?: string | undefined;
  readonly dry_run?: boolean | undefined;
}

/** Archives a record, or brings it back (halo-api.md §7.4). */
export async function archive<Record extends object>(
  call: Call,
  kind: ResourceKind<Record>,
  id: string | number,
  { is_archived: isArchived = true, ...options }: Archiving,
): Promise<WriteResult<Record>> {
  return change(call, kind, { fields }, id, { is_archived: isArchived, ...options });
}
