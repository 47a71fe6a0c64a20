import type { Call } from '../call.js';
import { requireRow } from '../writing/update.js';
import type { ResourceKind } from './kind.js';

/** What is the same in every function that reads one such record. */
export const getting = {
  marks: { readOnly: true, idempotent: true, destructive: false },
  cost: { usual: 1, most: 1 },
  errors: ['halo_not_found'],
} as const;

/** The record of an id, as it is now. @throws NotFoundError */
export async function get<Record>(call: Call, kind: ResourceKind<Record>, id: string | number): Promise<Record> {
  return kind.toRecord(call, await requireRow(call, kind, String(id)));
}
