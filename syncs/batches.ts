import type { SavedRecord } from '../records/contract.js';

/** Characters of the records of one batch: the platform takes 100 MB, and a character has four bytes at most. */
const room = 8_000_000;

/** Records in batches that the platform takes however long their texts are, one by one if need be. */
export function* batchesOf(records: readonly SavedRecord[], characters = room): Generator<SavedRecord[], void, void> {
  let batch: SavedRecord[] = [];
  let size = 0;
  for (const record of records) {
    const length = lengthOf(record);
    if (batch.length > 0 && size + length > characters) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(record);
    size += length;
  }
  if (batch.length > 0) yield batch;
}

/** About how many characters a record has as JSON, at the most: texts may need an escape for each of theirs. */
function lengthOf(record: SavedRecord): number {
  let length = 0;
  for (const value of Object.values(record)) {
    if (typeof value === 'string') length += value.length * 2;
    else if (typeof value === 'object') length += JSON.stringify(value).length;
  }
  return length;
}
