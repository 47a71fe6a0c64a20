import { weightOf } from '../halo/values/weight.js';
import type { SavedRecord } from '../records/contract.js';

/**
 * Characters of the texts in one batch, as JSON: the platform takes 100 MB, and a character has four bytes at most. The
 * rest of that is room for the names of fields, and for numbers.
 */
const room = 8_000_000;

/** Records in batches that the platform takes however long their texts are, one by one if need be. */
export function* batchesOf(records: readonly SavedRecord[], characters = room): Generator<SavedRecord[], void, void> {
  let batch: SavedRecord[] = [];
  let size = 0;
  for (const record of records) {
    // A text may need an escape for each of its characters.
    const length = 2 * weightOf(record);
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
