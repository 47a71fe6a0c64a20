import stringify from 'fast-safe-stringify';
import truncateJson from 'truncate-json';

/** Bytes of an error's payload that the runner passes on; whole properties are left out beyond it. */
const largest = 99_000;
/** Deeper or further than this the runner's serializer writes `[...]`. */
const limits = { depthLimit: 10, edgesLimit: 20 };
const dropped: ReadonlySet<string> = new Set(['httpAgent', 'httpsAgent', 'trace', '_sessionCache', 'stack']);

function replace(key: string, value: unknown): unknown {
  if (Buffer.isBuffer(value)) return '[Buffer]';
  if (key === 'Authorization') return '[Redacted]';
  return dropped.has(key) ? undefined : value;
}

/**
 * The payload of a failure as it leaves the runner: as JSON, keys in order, without what must not be shown and without
 * what makes it too large. It uses the libraries and limits of the real runner (packages/utils/lib/json.ts there).
 */
export function toPayload(value: Record<string, unknown>): Record<string, unknown> {
  const text = stringify.default.stableStringify(value, replace, undefined, limits);
  return JSON.parse(truncateJson(text, largest).jsonString) as Record<string, unknown>;
}
