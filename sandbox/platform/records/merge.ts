import type { RecordData } from './types.js';

const isObject = (value: unknown): value is RecordData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of `changes` win; objects merge at every depth, arrays are replaced. */
export function mergeRecord(stored: RecordData, changes: RecordData): RecordData {
  const merged: RecordData = { ...stored };
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? mergeRecord(before, value) : value;
  }
  return merged;
}
