import { getInterval } from '@nangohq/nango-yaml';

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds between two runs of a sync with a declared frequency such as `every 30m` or `every day`; undefined when unreadable. */
export function frequencyMs(frequency: string): number | undefined {
  const interval = getInterval(frequency.startsWith('every') ? frequency : `every ${frequency}`, new Date(0));
  if (interval instanceof Error) return undefined;
  // Typed by a package whose types are not shipped.
  const text: unknown = interval.interval;
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(String(text));
  const unit = units[match?.[2]?.charAt(0) ?? ''];
  return match?.[1] === undefined || unit === undefined ? undefined : Number(match[1]) * unit;
}
