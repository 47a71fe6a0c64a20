import { OutcomeUnknownError } from '../../halo/write-errors.js';
import type { Change } from '../../halo/transport/writer.js';
import type { HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { holdKey } from './key.js';
import type { WritableKind } from './kind.js';
import { lookAgain } from './look-again.js';
import { bodyOf, type SentField } from './model.js';
import { appliedRules, changedByRules, dryRun, type WriteResult } from './result.js';

export interface NewRecord {
  readonly sent: readonly SentField[];
  /** What Halo is sent beside the fields. */
  readonly fixed?: HaloRow;
  readonly key: string | undefined;
  readonly isDryRun: boolean | undefined;
}

/**
 * Makes a record. Without a key it is sent at most once; with one, a call that was made before is found in Halo and its
 * record is returned.
 */
export async function create<Record>(
  call: Call,
  kind: WritableKind<Record>,
  { sent, fixed, key, isDryRun }: NewRecord,
): Promise<WriteResult<Record>> {
  const body = bodyOf(sent, fixed);
  const record = key === undefined ? body : kind.key.put(body, key);
  const change: Change = { method: 'POST', endpoint: kind.endpoint, params: kind.params, record };
  if (isDryRun === true) return dryRun(change);
  if (key === undefined) {
    const reply = await call.writer.send(kind.name, change);
    const id = reply && kind.idOf(reply);
    const row = id === undefined ? undefined : await lookAgain(call, () => kind.read(call, id));
    return { ...(await created(call, kind, id, row, sent)), ...appliedRules(reply) };
  }
  await holdKey(call, kind.name, key);
  const earlier = await kind.key.find(call, key, body);
  if (earlier.length > 0) {
    return { ...(await fromRows(call, kind, earlier)), outcome: 'repeated', key_kept: true };
  }
  return sendWithKey(call, kind, change, { sent, key, body });
}

async function sendWithKey<Record>(
  call: Call,
  kind: WritableKind<Record>,
  change: Change,
  { sent, key, body }: { sent: readonly SentField[]; key: string; body: HaloRow },
): Promise<WriteResult<Record>> {
  const find = async (id?: string): Promise<readonly HaloRow[] | undefined> => {
    const rows = await kind.key.find(call, key, body);
    const isThere = id === undefined ? rows.length > 0 : rows.some((row) => kind.idOf(row) === id);
    return isThere ? rows : undefined;
  };
  let reply: HaloRow | undefined;
  try {
    reply = await call.writer.send(kind.name, change);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    const rows = await lookAgain(call, () => find());
    if (rows === undefined) throw withKeyAdvice(error);
    return { ...(await fromRows(call, kind, rows)), outcome: 'created', key_kept: true };
  }
  const id = reply && kind.idOf(reply);
  const rows = await lookAgain(call, () => find(id));
  if (rows !== undefined) {
    const result = await fromRows(call, kind, rows);
    const own = rows.find((row) => kind.idOf(row) === id) ?? rows[0] ?? {};
    return { ...result, outcome: 'created', key_kept: true, ...changedByRules(own, sent), ...appliedRules(reply) };
  }
  const row = id === undefined ? undefined : await lookAgain(call, () => kind.read(call, id));
  const kept = row === undefined ? {} : { key_kept: kind.key.holds(row, key) };
  return { ...(await created(call, kind, id, row, sent)), ...kept, ...appliedRules(reply) };
}

function withKeyAdvice({ resource, reason }: OutcomeUnknownError): OutcomeUnknownError {
  return new OutcomeUnknownError(
    resource,
    reason,
    'Call again with the same idempotency key in a few minutes: what was made is found by it then, and made otherwise.',
  );
}

/** The result of a call whose record carries a key: of several, the oldest is everybody's. */
async function fromRows<Record>(
  call: Call,
  kind: WritableKind<Record>,
  rows: readonly HaloRow[],
): Promise<WriteResult<Record>> {
  const [first, ...others] = rows;
  if (first === undefined) throw new RangeError('No record carries the key');
  const duplicates = others.flatMap((row) => kind.idOf(row) ?? []);
  return {
    outcome: 'created',
    id: kind.idOf(first),
    confirmed: true,
    record: await kind.toRecord(call, first),
    ...(duplicates.length === 0 ? {} : { duplicates }),
  };
}

async function created<Record>(
  call: Call,
  kind: WritableKind<Record>,
  id: string | undefined,
  row: HaloRow | undefined,
  sent: readonly SentField[],
): Promise<WriteResult<Record>> {
  const known = id === undefined ? {} : { id };
  if (row === undefined) return { outcome: 'created', ...known, confirmed: false };
  const record = await kind.toRecord(call, row);
  return { outcome: 'created', ...known, confirmed: true, record, ...changedByRules(row, sent) };
}
