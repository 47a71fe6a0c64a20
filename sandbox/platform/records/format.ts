import { createHash } from 'node:crypto';
import type { RecordData, RecordScope } from './types.js';
import { BatchTooLargeError, InvalidRecordError } from './types.js';

/** A record ready to be written. */
export interface FormattedRecord {
  externalId: string;
  /** Row id, derived from connection, model and external id: the same record keeps it for ever. */
  id: string;
  /** Stands for `JSON.stringify(record)`: key order counts, as on the real server. */
  hash: string;
  /** The record as JSON text. */
  json: string;
  data: RecordData;
}

/** Bytes of one request to the record service: its limit of 100 MB, less what stands around the records. */
const largestBatch = 100 * 1024 * 1024 - 1024;

/** RFC 9562 name-based UUID, version 5 (SHA-1). */
function uuidV5(name: string, namespace: Buffer): Buffer {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes;
}

function printUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Postgres text holds no NUL byte, so ids lose theirs. */
export const cleanId = (id: string): string => id.replaceAll('\u0000', '');

/** Row ids of a scope: stable over runs, so that a record found by its own id is found by the primary key. */
export function rowIds({ connection, model }: RecordScope): (externalId: string) => string {
  const scope = `${String(connection)}${model}`;
  const namespace = uuidV5(scope, Buffer.alloc(16));
  return (externalId) => printUuid(uuidV5(`${scope}${externalId}`, namespace));
}

/** What the real server keeps to tell whether a payload changed. */
export const md5 = (json: string): string => createHash('md5').update(json).digest('hex');

/**
 * Checks and hashes the records of one call. The first of several records with the same id wins.
 *
 * @throws InvalidRecordError when a record has no id (missing, null, '' or 0): nothing of the batch is saved then.
 * @throws BatchTooLargeError when the batch is larger than 100 MB as JSON.
 */
export function formatRecords(
  scope: RecordScope,
  records: RecordData[],
  digest: (json: string) => string = md5,
): { records: FormattedRecord[]; duplicates: string[] } {
  const { model } = scope;
  const rowId = rowIds(scope);
  const formatted = new Map<string, FormattedRecord>();
  const duplicates = new Set<string>();
  let characters = 0;
  for (const data of records) {
    const given = data['id'];
    if ((typeof given !== 'string' && typeof given !== 'number') || given === '' || given === 0) {
      throw new InvalidRecordError(`Missing id field in record of model ${model}`);
    }
    const externalId = cleanId(String(given));
    if (externalId.length > 255) throw new InvalidRecordError(`Record id longer than 255 characters in model ${model}`);
    if (formatted.has(externalId)) {
      duplicates.add(externalId);
      continue;
    }
    const json = JSON.stringify(data);
    characters += json.length;
    formatted.set(externalId, {
      externalId,
      id: rowId(externalId),
      hash: digest(json),
      json,
      data,
    });
  }
  const batch = [...formatted.values()];
  // A character takes one to three bytes, so they are counted only where it matters.
  if (
    characters * 3 > largestBatch &&
    batch.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0) > largestBatch
  ) {
    throw new BatchTooLargeError(`A batch of model ${model} is larger than ${String(largestBatch)} bytes`);
  }
  return { records: batch, duplicates: [...duplicates] };
}
