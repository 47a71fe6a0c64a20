/** A way in which the simulated tenant goes beyond captured replies and beyond docs/reference/halo-fields.md. */
interface KnownDifference {
  readonly reason: string;
  readonly paths: readonly string[];
  /** What the comparison says; most are keys that no reply has. */
  readonly difference?: string;
}

const fieldTypes = 'No checkbox and no multiple select was captured (halo-api.md §6.2).';

/** By reply, the differences that are known, and why each stands. */
const known: Readonly<Record<string, readonly KnownDifference[]>> = {
  'ticket-list': [
    {
      reason: fieldTypes,
      paths: ['tickets[].customfields[].value'],
      difference: 'flag, list in place of number, date without a zone, text',
    },
  ],
  ticket: [{ reason: fieldTypes, paths: ['customfields[].value'], difference: 'flag in place of number, text' }],
};

/** What the comparison with a reply may say, by path. */
export function differencesOf(name: string): Record<string, string> {
  const differences: Record<string, string> = {};
  for (const { paths, difference = 'no reply has this key' } of known[name] ?? []) {
    for (const path of paths) differences[path] = difference;
  }
  return differences;
}
