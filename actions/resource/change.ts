import type { Call } from '../call.js';
import type { InputProblem } from '../../halo/errors.js';
import type { HaloRow } from '../../halo/values/rows.js';
import { writeErrors } from '../error-codes.js';
import { sentFields, shownNames, type WriteModel } from '../writing/model.js';
import type { WriteResult } from '../writing/result.js';
import { ensureUnchanged, requireRow, update } from '../writing/update.js';
import type { ResourceKind } from './kind.js';

/** What is the same in every function that changes one such record. */
export const changing = {
  marks: { readOnly: false, idempotent: true, destructive: false },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
} as const;

interface Changes {
  readonly expected_updated_at?: string | undefined;
  readonly dry_run?: boolean | undefined;
  readonly [field: string]: unknown;
}

/** What is known of a change beside its fields, once the record has been read. */
interface Findings {
  /** How fields are written, where that depends on the record. */
  readonly model?: Pick<WriteModel, 'fields'>;
  /** Values that are filled in. */
  readonly fields?: Readonly<{ [name: string]: unknown }>;
  readonly problems?: readonly InputProblem[];
}

/**
 * Changes fields of a record; those that are not given keep their values (halo-api.md §7.1).
 *
 * @param look checks what is given against the record
 */
export async function change<Record extends object>(
  call: Call,
  kind: ResourceKind<Record>,
  model: Pick<WriteModel, 'fields'>,
  id: string | number,
  input: Changes,
  look: (current: HaloRow) => Findings | Promise<Findings> = () => ({}),
): Promise<WriteResult<Record>> {
  const current = await requireRow(call, kind, String(id));
  await ensureUnchanged(call, kind, current, input.expected_updated_at, shownNames(model, input));
  const { model: found = model, fields = {}, problems = [] } = await look(current);
  const sent = await sentFields(call, found, { ...input, ...fields }, current, problems);
  return update(call, kind, { id: String(id), current, sent, fixed: { id: Number(id) }, isDryRun: input.dry_run });
}
