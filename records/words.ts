/** The words of a name, in small letters: "On-Hold (1-Week)" is "on hold 1 week". */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words that turn what follows them into something else: "Non-Urgent" is not urgent (halo-api.md §6.14). */
export const negations: ReadonlySet<string> = new Set(['non', 'not', 'no', 'never', 'without', 'less', 'least']);
