/** The value below which a share of the values lies; NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * By how much a series grows from one value to the next: the median of what any two of its values say. A single value
 * that is far off, such as a heap that was read a moment too early, moves it little.
 */
export function trend(values: readonly number[]): number {
  const slopes = values.flatMap((from, index) =>
    values.slice(index + 1).map((to, distance) => (to - from) / (distance + 1)),
  );
  return median(slopes);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
