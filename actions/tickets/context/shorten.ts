import type { z } from 'zod';

/** Stands at the end of a text that was cut. */
const mark = ' … (shortened)';

/**
 * A record whose texts have a greatest length.
 *
 * @param without fields that are left out
 * @returns with the names of the fields that were cut or left out
 */
export function shorten<Schema extends z.ZodType<object>>(
  { schema }: { readonly schema: Schema },
  record: z.output<Schema>,
  longest: number,
  without: readonly string[] = [],
): { record: z.output<Schema>; cut: readonly string[] } {
  const cut: string[] = [];
  const entries = Object.entries(record).flatMap(([field, value]: [string, unknown]): [string, unknown][] => {
    if (value === undefined) return [];
    const isLong = typeof value === 'string' && value.length > longest;
    if (isLong || without.includes(field)) cut.push(field);
    if (without.includes(field)) return [];
    return [[field, isLong ? `${value.slice(0, longest - mark.length)}${mark}` : value]];
  });
  return { record: schema.parse(Object.fromEntries(entries)), cut };
}
