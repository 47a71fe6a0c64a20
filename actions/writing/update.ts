import { NotFoundError } from '../../halo/errors.js';
import { OutcomeUnknownError } from '../../halo/write-errors.js';
import type { Change } from '../../halo/transport/writer.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { RecordChangedError } from '../errors.js';
import type { ChangeableKind } from './kind.js';
import { lookAgain } from './look-again.js';
import { bodyOf, type SentField } from './model.js';
import { appliedRules, changedByRules, dryRun, type WriteResult } from './result.js';

/** Reads a record that is to be changed. @throws NotFoundError */
export async function requireRow<Record>(call: Call, kind: ChangeableKind<Record>, id: string): Promise<HaloRow> {
  const row = await kind.read(call, id);
  if (row === undefined) throw new NotFoundError(`${kind.name} ${id}`);
  return row;
}

/**
 * Refuses to change what somebody else has changed meanwhile.
 *
 * @param expected the time of the last change that the caller knows of
 * @param fields the fields of the record that the caller means to change
 */
export async function ensureUnchanged<Record extends object>(
  call: Call,
  kind: ChangeableKind<Record>,
  row: HaloRow,
  expected: string | undefined,
  fields: readonly string[],
): Promise<void> {
  const updatedAt = kind.updatedAt(row);
  if (expected === undefined || updatedAt === undefined || Date.parse(updatedAt) <= Date.parse(expected)) return;
  const record = await kind.toRecord(call, row);
  const current = new Map(Object.entries(record));
  const now = Object.fromEntries(fields.map((field) => [field, current.get(field) ?? null]));
  throw new RecordChangedError(`${kind.name} ${kind.idOf(row) ?? ''}`, expected, updatedAt, record, now);
}

export interface RecordChange {
  readonly id: string;
  /** The record before the change. */
  readonly current: HaloRow;
  readonly sent: readonly SentField[];
  /** What Halo is sent beside the fields: the id, and flags. */
  readonly fixed: HaloRow;
  readonly isDryRun: boolean | undefined;
}

/** Changes a record, once. Where nothing would change, nothing is sent. */
export async function update<Record>(
  call: Call,
  kind: ChangeableKind<Record>,
  { id, current, sent, fixed, isDryRun }: RecordChange,
): Promise<WriteResult<Record>> {
  const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record: bodyOf(sent, fixed) };
  if (isDryRun === true) return dryRun(change, id);
  if (sent.length === 0) {
    return { outcome: 'unchanged', id, confirmed: true, record: await kind.toRecord(call, current) };
  }
  const { reply, lost } = await sendOnce(call, kind.name, change);
  const before = kind.updatedAt(current);
  const seen = (row: HaloRow): boolean => sent.every((each) => isSeen(kind, row, each, reply, before));
  const row = await lookAgain(call, async () => {
    const found = await kind.read(call, id);
    return found !== undefined && seen(found) ? found : undefined;
  });
  if (row === undefined) {
    if (lost !== undefined) throw lost;
    return { outcome: 'changed', id, confirmed: false, ...appliedRules(reply) };
  }
  const record = await kind.toRecord(call, row);
  return { outcome: 'changed', id, confirmed: true, record, ...changedByRules(row, sent), ...appliedRules(reply) };
}

/** A change of a record can be seen in it, so that an answer that is lost does not matter once it is there. */
export async function sendOnce(
  call: Call,
  name: string,
  change: Change,
): Promise<{ reply?: HaloRow | undefined; lost?: OutcomeUnknownError }> {
  try {
    return { reply: await call.writer.send(name, change) };
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return { lost: error };
    throw error;
  }
}

/**
 * Whether a row shows what became of a field: what was sent, or what Halo said that it saved, which rules may have changed.
 * A rule that runs later changes it once more; then the row is newer than the answer.
 *
 * @param before when the record had been changed last before the write
 */
function isSeen<Record>(
  kind: ChangeableKind<Record>,
  row: HaloRow,
  { field, part }: SentField,
  reply: HaloRow | undefined,
  before: string | undefined,
): boolean {
  if (field.shows(row, part)) return true;
  if (reply === undefined) return false;
  const told = Object.keys(part).filter((key) => key in reply);
  if (told.length > 0 && field.shows(row, Object.fromEntries(told.map((key) => [key, reply[key]])))) return true;
  const [saved, shown] = [kind.updatedAt(reply), kind.updatedAt(row)];
  return saved !== undefined && shown !== undefined && shown !== before && Date.parse(shown) >= Date.parse(saved);
}
